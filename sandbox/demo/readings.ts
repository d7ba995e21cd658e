import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { makeReadings } from '../pipeline/queue.ts';
import { ACCOUNT_NAMES, ACCOUNTS, PIPELINE_NAMES, PIPELINES } from './watched.ts';

const MINUTE = 60_000;
const MINUTES = 60;
/** What the hour before took of a balance a minute. */
const USD_A_MINUTE = 0.02;

/**
 * Writes balances and depths of the hour before into the monitor's database: both are read when they are true, so no request can say what
 * they were.
 */
export function writeReadings(file: string, now: number): void {
  const db = new DatabaseSync(file, { timeout: 5_000 });
  try {
    const insert = db.prepare('insert into readings (pipeline, metric, at, value) values (?, ?, ?, ?)');
    db.exec('begin immediate');
    writeDepths(insert, now);
    writeBalances(insert, now);
    db.exec('commit');
  } finally {
    db.close();
  }
}

function writeDepths(insert: StatementSync, now: number): void {
  for (const name of PIPELINE_NAMES) {
    const readings = makeReadings({ seed: PIPELINES[name].seed + 4, count: MINUTES, everyMs: MINUTE });
    for (const [index, { depth }] of readings.entries()) {
      insert.run(name, 'queueDepth', now - (MINUTES - index) * MINUTE, depth);
    }
  }
}

/** A row that is about an account has its name where others have the pipeline's. */
function writeBalances(insert: StatementSync, now: number): void {
  for (const name of ACCOUNT_NAMES) {
    const { plan, balanceUsd } = ACCOUNTS[name];
    if (plan !== 'balance') continue;
    for (let minutesAgo = MINUTES; minutesAgo > 0; minutesAgo -= 1) {
      insert.run(
        name,
        'balance',
        now - minutesAgo * MINUTE,
        Math.round((balanceUsd + minutesAgo * USD_A_MINUTE) * 1e6),
      );
    }
  }
}
