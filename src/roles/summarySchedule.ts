import schedule, { type Job } from 'node-schedule';
import type { Guild } from '../monitor/types.ts';

/**
 * One rule for all guilds with the same time in the same zone, so that daylight saving is node-schedule's business. A rule only says when to
 * look: what is due, and whether it was sent already, is decided from the database.
 */
export function createSummarySchedule(onTime: () => void) {
  const jobs = new Map<string, Job>();

  return {
    /** Sets the rules to the guilds that are there now. */
    plan(guilds: readonly Guild[]): void {
      const wanted = new Map(guilds.map((guild) => [`${guild.summaryMinute} ${guild.timeZone}`, guild]));
      for (const [key, job] of jobs) {
        if (wanted.has(key)) continue;
        job.cancel();
        jobs.delete(key);
      }
      for (const [key, { timeZone: tz, summaryMinute }] of wanted) {
        if (jobs.has(key)) continue;
        const rule = { hour: Math.floor(summaryMinute / 60), minute: summaryMinute % 60, second: 0, tz };
        jobs.set(key, schedule.scheduleJob(rule, onTime));
      }
    },
    stop: () => schedule.gracefulShutdown(),
  };
}
