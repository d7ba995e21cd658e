import type { APIEmbed } from 'discord-api-types/v10';
import { formatDuration } from '../../monitor/duration.ts';
import type { Facts } from '../../monitor/facts.ts';
import type { Message, TopUp } from '../../monitor/message.ts';
import { bodyOf } from './alertBody.ts';
import { runwayWords, threadsLine } from './factsLine.ts';
import { embed } from './look.ts';
import { count, percent, seconds, usd, when } from './text.ts';

/** Says that an incident is over: the worst that was told, and how it is now. */
export function recoveryEmbed({ before, after, at }: Extract<Message, { type: 'recovery' }>): APIEmbed {
  return embed('success', at, { title: '✅ Pipeline Recovered', description: words(before, after) });
}

/** Says that the balance was filled, and how long it lasts now. */
export function topUpEmbed({ fromMicros, toMicros, runwayMs }: TopUp, at: number): APIEmbed {
  return embed('success', at, {
    title: '💚 Balance Topped Up',
    description: `Balance: **${usd(fromMicros)}** → **${usd(toMicros)}**`,
    fields: [
      { name: 'New Runway', value: runwayMs === null ? 'More than 30 d, or not known yet' : runwayWords(runwayMs) },
    ],
  });
}

/** Says of an incident that nobody could be told of: what it was, when it began and when it ended. */
export function lateEmbed({ severity, worst, openedAt, endedAt, at }: Extract<Message, { type: 'late' }>): APIEmbed {
  const { title, description } = bodyOf(worst, severity);
  return embed('info', at, {
    title: `${title} (over)`,
    description,
    fields: [
      { name: 'Began', value: when(openedAt, 'f'), inline: true },
      {
        name: 'Ended',
        value: `${when(endedAt, 'f')}, after ${formatDuration(Math.max(0, endedAt - openedAt))}`,
        inline: true,
      },
      { name: 'Told Late', value: 'Discord could not be reached while it lasted' },
    ],
  });
}

function words(before: Facts, after: Facts): string {
  if (before.kind === 'errors' && after.kind === 'errors') {
    return `Solve rate recovered: ${solveRate(before)} → ${solveRate(after)}`;
  }
  if (before.kind === 'balance' && after.kind === 'balance') {
    return `Balance recovered: ${usd(before.balanceMicros)} → ${usd(after.balanceMicros)}`;
  }
  if (before.kind === 'queue' && after.kind === 'queue') {
    return `Queue recovered: ${count(before.depth)} → ${count(after.depth)} pending tasks`;
  }
  if (before.kind === 'latency' && after.kind === 'latency') {
    return `Solve latency p95 recovered: ${seconds(before.p95Ms)} → ${seconds(after.p95Ms)}`;
  }
  if (before.kind === 'threads' && after.kind === 'threads') {
    return `Threads recovered: ${threadsLine(before)} → ${threadsLine(after)}`;
  }
  if (before.kind === 'runway' && after.kind === 'runway') {
    return `Runway recovered: ${runwayWords(before.runwayMs)} → ${runwayWords(after.runwayMs)}`;
  }
  if (before.kind === 'silence' && after.kind === 'silence') {
    return `Results arrive again after ${formatDuration(Math.max(before.quietMs, after.newestAt - before.newestAt))} without any`;
  }
  return before.kind === 'provider' ? 'CaptchaAI answers again' : 'The pipeline is back to normal';
}

function solveRate({ failed, total }: { failed: number; total: number }): string {
  return percent(1 - failed / total);
}
