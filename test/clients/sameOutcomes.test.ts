import { describe, expect, onTestFinished, test } from 'vitest';
import { createReporter } from '../../clients/node/reporter.ts';
import { rqErrorCode } from '../../src/http/rqErrorCode.ts';
import { startFakeMonitor } from '../fixtures/fakeMonitor.ts';
import { byRow, OUTCOME_TABLE, recordedOutcome, typeOfRow } from '../fixtures/outcomeTable.ts';
import { ended, hasPython, startPython } from '../fixtures/python.ts';

class SolveFailed extends Error {}

const EXPECTED = byRow(OUTCOME_TABLE, ({ outcome }) => outcome);

describe('how tasks count, by one table for', () => {
  test('the Node.js reporter', async () => {
    const monitor = await startFakeMonitor();
    const { CAPTCHAAI_MONITOR_URL: url, CAPTCHAAI_MONITOR_TOKEN: token } = monitor.env;
    const reporter = createReporter({ url, token, flushAtExit: false });
    onTestFinished(async () => void (await reporter.close(0)));

    for (const [number, { how, value }] of OUTCOME_TABLE.entries()) {
      const type = typeOfRow(number);
      if (how === 'recorded') {
        reporter.record({ outcome: 'failed', errorCode: String(value), captchaType: type });
        continue;
      }
      const solve = reporter.reported(
        () => {
          if (how === 'raised') throw new SolveFailed(String(value));
          return value;
        },
        { type },
      );
      if (how === 'raised') expect(solve).toThrow(SolveFailed);
      else solve();
    }

    expect(await reporter.flush()).toBe(true);
    const records = monitor.records();
    expect(byRow(OUTCOME_TABLE, (_row, number) => recordedOutcome(records, number))).toEqual(EXPECTED);
  });

  test.skipIf(!hasPython())('the Python reporter', async () => {
    const monitor = await startFakeMonitor();
    const child = startPython(['outcome_table.py'], monitor.env);
    child.stdin?.end(JSON.stringify(OUTCOME_TABLE.map(({ how, value }) => [how, value])));
    expect(await ended(child)).toMatchObject({ code: 0, err: '' });
    const records = monitor.records();
    expect(byRow(OUTCOME_TABLE, (_row, number) => recordedOutcome(records, number))).toEqual(EXPECTED);
  });

  test("the hook for RQ, which gets a raised exception as Python's traceback", () => {
    const raised = OUTCOME_TABLE.filter(({ how }) => how === 'raised');
    const outcomes = byRow(raised, ({ value }) => {
      const last = value === '' ? 'tasks.SolveFailed' : `tasks.SolveFailed: ${value}`;
      const code = rqErrorCode(
        `Traceback (most recent call last):\n  File "/srv/tasks.py", line 12, in solve\n    raise error\n${last}\n`,
      );
      return /^CAPT?CHA_NOT_READY$/.test(code) ? 'nothing' : `failed ${code}`;
    });
    expect(outcomes).toEqual(byRow(raised, ({ outcome }) => outcome));
  });
});
