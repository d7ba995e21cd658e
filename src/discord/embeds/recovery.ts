import type { APIEmbed } from 'discord-api-types/v10';
import type { Facts, Message } from '../../monitor/types.ts';
import { embed } from './look.ts';
import { count, percent, usd } from './text.ts';

/** Says that an incident is over: the worst that was told, and how it is now. */
export function recoveryEmbed({ before, after, at }: Extract<Message, { type: 'recovery' }>): APIEmbed {
  return embed('success', at, { title: '✅ Pipeline Recovered', description: words(before, after) });
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
  return 'The pipeline is back to normal';
}

function solveRate({ failed, total }: { failed: number; total: number }): string {
  return percent(1 - failed / total);
}
