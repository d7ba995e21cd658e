import { DatabaseSync } from 'node:sqlite';
import { makeReadings } from '../pipeline/queue.ts';

const MINUTE = 60_000;
const MINUTES = 60;
/** What the hour before took of the balance a minute. */
const USD_A_MINUTE = 0.02;

/**
 * Writes balance and depth of the hour before into the monitor's database: both are read when they are true, so no request can say what
 * they were.
 */
export function writeReadings(file: string, now: number, balanceUsd: number): void {
  const db = new DatabaseSync(file, { timeout: 5_000 });
  try {
    const insert = db.prepare("insert into readings (pipeline, metric, at, value) values ('default', ?, ?, ?)");
    db.exec('begin immediate');
    for (const [index, { depth }] of makeReadings({ seed: 11, count: MINUTES, everyMs: MINUTE }).entries()) {
      const minutesAgo = MINUTES - index;
      const at = now - minutesAgo * MINUTE;
      insert.run('queueDepth', at, depth);
      insert.run('balance', at, Math.round((balanceUsd + minutesAgo * USD_A_MINUTE) * 1e6));
    }
    db.exec('commit');
  } finally {
    db.close();
  }
}
