import type { APIEmbed } from 'discord-api-types/v10';
import type { Verdict } from '../../monitor/alerts/facts.ts';
import type { Millis } from '../../monitor/time.ts';
import type { Severity } from '../../monitor/types.ts';
import { withinLimits } from './withinLimits.ts';

/** Fixed by the product's origin. */
export const COLOURS: Readonly<Record<Severity, number>> = {
  success: 0x2ecc71,
  warning: 0xf39c12,
  critical: 0xe74c3c,
  info: 0x3498db,
};

/** At the beginning of a line. */
export const DOTS: Readonly<Record<Severity, string>> = { critical: '🔴', warning: '🟠', success: '🟢', info: '⚪' };

/** How a verdict looks. */
export function severityOf(verdict: Verdict): Severity {
  if (verdict.state === 'firing') return verdict.severity;
  return verdict.state === 'ok' ? 'success' : 'info';
}

const FOOTER = { text: 'CaptchaAI Pipeline Monitor' };

type Body = Pick<APIEmbed, 'title' | 'description' | 'fields'>;

/** The frame that every embed of ours has. Whatever is in it keeps to Discord's limits. */
export function baseEmbed(severity: Severity, at: Millis, body: Body): APIEmbed {
  return withinLimits({ ...body, color: COLOURS[severity], timestamp: new Date(at).toISOString(), footer: FOOTER });
}
