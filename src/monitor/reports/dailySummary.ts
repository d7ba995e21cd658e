import type { Account } from '../accounts/account.ts';
import { seenAccounts, seenPipelines } from '../accounts/seenAccounts.ts';
import type { StoredGuild } from '../ports/guildStore.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import type { GuildDefaults } from '../settings/guildDefaults.ts';
import { withDefaults } from '../settings/guildSettings.ts';
import type { Summary } from '../summary.ts';
import { localDay, localTimeOn } from '../text/calendar.ts';
import type { Clock, Millis } from '../time.ts';
import { HOUR } from '../time.ts';
import type { Guild } from '../types.ts';
import { summarizeAll } from './summary.ts';

/** A summary that was missed, because nothing ran at its time, is still sent within this span. */
const LATEST_MS: Millis = 6 * HOUR;

export interface DailySummaryPorts {
  readonly store: Pick<Store, 'guilds' | 'results' | 'readings' | 'summaries'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly guildDefaults: GuildDefaults;
  readonly accounts: readonly { readonly account: Account }[];
}

/**
 * Hands on the summary of the day before for every guild whose time has come and that has not had it. Safe to call at any
 * moment and any number of times: the day is marked in the same transaction that creates the delivery.
 */
export async function sendDueSummaries({
  store,
  clock,
  log,
  guildDefaults,
  accounts,
}: DailySummaryPorts): Promise<boolean> {
  const now = clock.now();
  const all = accounts.map(({ account }) => account);
  // Guilds of one time zone that see the same pipelines share the day, and so its sums.
  const summaries = new Map<string, Promise<Summary>>();

  async function handOn(stored: StoredGuild): Promise<boolean> {
    const guild = withDefaults(stored, guildDefaults, now);
    const due = guild.destination === null ? null : dueSummary(guild, now);
    if (due === null || (await store.summaries.sent(guild.id, due.day.date, due.day.to))) return false;

    const seen = seenAccounts(all, seenPipelines(guild.id, guildDefaults, all));
    // There is nothing to tell a guild that sees no pipeline.
    if (seen.length === 0) return false;
    const key = JSON.stringify([due.day.from, guild.timeZone, seen.flatMap(({ pipelines }) => pipelines)]);
    const summing = summaries.get(key) ?? summarizeAll(store, seen, due.day, guild.timeZone);
    summaries.set(key, summing);
    const summary = await summing;
    // A day without results says so, but not to a guild that was not there then.
    if (summary.solved + summary.failed === 0 && guild.joinedAt >= due.day.to) return false;
    const message = { type: 'summary', summary, dueAt: due.at, at: now } as const;
    if (!(await store.summaries.once(guild.id, due.day.date, message, now, due.day.to))) return false;
    log.info({ guildId: guild.id, date: due.day.date }, 'daily summary queued');
    return true;
  }

  let handedOn = 0;
  const failures: unknown[] = [];
  for (const stored of await store.guilds.present()) {
    try {
      if (await handOn(stored)) handedOn += 1;
    } catch (err) {
      // What is wrong with one guild must not keep the others from theirs; without a database there is no use in asking for each.
      await store.guilds.get(stored.id);
      failures.push(err);
    }
  }
  if (failures.length > 0) throw failures[0];
  return handedOn > 0;
}

/** The summary whose time came within the last hours, which may have been yesterday; none from before the guild was known. */
function dueSummary({ timeZone, summaryMinute, joinedAt }: Guild, now: Millis) {
  for (const offsetDays of [0, -1]) {
    const at = localTimeOn(now, timeZone, summaryMinute, offsetDays);
    if (now < at || now - at >= LATEST_MS || joinedAt > at) continue;
    return { at, day: localDay(now, timeZone, offsetDays - 1) };
  }
  return null;
}
