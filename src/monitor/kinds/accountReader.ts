import type { Account } from '../accounts/account.ts';
import { lastTopUp } from '../accounts/topUp.ts';
import { INHIBITION_MS } from '../alerts/causes.ts';
import { forecastRunway, type Runway } from '../forecast/forecast.ts';
import type { Reading } from '../measures.ts';
import type { Store } from '../ports/store.ts';
import { DAY, MINUTE, type Millis } from '../time.ts';
import type { LookBack } from './lookBack.ts';
import type { AccountReadings, ThreadReadings } from './pipelineReadings.ts';
import { SHARE_SCALE } from './threads.ts';

export interface AccountReaderPorts {
  readonly store: Pick<Store, 'readings'>;
  readonly account: Pick<Account, 'name' | 'hasBalance'>;
  readonly provider: () => Promise<AccountReadings['provider']>;
}

const TOP_UP_LOOK_BACK_MS: Millis = 15 * MINUTE;
const FORECAST_LOOK_BACK_MS: Millis = 7 * DAY;

/** Reads what CaptchaAI tells of an account: the same for all pipelines that spend from it. */
export function createAccountReader({
  store,
  account: { name: account, hasBalance = true },
  provider,
}: AccountReaderPorts) {
  let forecast: { readonly of: Millis; readonly value: Runway | null } | null = null;

  /** A new forecast only for a new reading of the balance. */
  async function forecastOf(balance: Reading | null, at: Millis): Promise<Runway | null> {
    if (balance === null) return null;
    if (forecast?.of === balance.at) return forecast.value;
    const history = await store.readings.since(account, 'balance', at - FORECAST_LOOK_BACK_MS, at);
    forecast = { of: balance.at, value: forecastRunway(history, at) };
    return forecast.value;
  }

  async function threadsAt(from: Millis, at: Millis): Promise<ThreadReadings> {
    const total = (await store.readings.newest(account, 'threadsTotal', at))?.value ?? null;
    // Most accounts do not tell.
    if (total === null || total === 0) return { busyShares: [], busy: null, total };
    const busy = await store.readings.since(account, 'threadsBusy', from, at);
    const busyShares = busy.map((reading) => ({
      ...reading,
      value: Math.round((reading.value / total) * SHARE_SCALE),
    }));
    return { busyShares, busy: busy.at(-1)?.value ?? null, total };
  }

  return async function read(lookBack: LookBack, at: Millis): Promise<AccountReadings> {
    // A used-up balance is the cause of what failed as long as that is in the window.
    const lookBackMs = Math.max(TOP_UP_LOOK_BACK_MS, INHIBITION_MS + Math.max(lookBack.windowMs, lookBack.widestMs));
    const [balances, threads, health] = await Promise.all([
      hasBalance ? store.readings.since(account, 'balance', at - lookBackMs, at) : [],
      threadsAt(at - lookBack.threadsMs, at),
      provider(),
    ]);
    const balance = balances.at(-1) ?? null;
    const runway = await forecastOf(balance, at);
    const topUp = lastTopUp(since(balances, at - TOP_UP_LOOK_BACK_MS));
    return {
      hasBalance,
      balance,
      ...usedUp(lookBack.usedUpMs === 0 ? [] : balances, at, lookBack.usedUpMs),
      topUp: topUp === null ? null : { ...topUp, runwayMs: runway?.runwayMs ?? null },
      runway,
      threads,
      provider: health,
    };
  };
}

/** The readings from a time on, and the one that held then. */
function since(readings: readonly Reading[], from: Millis): readonly Reading[] {
  return readings.slice(
    Math.max(
      0,
      readings.findLastIndex(({ at }) => at < from),
    ),
  );
}

/** The balance holds until the next reading, so a used-up one was used up until then; or until it is too old to say. */
function usedUp(
  readings: readonly Reading[],
  now: Millis,
  staleMs: Millis,
): Pick<AccountReadings, 'usedUpAt' | 'usedUpSince'> {
  const last = readings.findLastIndex(({ value }) => value <= 0);
  const reading = readings[last];
  if (reading === undefined) return { usedUpAt: null, usedUpSince: null };
  const before = readings.slice(0, last).findLastIndex(({ value }) => value > 0);
  return {
    usedUpAt: readings[last + 1]?.at ?? Math.min(now, reading.at + staleMs),
    usedUpSince: readings[before + 1]?.at ?? reading.at,
  };
}
