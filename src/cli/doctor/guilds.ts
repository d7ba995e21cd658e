import type { Access } from '../../discord/access.ts';
import { permissionsIn } from '../../discord/permissionsIn.ts';
import type { ThreadMode } from '../../monitor/delivery/threads.ts';
import type { StoredGuild } from '../../monitor/ports/guildStore.ts';
import type { Millis } from '../../monitor/time.ts';
import type { Mention } from '../../monitor/types.ts';
import { findChannel } from './channel.ts';
import type { DiscordApi, DiscordGuild } from './discordApi.ts';
import { discordTrouble } from './discordTrouble.ts';
import { type Finding, findingsAbout } from './finding.ts';
import { checkLive } from './liveStatus.ts';
import { mentionTrouble, missingNames } from './place.ts';
import { checkThreads } from './threads.ts';

export interface GuildQuestions {
  readonly api: DiscordApi;
  readonly userId: string;
  readonly access: Access;
  /** What the database holds; null: it could not be read. */
  readonly stored: readonly StoredGuild[] | null;
  /** The guild that the webhook of the environment posts to. */
  readonly webhookGuildId: string | null;
  /** And its channel there. */
  readonly webhookChannelId: string | null;
  /** Where a server has not chosen. */
  readonly threads: ThreadMode;
  /** Whom critical alerts ping in that guild, unless it chose otherwise. */
  readonly webhookMention: Mention | null;
  readonly now: Millis;
}

export interface GuildReport {
  readonly guildId: string;
  readonly findings: readonly Finding[];
  /** Where its alerts arrive; null: nowhere, or not known. */
  readonly place: string | null;
  readonly isKnown: boolean;
}

/** Whether a guild may use the bot, and whether its alerts can be posted where they are to go. */
export async function checkGuild(guildId: string, questions: GuildQuestions): Promise<GuildReport> {
  const unknown = (finding: Finding) => ({ guildId, findings: [finding], place: null, isKnown: false });
  let name = guildId;
  try {
    const guild = await questions.api.guild(guildId);
    ({ name } = guild);
    const say = findingsAbout(`Server ${name}`);
    if (!questions.access.isAllowed({ id: guildId, ownerId: guild.owner_id })) {
      const text = `may not use the bot: put its id ${guildId} into DISCORD_GUILD_IDS, or remove the bot from it.`;
      const place = guildId === questions.webhookGuildId ? webhookIn(guild) : null;
      return { guildId, findings: [say.warning(text)], place, isKnown: true };
    }
    if (questions.stored === null) {
      return unknown(say.warning('where its alerts go is not known until the database can be read.'));
    }
    const report = await checkPlace(guild, questions.stored, questions);
    const live = await checkLive(guild, questions.stored, questions);
    const threads = await checkThreads(guild, questions.stored, questions);
    return { guildId, isKnown: true, ...report, findings: [...report.findings, ...threads, ...live] };
  } catch (err) {
    return unknown(findingsAbout(`Server ${name}`).warning(`not checked, because ${discordTrouble(err)}`));
  }
}

type PlaceReport = Pick<GuildReport, 'findings' | 'place'>;

function webhookIn({ name }: DiscordGuild): string {
  return `the webhook in ${name}`;
}

async function checkPlace(
  guild: DiscordGuild,
  stored: readonly StoredGuild[],
  questions: GuildQuestions,
): Promise<PlaceReport> {
  const say = findingsAbout(`Server ${guild.name}`);
  const chosen = stored.find(({ id }) => id === guild.id);
  const isWebhooks = guild.id === questions.webhookGuildId;
  const mention =
    chosen?.mention === 'nobody' ? null : (chosen?.mention ?? (isWebhooks ? questions.webhookMention : null));
  if (chosen?.channelId != null) return checkChannel(guild, chosen.channelId, mention, questions);
  if (!isWebhooks) return { findings: [say.failure('no channel is chosen: choose one with /setup.')], place: null };
  const trouble = mentionTrouble(mention, guild.roles, null);
  return {
    findings: [say.ok('alerts go through the webhook.'), ...(trouble === null ? [] : [say.warning(trouble)])],
    place: webhookIn(guild),
  };
}

async function checkChannel(
  guild: DiscordGuild,
  channelId: string,
  mention: Mention | null,
  { api, userId, now }: GuildQuestions,
): Promise<PlaceReport> {
  const say = findingsAbout(`Server ${guild.name}`);
  const [channel, member] = await Promise.all([findChannel(api, guild.id, channelId), api.member(guild.id, userId)]);
  if (channel === 'gone') {
    const text = `the channel ${channelId} that alerts go to was deleted: choose another one with /setup.`;
    return { findings: [say.failure(text)], place: null };
  }
  if (channel === 'unseen') {
    const text = `the bot does not see the thread ${channelId} that alerts go to: give it View Channel in its channel, or choose another one with /setup.`;
    return { findings: [say.failure(text)], place: null };
  }
  if (!channel.isPostable) {
    const text = `#${channel.name} that alerts go to does not accept messages: choose another channel with /setup.`;
    return { findings: [say.failure(text)], place: null };
  }
  const granted = permissionsIn({ userId, guild, member }, channel.overwrites, now);
  const missing = missingNames(granted, channel.isThread);
  if (missing.length > 0) {
    const text = `in #${channel.name} the bot lacks ${missing.join(', ')}: grant that to its role in the settings of the channel.`;
    return { findings: [say.failure(text)], place: null };
  }
  const trouble = mentionTrouble(mention, guild.roles, granted);
  const fine = say.ok(`alerts go to #${channel.name}, where the bot has all permissions that it needs.`);
  return {
    findings: [fine, ...(trouble === null ? [] : [say.warning(trouble)])],
    place: `#${channel.name} in ${guild.name}`,
  };
}
