import { hasThreads, neededForThreads, type ThreadsOn } from '../../discord/guildView.ts';
import { permissionsIn } from '../../discord/permissionsIn.ts';
import { NO_THREADS, type ThreadMode, type Threads } from '../../monitor/delivery/threads.ts';
import type { StoredGuild } from '../../monitor/ports/guildStore.ts';
import type { Millis } from '../../monitor/time.ts';
import { findChannel } from './channel.ts';
import type { DiscordApi, DiscordGuild } from './discordApi.ts';
import { type Finding, findingsAbout } from './finding.ts';
import { namesOfMissing } from './place.ts';

interface ThreadQuestions {
  readonly api: DiscordApi;
  readonly userId: string;
  /** Where a server has not chosen. */
  readonly threads: ThreadMode;
  /** The guild that the webhook of the environment posts to, and its channel. */
  readonly webhookGuildId: string | null;
  readonly webhookChannelId: string | null;
  readonly now: Millis;
}

/** Whether the incidents of a guild can have their threads or posts; nothing where these are switched off. */
export async function checkThreads(
  guild: DiscordGuild,
  stored: readonly StoredGuild[],
  questions: ThreadQuestions,
): Promise<readonly Finding[]> {
  const chosen = stored.find(({ id }) => id === guild.id);
  const threads = chosen?.threads ?? { ...NO_THREADS, mode: questions.threads };
  const { mode } = threads;
  if (mode === 'off') return [];
  const say = findingsAbout(`Threads in ${guild.name}`);
  const channelId = channelOf({ ...threads, mode }, guild, chosen?.channelId ?? null, questions);
  if (channelId === null) {
    const text = 'each incident is to be a post, and no forum is chosen: choose one with /setup.';
    return mode === 'post' ? [say.warning(text)] : [];
  }
  return [await checkChannel({ mode, channelId, isWebhooks: isWebhooks(threads, channelId, questions) })];

  async function checkChannel(where: Where): Promise<Finding> {
    const { api, userId, now } = questions;
    const channel = await findChannel(api, guild.id, where.channelId);
    if (channel === 'gone') return say.warning(`the channel ${where.channelId} was deleted: choose one with /setup.`);
    if (channel === 'unseen')
      return say.warning(`the bot does not see ${where.channelId}: give it View Channel there.`);
    const { name, kind, overwrites } = channel;
    if (!hasThreads(where.mode, kind))
      return say.warning(`#${name} ${NOT_FIT[where.mode]}: choose another channel with /setup.`);
    const member = await api.member(guild.id, userId);
    const needed = where.isWebhooks ? [] : neededForThreads(where.mode);
    const missing = namesOfMissing(permissionsIn({ userId, guild, member }, overwrites, now), needed);
    if (missing.length > 0) return say.warning(`not possible: in #${name} the bot lacks ${missing.join(', ')}.`);
    return say.ok(`${DONE[where.mode]} #${name}.`);
  }
}

interface Where {
  readonly mode: ThreadsOn;
  readonly channelId: string;
  /** A webhook opens the posts, which needs no permission. */
  readonly isWebhooks: boolean;
}

const NOT_FIT: Readonly<Record<ThreadsOn, string>> = { thread: 'can have no threads', post: 'is not a forum' };
const DONE: Readonly<Record<ThreadsOn, string>> = {
  thread: 'each alert opens one in',
  post: 'each incident is a post in',
};

/** Where they are to be; null: nowhere is chosen. */
function channelOf(
  { mode, forumId }: Threads,
  guild: DiscordGuild,
  alerts: string | null,
  { webhookGuildId, webhookChannelId }: ThreadQuestions,
): string | null {
  const ofWebhook = guild.id === webhookGuildId ? webhookChannelId : null;
  if (mode === 'thread') return alerts ?? ofWebhook;
  return forumId ?? (alerts === null ? ofWebhook : null);
}

function isWebhooks({ mode, forumId }: Threads, channelId: string, { webhookChannelId }: ThreadQuestions): boolean {
  return mode === 'post' && forumId === null && channelId === webhookChannelId;
}
