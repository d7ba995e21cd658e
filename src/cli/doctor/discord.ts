import type { PipelineConfig } from '../../config/accountConfig.ts';
import { type Access, accessBy } from '../../discord/access.ts';
import type { WebhookAddress } from '../../discord/webhookUrl.ts';
import type { ThreadMode } from '../../monitor/delivery/threads.ts';
import type { StoredGuild } from '../../monitor/ports/guildStore.ts';
import type { Millis } from '../../monitor/time.ts';
import type { Mention } from '../../monitor/types.ts';
import { judgePlaces } from './alerts.ts';
import { judgeApplication, judgeTokenFailure } from './bot.ts';
import { checkCommands } from './commands.ts';
import type { Deadline } from './deadline.ts';
import type { DiscordApi, DiscordApplication } from './discordApi.ts';
import { discordTrouble } from './discordTrouble.ts';
import { type Finding, findingsAbout } from './finding.ts';
import { checkGateway } from './gateway.ts';
import { judgeGuildList } from './guildList.ts';
import { checkGuild, type GuildReport } from './guilds.ts';
import { checkWebhook, type WebhookReport } from './webhook.ts';

export interface DiscordQuestions {
  readonly api: DiscordApi;
  readonly deadline: Deadline;
  readonly now: () => Millis;
  readonly hasBot: boolean;
  readonly webhook: WebhookAddress | null;
  readonly pipelines: readonly Pick<PipelineConfig, 'name' | 'webhook' | 'guildIds'>[];
  readonly webhookMention: Mention | null;
  /** Where a server has not chosen. */
  readonly threads: ThreadMode;
  readonly guildIds: readonly string[];
  readonly commandsGuildId: string | null;
  /** Of our commands. */
  readonly commandKeys: ReadonlySet<string>;
  readonly stored: Promise<readonly StoredGuild[] | null>;
}

interface BotReport {
  readonly findings: readonly Finding[];
  /** Null where the bot could not be asked for them. */
  readonly guilds: readonly GuildReport[] | null;
}

/** Both ways to Discord: the bot with its guilds, and the webhook. */
export async function checkDiscord(questions: DiscordQuestions): Promise<readonly Finding[]> {
  const { api, webhook, hasBot } = questions;
  const asked = webhook === null ? null : checkWebhook(api, webhook, hasBot);
  const [bot, hook] = await Promise.all([hasBot ? checkBot(questions, asked) : withoutBot(webhook !== null), asked]);
  const webhookFindings = hook === null ? [] : [hook.finding];
  return [...bot.findings, ...webhookFindings, ...(await checkOwn(questions)), ...placeFindings(bot.guilds, hook)];
}

/** The webhooks of pipelines. */
async function checkOwn({ api, hasBot, pipelines }: DiscordQuestions): Promise<readonly Finding[]> {
  const findings = pipelines.map(async ({ name, webhook, guildIds }) => {
    if (webhook === null) return [];
    const owner = { about: `Webhook of ${name}`, setting: `the setting of pipelines.${name}.webhook`, guildIds };
    return [(await checkWebhook(api, webhook, hasBot, owner)).finding];
  });
  return (await Promise.all(findings)).flat();
}

function placeFindings(guilds: readonly GuildReport[] | null, hook: WebhookReport | null): readonly Finding[] {
  const webhookGuildId = hook?.guildId ?? null;
  // Without its bot the monitor tells the webhook alone.
  if (guilds === null) return webhookGuildId === null ? [] : judgePlaces(['the webhook'], true);
  const places = guilds.flatMap(({ place }) => (place === null ? [] : [place]));
  // The webhook notifies its guild also where the bot is not.
  const isWithBot = guilds.some(({ guildId }) => guildId === webhookGuildId);
  if (webhookGuildId !== null && !isWithBot) places.push('the webhook');
  return judgePlaces(
    places,
    [...guilds, ...(hook === null ? [] : [hook])].every(({ isKnown }) => isKnown),
  );
}

function withoutBot(hasWebhook: boolean): BotReport {
  const finding = findingsAbout('Discord token').ok(
    'not set, so alerts are sent through the webhook, and there are no commands.',
  );
  // With neither of them, the check of the settings has already said so.
  return hasWebhook ? { findings: [finding], guilds: [] } : { findings: [], guilds: null };
}

async function checkBot(questions: DiscordQuestions, hook: Promise<WebhookReport> | null): Promise<BotReport> {
  const { api, deadline, now } = questions;
  const gateway = checkGateway(api.gatewayBot(), deadline, now());
  const identity = Promise.all([api.user(), api.guildIds()]);
  // Looked at only after the application, and it may fail before.
  identity.catch(() => undefined);
  let application: DiscordApplication;
  try {
    application = await api.application();
  } catch (err) {
    return { findings: [judgeTokenFailure(err)], guilds: null };
  }
  const first = [...judgeApplication(application), ...(await gateway)];
  try {
    const [{ id: userId }, present] = await identity;
    const { guildIds: allowed, commandsGuildId: wanted, commandKeys: keys } = questions;
    const { id: applicationId } = application;
    const list = judgeGuildList({ present, allowed, commandsGuildId: wanted, applicationId });
    const [commands, guilds] = await Promise.all([
      checkCommands(api, { applicationId, present, wanted, keys }),
      checkGuilds(present, userId, accessBy(allowed, application), questions, hook),
    ]);
    return { findings: [...first, ...list, ...commands, ...guilds.flatMap((guild) => guild.findings)], guilds };
  } catch (err) {
    const servers = findingsAbout('Servers').warning(`not checked, because ${discordTrouble(err)}`);
    return { findings: [...first, servers], guilds: null };
  }
}

async function checkGuilds(
  present: readonly string[],
  userId: string,
  access: Access,
  questions: DiscordQuestions,
  hook: Promise<WebhookReport> | null,
): Promise<readonly GuildReport[]> {
  const [stored, webhook] = await Promise.all([questions.stored, hook]);
  const home = { webhookGuildId: webhook?.guildId ?? null, webhookChannelId: webhook?.channelId ?? null };
  const more = { ...questions, ...home, now: questions.now(), userId, access, stored };
  return Promise.all(present.map((guildId) => checkGuild(guildId, more)));
}
