import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { formatDuration } from '../../monitor/duration.ts';
import type {
  AlertSeverity,
  BalanceFacts,
  Drain,
  ErrorsFacts,
  Facts,
  Message,
  QueueFacts,
} from '../../monitor/types.ts';
import { embed } from './look.ts';
import { clipLines, count, FIELD_VALUE_LIMIT, inlineCode, percent, usd } from './text.ts';

type Alert = Extract<Message, { type: 'alert' }>;
type Body = Required<Pick<APIEmbed, 'title' | 'description' | 'fields'>>;

/** The embed of an alert, field for field as the product fixes it; what else is worth saying comes after. */
export function alertEmbed({ severity, facts, heldBack, at }: Alert): APIEmbed {
  const body = bodyOf(facts, severity);
  return embed(severity, at, { ...body, fields: [...body.fields, ...heldBackFields(heldBack)] });
}

function bodyOf(facts: Facts, severity: AlertSeverity): Body {
  switch (facts.kind) {
    case 'balance':
      return balanceBody(facts, severity);
    case 'errors':
      return errorsBody(facts);
    case 'queue':
      return queueBody(facts);
  }
}

function balanceBody({ balanceMicros, thresholdMicros }: BalanceFacts, severity: AlertSeverity): Body {
  return {
    title: '💰 Balance Alert',
    description: `CaptchaAI balance is **${usd(balanceMicros)}**`,
    fields: [
      { name: 'Threshold', value: usd(thresholdMicros), inline: true },
      { name: 'Severity', value: severity.toUpperCase(), inline: true },
      { name: 'Action', value: 'Top up your balance at captchaai.com' },
    ],
  };
}

function errorsBody({ failed, total, byCode, windowMs }: ErrorsFacts): Body {
  const lines = byCode.map(({ code, count: n }) => `• ${inlineCode(code)}: ${count(n)}`);
  return {
    title: '⚠️ Error Rate Spike',
    description: `Error rate: **${percent(failed / total)}** (${failed}/${total})`,
    fields: [
      { name: 'Error Breakdown', value: clipLines(lines, FIELD_VALUE_LIMIT) || 'No details' },
      { name: 'Window', value: `Last ${windowWords(windowMs)}`, inline: true },
    ],
  };
}

function queueBody({ depth, activeWorkers, drain }: QueueFacts): Body {
  return {
    title: '📊 Queue Backup',
    description: `Queue depth: **${count(depth)}** pending tasks`,
    fields: [
      { name: 'Active Workers', value: activeWorkers === null ? 'Unknown' : count(activeWorkers), inline: true },
      { name: 'Est. Drain Time', value: drainWords(drain), inline: true },
    ],
  };
}

function windowWords(ms: number): string {
  const minutes = ms / 60_000;
  if (!Number.isInteger(minutes)) return `${ms / 1000} seconds`;
  return minutes === 1 ? 'minute' : `${minutes} minutes`;
}

function drainWords(drain: Drain): string {
  return drain.basis === 'growing' ? `Growing by ${count(drain.perMinute)} a minute` : formatDuration(drain.ms);
}

function heldBackFields(heldBack: number): APIEmbedField[] {
  if (heldBack === 0) return [];
  const messages = heldBack === 1 ? '1 message was' : `${count(heldBack)} messages were`;
  return [{ name: 'Held Back', value: `${messages} held back while this was muted` }];
}
