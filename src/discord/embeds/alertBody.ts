import type { APIEmbed } from 'discord-api-types/v10';
import { formatDuration } from '../../monitor/duration.ts';
import type {
  BalanceFacts,
  Drain,
  ErrorsFacts,
  Facts,
  LatencyFacts,
  ProviderFacts,
  QueueFacts,
  RunwayFacts,
  SilenceFacts,
  ThreadsFacts,
} from '../../monitor/facts.ts';
import type { AlertSeverity } from '../../monitor/types.ts';
import { runwayWords, threadsLine } from './factsLine.ts';
import { clipLines, count, FIELD_VALUE_LIMIT, inlineCode, percent, seconds, usd, when } from './text.ts';

export type AlertBody = Required<Pick<APIEmbed, 'title' | 'description' | 'fields'>>;

const TOP_UP = { name: 'Action', value: 'Top up your balance at captchaai.com' };

/** Title, description and fields of a kind. Those of balance, errors and queue are fixed by the product's origin. */
export function bodyOf(facts: Facts, severity: AlertSeverity): AlertBody {
  switch (facts.kind) {
    case 'balance':
      return balanceBody(facts, severity);
    case 'errors':
      return errorsBody(facts);
    case 'queue':
      return queueBody(facts);
    case 'silence':
      return silenceBody(facts);
    case 'provider':
      return providerBody(facts);
    case 'latency':
      return latencyBody(facts);
    case 'threads':
      return threadsBody(facts);
    case 'runway':
      return runwayBody(facts);
  }
}

function balanceBody({ balanceMicros, thresholdMicros }: BalanceFacts, severity: AlertSeverity): AlertBody {
  return {
    title: '💰 Balance Alert',
    description: `CaptchaAI balance is **${usd(balanceMicros)}**`,
    fields: [
      { name: 'Threshold', value: usd(thresholdMicros), inline: true },
      { name: 'Severity', value: severity.toUpperCase(), inline: true },
      TOP_UP,
    ],
  };
}

function errorsBody({ failed, total, byCode, windowMs }: ErrorsFacts): AlertBody {
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

function queueBody({ depth, activeWorkers, drain }: QueueFacts): AlertBody {
  return {
    title: '📊 Queue Backup',
    description: `Queue depth: **${count(depth)}** pending tasks`,
    fields: [
      { name: 'Active Workers', value: activeWorkers === null ? 'Unknown' : count(activeWorkers), inline: true },
      { name: 'Est. Drain Time', value: drainWords(drain), inline: true },
    ],
  };
}

function silenceBody({ quietMs, newestAt, inHourBefore }: SilenceFacts): AlertBody {
  return {
    title: '🤫 Pipeline Quiet',
    description: `No solve result for **${formatDuration(quietMs)}**`,
    fields: [
      { name: 'Last Result', value: when(newestAt, 'f'), inline: true },
      { name: 'Hour Before', value: `${count(inHourBefore)} results`, inline: true },
      { name: 'Action', value: 'Check that the workers run and can post their results' },
    ],
  };
}

function providerBody({ failure, since }: ProviderFacts): AlertBody {
  const account = failure?.class === 'account';
  return {
    title: account ? '🔑 CaptchaAI Refuses the Account' : '🔌 CaptchaAI Outage',
    description: `CaptchaAI answers ${inlineCode(failure?.code ?? 'nothing')}`,
    fields: [
      { name: 'Meaning', value: failure?.meaning ?? 'Unknown' },
      { name: 'Action', value: failure?.advice ?? 'Wait' },
      { name: 'Since', value: since === null ? 'Unknown' : when(since, 'f'), inline: true },
    ],
  };
}

function latencyBody({ p50Ms, p95Ms, solved, thresholdMs, windowMs }: LatencyFacts): AlertBody {
  return {
    title: '🐢 Slow Solves',
    description: `Solve latency p95: **${seconds(p95Ms)}**`,
    fields: [
      { name: 'Threshold', value: seconds(thresholdMs), inline: true },
      { name: 'p50', value: seconds(p50Ms), inline: true },
      { name: 'Window', value: `Last ${windowWords(windowMs)}, ${count(solved)} solved`, inline: true },
      { name: 'Action', value: 'Check CaptchaAI, the proxies and whether the target site changed its CAPTCHA' },
    ],
  };
}

function threadsBody(facts: ThreadsFacts): AlertBody {
  return {
    title: '🧵 Threads Used Up',
    description: `Threads of the plan: **${threadsLine(facts)}**`,
    fields: [{ name: 'Action', value: 'Send fewer tasks at a time, or upgrade the plan' }],
  };
}

function runwayBody({ runwayMs, burnMicrosPerHour, balanceMicros, sure }: RunwayFacts): AlertBody {
  return {
    title: '⏳ Balance Runs Out Soon',
    description: `At the present burn rate the balance lasts **${runwayWords(runwayMs)}**`,
    fields: [
      { name: 'Balance', value: usd(balanceMicros), inline: true },
      { name: 'Burn Rate', value: `${usd(burnMicrosPerHour)} an hour`, inline: true },
      { name: 'How Sure', value: sure, inline: true },
      TOP_UP,
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
