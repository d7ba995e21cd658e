import { asShare } from './share.ts';

/** A day in numbers. Each may be missing; names are read without regard to case and underscores. */
export type DailyStats = Readonly<Record<string, unknown>>;

/** What is known of the day. */
export interface Summary {
  readonly total: number | null;
  /** Of 1. */
  readonly successShare: number | null;
  readonly latencySeconds: number | null;
  readonly costUsd: number | null;
  readonly errors: number | null;
  readonly balanceUsd: number | null;
  readonly peakQueue: number | null;
}

const TOTAL = ['total', 'totalTasks', 'totalProcessed', 'tasksProcessed', 'processed', 'tasks', 'totalCount', 'count'];
const SOLVED = ['solved', 'totalSolved', 'tasksSolved', 'successful', 'successes', 'success'];
const RATE = ['successRate', 'solveRate', 'rate'];
const LATENCY = ['avgLatency', 'averageLatency', 'meanLatency', 'avgLatencySeconds', 'avgSolveTime', 'latency'];
const LATENCY_MS = ['avgLatencyMs', 'averageLatencyMs', 'meanLatencyMs', 'latencyMs'];
const COST = ['totalCost', 'cost', 'totalCostUsd', 'costUsd', 'totalSpend', 'spend'];
const ERRORS = ['errors', 'errorCount', 'totalErrors', 'failed', 'totalFailed', 'failures'];
const BALANCE = ['balance', 'currentBalance', 'balanceUsd'];
const PEAK = ['peakQueue', 'peakQueueDepth', 'maxQueue', 'maxQueueDepth', 'queuePeak'];

export function summaryOf(stats: DailyStats): Summary {
  const values = new Map(Object.entries(stats).map(([name, value]) => [sameName(name), value]));
  const of = (names: readonly string[]) => firstNumber(values, names);
  const [solved, failed] = [of(SOLVED), of(ERRORS)];
  const total = of(TOTAL) ?? (solved !== null && failed !== null ? solved + failed : null);
  const errors = failed ?? (total !== null && solved !== null ? total - solved : null);
  const counted = total === null || total === 0 || errors === null ? null : 1 - errors / total;
  const rate = of(RATE);
  const ms = of(LATENCY_MS);
  return {
    total,
    errors,
    successShare: rate === null ? counted : asShare(rate, counted),
    latencySeconds: of(LATENCY) ?? (ms === null ? null : ms / 1_000),
    costUsd: of(COST),
    balanceUsd: of(BALANCE),
    peakQueue: of(PEAK),
  };
}

function sameName(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
}

function firstNumber(values: ReadonlyMap<string, unknown>, names: readonly string[]): number | null {
  for (const name of names) {
    const value = values.get(sameName(name));
    const number =
      typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? Number(value) : Number.NaN;
    if (Number.isFinite(number)) return number;
  }
  return null;
}
