import { localDay, localTimeToday } from './calendar.ts';
import { type GuildDefaults, withDefaults } from './guildSettings.ts';
import type { Clock, Log, Store } from './ports.ts';
import { summarize } from './summary.ts';
import type { Guild, Millis } from './types.ts';

/** A summary that was missed, because nothing ran at its time, is still sent within this span. */
const LATEST_MS: Millis = 6 * 3_600_000;

export interface DailySummaryPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly guildDefaults: GuildDefaults;
  readonly pipeline: string;
}

/**
 * Hands on yesterday's summary for every guild whose time has come today and that has not had it. Safe to call at any
 * moment and any number of times: the day is marked in the same transaction that creates the delivery.
 */
export async function sendDueSummaries({ store, clock, log, guildDefaults, pipeline }: DailySummaryPorts) {
  const now = clock.now();
  let handedOn = 0;
  for (const stored of await store.guilds.present()) {
    const guild = withDefaults(stored, guildDefaults);
    if (guild.destination === null || !isDue(guild, now)) continue;

    const yesterday = localDay(now, guild.timeZone, -1);
    if (await store.summaries.sent(guild.id, yesterday.date)) continue;
    const summary = await summarize(store, pipeline, yesterday, guild.timeZone);
    const isNew = await store.summaries.once(guild.id, yesterday.date, { type: 'summary', summary, at: now }, now);
    if (!isNew) continue;
    handedOn += 1;
    log.info({ guildId: guild.id, date: yesterday.date }, 'daily summary handed on');
  }
  return handedOn > 0;
}

function isDue({ timeZone, summaryMinute }: Guild, now: Millis): boolean {
  const dueAt = localTimeToday(now, timeZone, summaryMinute);
  return now >= dueAt && now - dueAt < LATEST_MS;
}
