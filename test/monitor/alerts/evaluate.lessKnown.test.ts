import { expect, test } from 'vitest';
import { ALERT_KINDS, type AlertKind } from '../../../src/monitor/types.ts';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { DAY, MINUTE, SECOND } from '../../fixtures/thresholds.ts';

type Stage = Awaited<ReturnType<typeof setUpMonitor>>;

interface Incident {
  readonly kind: AlertKind;
  readonly begins: (stage: Stage) => Promise<unknown>;
  /** What goes on arriving although the kind itself can no longer be judged; absent: nothing. */
  readonly goesOn?: (stage: Stage) => Promise<unknown>;
  readonly ends: (stage: Stage) => Promise<unknown>;
}

const failure = { class: 'outage', code: 'TIMEOUT', meaning: 'x', advice: 'y' } as const;
const IMAGE = { captchaType: 'image' };
const TURNSTILE = { captchaType: 'turnstile' };
const NO_SLOT = { errorCode: 'ERROR_NO_SLOT_AVAILABLE' };
const someResults = (stage: Stage) => stage.results(20, 0, IMAGE);

async function fillThreads(stage: Stage) {
  await stage.threads(20, 20);
  stage.wait(5 * MINUTE);
  await stage.threads(20, 20);
}

const INCIDENTS: Readonly<Record<string, Incident>> = {
  'a low balance': {
    kind: 'balance',
    begins: (stage) => stage.balance(5),
    goesOn: someResults,
    ends: (stage) => stage.balance(500),
  },
  'a short runway': {
    kind: 'runway',
    async begins(stage) {
      for (let minute = 0; minute <= 180; minute += 1) {
        await stage.balance(24 - minute / 30);
        stage.wait(MINUTE);
      }
    },
    goesOn: someResults,
    ends: (stage) => stage.balance(500),
  },
  'an outage of CaptchaAI': {
    kind: 'provider',
    begins: async (stage) => stage.provider({ failure, failuresInRow: 3, since: stage.now() }),
    goesOn: someResults,
    ends: async (stage) => stage.provider({}),
  },
  'many errors': {
    kind: 'errors',
    begins: (stage) => stage.results(5, 15),
    goesOn: (stage) => stage.queue(3),
    ends: (stage) => stage.results(900, 0),
  },
  'a type that fails': {
    kind: 'types',
    async begins(stage) {
      await stage.results(500, 0, IMAGE);
      await stage.results(0, 30, TURNSTILE);
    },
    goesOn: someResults,
    ends: (stage) => stage.results(900, 0, TURNSTILE),
  },
  'slow solves': {
    kind: 'latency',
    begins: (stage) => stage.results(20, 0, { latencyMs: 150 * SECOND }),
    goesOn: (stage) => stage.queue(3),
    async ends(stage) {
      await stage.results(20, 0, { latencyMs: 20 * SECOND });
      stage.wait(6 * SECOND);
    },
  },
  'a long queue': {
    kind: 'queue',
    async begins(stage) {
      await stage.queue(340);
      stage.wait(2 * MINUTE);
    },
    goesOn: someResults,
    ends: (stage) => stage.queue(3),
  },
  'workers that are gone': {
    kind: 'workers',
    async begins(stage) {
      await stage.queue(340);
      await stage.workers(0);
      stage.wait(2 * MINUTE);
    },
    goesOn: (stage) => stage.balance(500),
    ends: (stage) => stage.workers(2),
  },
  silence: {
    kind: 'silence',
    async begins(stage) {
      await stage.results(20, 0);
      stage.wait(10 * MINUTE);
    },
    goesOn: (stage) => stage.balance(500),
    ends: someResults,
  },
  'busy threads': { kind: 'threads', begins: fillThreads, goesOn: someResults, ends: (stage) => stage.threads(5, 20) },
  'refused tasks': {
    kind: 'threads',
    begins: (stage) => stage.results(50, 50, NO_SLOT),
    goesOn: (stage) => stage.threads(5, 20),
    ends: someResults,
  },
};

test('every kind is among them', () => {
  expect(new Set(Object.values(INCIDENTS).map(({ kind }) => kind))).toEqual(new Set(ALERT_KINDS));
});

test.each(Object.entries(INCIDENTS))(
  'an incident of %s is not over because nothing more is read for a day, and ends afterwards',
  async (_name, { kind, begins, goesOn, ends }) => {
    const stage = await setUpMonitor();
    await stage.addGuild('g1');
    await begins(stage);
    const recovered = `g1: ${kind} recovered`;
    expect((await stage.tell()).join()).toMatch(`g1: ${kind} `);
    const from = stage.now();
    while (stage.now() - from < DAY + 15 * MINUTE) {
      stage.wait(stage.now() - from < 80 * MINUTE ? MINUTE : 30 * MINUTE);
      await goesOn?.(stage);
      expect(await stage.tell()).not.toContain(recovered);
    }
    await ends(stage);
    const told = await stage.tell();
    stage.wait(2 * MINUTE);
    await ends(stage);
    expect([...told, ...(await stage.tell())]).toContain(recovered);
  },
);
