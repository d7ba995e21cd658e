import { DiscordAlertError } from './alertError.ts';
import { errorLines, type TopErrors } from './errorLines.ts';
import { asShare, count, percent, usd } from './share.ts';
import { type DailyStats, summaryOf } from './summaryStats.ts';

export interface EmbedField {
  readonly name: string;
  readonly value: string;
  readonly inline: boolean;
}

export interface Embed {
  readonly title: string;
  readonly description: string;
  readonly color: number;
  readonly timestamp: string;
  readonly footer: { readonly text: string };
  readonly fields: readonly EmbedField[];
}

export const COLORS = { success: 0x2ecc71, warning: 0xf39c12, error: 0xe74c3c, info: 0x3498db } as const;

const CRITICAL_BELOW_USD = 2;
/** Above this share of solved tasks a day was good. */
const GOOD_SHARE = 0.92;
const NOT_REPORTED = 'Not reported';

export function balanceEmbed(balance: number, threshold: number, now: Date): Embed {
  const severity = amount('balance', balance) < CRITICAL_BELOW_USD ? 'error' : 'warning';
  return embed(now, severity, '💰 Balance Alert', `CaptchaAI balance is **${usd(amount('balance', balance))}**`, [
    inline('Threshold', usd(amount('threshold', threshold))),
    inline('Severity', severity.toUpperCase()),
    { name: 'Action', value: 'Top up your balance at captchaai.com', inline: false },
  ]);
}

export function errorSpikeEmbed(
  errorRate: number,
  errorCount: number,
  totalCount: number,
  topErrors: TopErrors | null | undefined,
  now: Date,
): Embed {
  const [errors, total] = [amount('errorCount', errorCount), amount('totalCount', totalCount)];
  const share = asShare(amount('errorRate', errorRate), total > 0 ? errors / total : null);
  return embed(
    now,
    'error',
    '⚠️ Error Rate Spike',
    `Error rate: **${percent(share)}** (${count(errors)}/${count(total)})`,
    [
      { name: 'Error Breakdown', value: errorLines(topErrors) || 'No details', inline: false },
      inline('Window', 'Last 5 minutes'),
    ],
  );
}

export function summaryEmbed(stats: DailyStats, now: Date): Embed {
  const { total, successShare, latencySeconds, costUsd, errors, balanceUsd, peakQueue } = summaryOf(stats);
  const color = successShare !== null && successShare > GOOD_SHARE ? 'success' : 'warning';
  return embed(now, color, '📈 Daily CAPTCHA Summary', `**${known(total, count)}** tasks processed`, [
    inline('Success Rate', known(successShare, percent)),
    inline(
      'Avg Latency',
      known(latencySeconds, (seconds) => `${seconds.toFixed(1)}s`),
    ),
    inline('Total Cost', known(costUsd, usd)),
    inline('Errors', known(errors, count)),
    inline('Balance', known(balanceUsd, usd)),
    inline('Peak Queue', known(peakQueue, count)),
  ]);
}

function embed(
  now: Date,
  color: keyof typeof COLORS,
  title: string,
  description: string,
  fields: readonly EmbedField[],
): Embed {
  const footer = { text: 'CaptchaAI Pipeline Monitor' };
  return { title, description, color: COLORS[color], timestamp: now.toISOString(), footer, fields };
}

function inline(name: string, value: string): EmbedField {
  return { name, value, inline: true };
}

function known(value: number | null, words: (value: number) => string): string {
  return value === null ? NOT_REPORTED : words(value);
}

/** Text too: a balance is text in CaptchaAI's answer. @throws DiscordAlertError */
function amount(name: string, value: unknown): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw new DiscordAlertError('badArgument', `${name} must be a number.`);
}
