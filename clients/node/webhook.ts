import { DiscordAlertError } from './discord/alertError.ts';
import { balanceEmbed, type Embed, errorSpikeEmbed, summaryEmbed } from './discord/embeds.ts';
import type { TopErrors } from './discord/errorLines.ts';
import { send } from './discord/send.ts';
import type { DailyStats } from './discord/summaryStats.ts';
import { webhookTarget } from './discord/webhookAddress.ts';

export { type AlertFailure, DiscordAlertError } from './discord/alertError.ts';
export type { Embed, EmbedField } from './discord/embeds.ts';
export type { TopErrors } from './discord/errorLines.ts';
export type { DailyStats } from './discord/summaryStats.ts';

export interface AlertOptions {
  /** Else DISCORD_WEBHOOK_URL. */
  readonly webhookUrl?: string | undefined;
  /** Who is pinged; nobody, if left out. */
  readonly mention?: { readonly role: string } | { readonly user: string } | undefined;
  /** Where Discord's API is; else DISCORD_API_URL, else https://discord.com/api. For tests. */
  readonly apiUrl?: string | undefined;
}

/** Tells that the balance is low, both in US dollars. Resolves once Discord has the message. @throws DiscordAlertError */
export async function alertBalance(balance: number, threshold: number, options: AlertOptions = {}): Promise<void> {
  await sendEmbed(balanceEmbed(balance, threshold, new Date()), options);
}

/** Tells that many tasks fail. `errorRate` may be a share (0.225) or percent (22.5). @throws DiscordAlertError */
export async function alertErrorSpike(
  errorRate: number,
  errorCount: number,
  totalCount: number,
  topErrors?: TopErrors | null,
  options: AlertOptions = {},
): Promise<void> {
  await sendEmbed(errorSpikeEmbed(errorRate, errorCount, totalCount, topErrors, new Date()), options);
}

/** Tells how the day was: `{ total, successRate, avgLatency, totalCost, errors, balance, peakQueue }`, latency in seconds. @throws DiscordAlertError */
export async function sendDailySummary(stats: DailyStats, options: AlertOptions = {}): Promise<void> {
  await sendEmbed(summaryEmbed(stats, new Date()), options);
}

async function sendEmbed(embed: Embed, options: AlertOptions): Promise<void> {
  const webhookUrl = options.webhookUrl || process.env['DISCORD_WEBHOOK_URL'] || '';
  const apiUrl = options.apiUrl || process.env['DISCORD_API_URL'] || null;
  const target = webhookTarget(webhookUrl.trim(), apiUrl);
  await send(target, { ...ping(options.mention), embeds: [embed] });
}

const ID = /^\d{17,20}$/;

/** Nothing else in the message can ever ping anyone. */
function ping(mention: AlertOptions['mention']): object {
  if (mention === undefined) return { allowed_mentions: { parse: [] } };
  const [id, list, sign] = 'role' in mention ? [mention.role, 'roles', '&'] : [mention.user, 'users', ''];
  if (!ID.test(id)) throw new DiscordAlertError('badArgument', 'mention must be the id of a role or of a user.');
  return { content: `<@${sign}${id}>`, allowed_mentions: { parse: [], [list]: [id] } };
}
