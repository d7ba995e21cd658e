import { type BalanceFamily, between, drawTraits, logBetween, type Traits } from './balanceHistories/families.ts';
import { drawLoad, multiplyAtRandom } from './balanceHistories/load.ts';
import { drawNormal } from './pipeline/draws.ts';
import { mulberry32, type Random } from './pipeline/mulberry32.ts';

export { BALANCE_FAMILIES, type BalanceFamily } from './balanceHistories/families.ts';

const MINUTE_MS = 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;
const LONGEST_RUNWAY = 120 * HOUR;
/** A Monday, 00:00 UTC. */
const EPOCH_MS = Date.UTC(2026, 0, 5);

export interface BalanceHistory {
  readonly family: BalanceFamily;
  /** Oldest first, up to the cut. */
  readonly readings: readonly { readonly metric: 'balance'; readonly at: number; readonly value: number }[];
  readonly now: number;
  /** From the newest reading until the balance is 0 if nobody tops it up; null: it never is. */
  readonly trueRunwayMs: number | null;
}

/**
 * A balance as a poll a minute would have seen it, and when it runs dry. Spending is drawn first, past and future alike; the
 * balance at the cut is then what the future spends until a moment drawn between 1 and 120 hours ahead, each scale of time
 * as likely as the other, and the past follows backwards from there. So the true runway owes nothing to any model.
 */
export function drawBalanceHistory(family: BalanceFamily, seed: number): BalanceHistory {
  const random = mulberry32(seed);
  const traits = drawTraits(family, random);
  const cut = Math.round(traits.historyHours * HOUR);
  const startMinute = Math.floor(random() * 7 * DAY);
  const load = drawLoad(random, traits, startMinute, cut, cut + LONGEST_RUNWAY);
  const perHourMicros = logBetween(random, 50_000, 20_000_000);
  const spent = drawSpending(random, traits, load, perHourMicros);

  const { balance, trueMinutes } = drawBalanceAtCut(random, spent, cut, perHourMicros);
  const balances = balancesBefore(random, traits, spent, cut, balance, perHourMicros);
  const startMs = EPOCH_MS + startMinute * MINUTE_MS;
  const readings = readBalances(random, traits, balances, startMs);
  const newest = readings.at(-1)?.at ?? startMs;
  return {
    family,
    readings,
    now: newest + Math.floor(random() * MINUTE_MS),
    trueRunwayMs: trueMinutes === null ? null : trueMinutes * MINUTE_MS,
  };
}

/** Whole tasks at a price each, some of them given back minutes later. */
function drawSpending(random: Random, traits: Traits, load: Float64Array, perHourMicros: number): Float64Array {
  const spent = new Float64Array(load.length);
  if (traits.threadPlan) return spent;

  const priceMicros = Math.round(between(random, 1_000, 3_000));
  for (const [minute, share] of load.entries()) {
    const tasks = drawPoisson(random, (share * perHourMicros) / HOUR / priceMicros);
    spent[minute] = (spent[minute] ?? 0) + tasks * priceMicros;
    const back = minute + 2 + Math.floor(random() * 10);
    const refunded = traits.refundShare > 0 ? drawPoisson(random, tasks * traits.refundShare) : 0;
    if (back < spent.length) spent[back] = (spent[back] ?? 0) - refunded * priceMicros;
  }
  return spent;
}

/** Knuth's product for small means, the normal approximation beyond. */
function drawPoisson(random: Random, mean: number): number {
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * drawNormal(random)));
  const limit = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product >= limit; product *= random()) count += 1;
  return count;
}

function drawBalanceAtCut(random: Random, spent: Float64Array, cut: number, perHourMicros: number) {
  const until = cut + Math.floor(logBetween(random, HOUR, LONGEST_RUNWAY));
  const balance = sum(spent.subarray(cut, until));
  // Nothing is spent before that moment: an ordinary balance, which lasts.
  if (balance <= 0) return { balance: Math.round(perHourMicros * between(random, 1, 48)), trueMinutes: null };

  let left = balance;
  for (let minute = cut; minute < spent.length; minute += 1) {
    const cost = spent[minute] ?? 0;
    if (cost >= left) return { balance, trueMinutes: minute - cut + left / cost };
    left -= cost;
  }
  return { balance, trueMinutes: null };
}

/** The balance at the end of every minute of the past, with a top-up wherever it would have been that low. */
function balancesBefore(
  random: Random,
  traits: Traits,
  spent: Float64Array,
  cut: number,
  atCut: number,
  perHourMicros: number,
) {
  const balances = new Float64Array(cut);
  const amount = Math.max(1, Math.round((perHourMicros * logBetween(random, 6, 72)) / 1_000_000)) * 1_000_000;
  const drawLow = () => amount * between(random, 0.02, 0.5);
  let low = drawLow();
  let balance = atCut;
  for (let minute = cut - 1; minute >= 0; minute -= 1) {
    balances[minute] = balance;
    balance += spent[minute] ?? 0;
    if (traits.topUps !== 'none' && balance >= low + amount) {
      balance -= amount;
      if (traits.topUps === 'manual') low = drawLow();
    }
  }
  return balances;
}

/** One a minute give or take a second, some polls lost, older ones perhaps kept every 5 minutes only. */
function readBalances(random: Random, traits: Traits, balances: Float64Array, startMs: number) {
  const seen = new Float64Array(balances.length).fill(1);
  multiplyAtRandom(seen, random, traits.monitorGapsPerWeek / (7 * DAY), [20, 10 * HOUR], () => 0);
  const thinned = random() < 0.5;
  const readings: { metric: 'balance'; at: number; value: number }[] = [];
  for (const [minute, balance] of balances.entries()) {
    const old = balances.length - minute > DAY;
    const kept = minute === 0 || minute === balances.length - 1 || (seen[minute] === 1 && random() > 0.005);
    if (!kept || (thinned && old && minute % 5 !== 0)) continue;
    const value = Math.round(balance / traits.stepMicros) * traits.stepMicros;
    const jitterMs = minute === balances.length - 1 ? 0 : Math.floor(random() * 1_000);
    readings.push({ metric: 'balance', at: startMs + (minute + 1) * MINUTE_MS + jitterMs, value });
  }
  return readings;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
