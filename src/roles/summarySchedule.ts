import schedule, { type Job } from 'node-schedule';
import type { Guild } from '../monitor/types.ts';

/**
 * One rule a guild, in its own time zone, so that daylight saving is node-schedule's business. A rule only says when to
 * look: what is due, and whether it was sent already, is decided from the database.
 */
export function createSummarySchedule(onTime: () => void) {
  const jobs = new Map<string, { readonly job: Job; readonly key: string }>();

  return {
    /** Sets the rules to the guilds that are there now. */
    plan(guilds: readonly Guild[]): void {
      const present = new Set(guilds.map(({ id }) => id));
      for (const [id, { job }] of jobs) {
        if (present.has(id)) continue;
        job.cancel();
        jobs.delete(id);
      }
      for (const { id, timeZone: tz, summaryMinute } of guilds) {
        const key = `${summaryMinute} ${tz}`;
        const planned = jobs.get(id);
        if (planned?.key === key) continue;
        planned?.job.cancel();
        const rule = { hour: Math.floor(summaryMinute / 60), minute: summaryMinute % 60, second: 0, tz };
        jobs.set(id, { job: schedule.scheduleJob(rule, onTime), key });
      }
    },
    stop: () => schedule.gracefulShutdown(),
  };
}
