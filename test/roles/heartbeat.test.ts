import { expect, test } from 'vitest';
import type { CheckState } from '../../src/http/readiness.ts';
import { createLog } from '../../src/log.ts';
import { createHeartbeat } from '../../src/roles/heartbeat.ts';

const EVERY_MS = 60_000;
const WELL: readonly CheckState[] = [
  { name: 'database', isNote: false, isUsed: true, trouble: null },
  { name: 'gateway', isNote: false, isUsed: false, trouble: null },
  { name: 'commands', isNote: true, isUsed: true, trouble: 'Discord does not accept them' },
];
const ILL: readonly CheckState[] = [
  { name: 'database', isNote: false, isUsed: true, trouble: 'the disk of the database is full' },
  ...WELL.slice(1),
];

function setUpHeartbeat() {
  const lines: string[] = [];
  const beats: string[] = [];
  let checks = WELL;
  let missing: string | null = null;
  let answer: string | null = null;
  let calls = 0;
  const heartbeat = createHeartbeat({
    everyMs: EVERY_MS,
    async send() {
      calls += 1;
      return answer;
    },
    readiness: async () => ({ isReady: checks !== ILL, checks, roles: null }),
    missing: async () => missing,
    onBeat: (outcome) => void beats.push(outcome),
    log: createLog({ level: 'info', secrets: [], destination: { write: (line) => void lines.push(line) } }),
  });
  return {
    beat: heartbeat.beat,
    beats,
    calls: () => calls,
    logged: () => lines.splice(0).map((line) => /"msg":"([^"]*)"/.exec(line)?.[1]),
    become(next: readonly CheckState[]) {
      checks = next;
    },
    miss(next: string | null) {
      missing = next;
    },
    answer(next: string | null) {
      answer = next;
    },
  };
}

test('while all is well it is sent at its interval, whatever the notes say', async () => {
  const { beat, beats, calls, logged } = setUpHeartbeat();
  expect([await beat(), await beat()]).toEqual([EVERY_MS, EVERY_MS]);
  expect(calls()).toBe(2);
  expect(beats).toEqual(['sent', 'sent']);
  expect(logged()).toEqual([]);
});

test('while something is wrong nothing is sent, and it goes on soon after', async () => {
  const { beat, become, calls, logged } = setUpHeartbeat();
  become(ILL);
  expect([await beat(), await beat()]).toEqual([5_000, 5_000]);
  expect(calls()).toBe(0);
  expect(logged()).toEqual(['heartbeat paused']);
  become(WELL);
  expect(await beat()).toBe(EVERY_MS);
  expect(calls()).toBe(1);
  expect(logged()).toEqual(['heartbeat goes on']);
});

test('while no process has one of the roles nothing is sent', async () => {
  const { beat, miss, calls } = setUpHeartbeat();
  miss('no process has the role ingest: no results are accepted');
  expect(await beat()).toBe(5_000);
  miss(null);
  expect(await beat()).toBe(EVERY_MS);
  expect(calls()).toBe(1);
});

test('one that fails is tried again sooner, and logged once until that changes', async () => {
  const { beat, beats, answer, logged } = setUpHeartbeat();
  answer('answered 404');
  expect([await beat(), await beat()]).toEqual([15_000, 15_000]);
  expect(logged()).toEqual(['heartbeat not sent: look at HEARTBEAT_URL']);
  answer('cannot be reached (ECONNREFUSED)');
  await beat();
  expect(logged()).toEqual(['heartbeat not sent: look at HEARTBEAT_URL']);
  answer(null);
  expect(await beat()).toBe(EVERY_MS);
  expect(logged()).toEqual(['heartbeat sent again']);
  expect(beats).toEqual(['failed', 'failed', 'failed', 'sent']);
});

test('an interval that is shorter than that is kept', async () => {
  const heartbeat = createHeartbeat({
    everyMs: 15_000 - 1,
    send: async () => 'answered 500',
    readiness: async () => ({ isReady: true, checks: WELL, roles: null }),
    missing: async () => null,
    onBeat: () => undefined,
    log: createLog({ level: 'fatal', secrets: [], destination: { write: () => undefined } }),
  });
  expect(await heartbeat.beat()).toBe(15_000 - 1);
});

test('a stop ends a call that is under way, and counts it as none', async () => {
  const beats: string[] = [];
  const called = Promise.withResolvers<void>();
  const heartbeat = createHeartbeat({
    everyMs: EVERY_MS,
    send: (signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve('cannot be reached'));
        called.resolve();
      }),
    readiness: async () => ({ isReady: true, checks: WELL, roles: null }),
    missing: async () => null,
    onBeat: (outcome) => void beats.push(outcome),
    log: createLog({ level: 'fatal', secrets: [], destination: { write: () => undefined } }),
  });
  heartbeat.start();
  await called.promise;
  await heartbeat.stop();
  expect(beats).toEqual([]);
});
