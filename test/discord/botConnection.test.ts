import pino from 'pino';
import { expect, test } from 'vitest';
import { createBotConnection } from '../../src/discord/botConnection.ts';
import type { Gateway } from '../../src/discord/gateway.ts';
import type { GatewayTrouble } from '../../src/discord/gatewayTrouble.ts';
import { GatewayError } from '../../src/discord/readTrouble.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A connection whose logins end as `ends` says, the last way for ever; null: well. */
function setUp(...ends: readonly (GatewayTrouble | null)[]) {
  const left = [...ends];
  const state = { now: 0, isReady: true, isWaiting: false, opened: 0, started: 0, stopped: 0, final: [] as string[] };
  let close: (trouble: GatewayTrouble) => void = () => undefined;
  const connection = createBotConnection({
    open: async (onClosed) => {
      close = onClosed;
      state.opened += 1;
      return {
        async start() {
          state.started += 1;
          const end = (left.length > 1 ? left.shift() : left[0]) ?? null;
          if (end !== null) throw new GatewayError(end);
        },
        async stop() {
          state.stopped += 1;
        },
        isReady: () => state.isReady,
        isWaiting: () => state.isWaiting,
        // Only these are asked for.
      } as unknown as Gateway;
    },
    onConnected: async () => undefined,
    onFinal: async ({ type }) => void state.final.push(type),
    soon: () => undefined,
    log: pino({ level: 'silent' }),
    now: () => state.now,
    elapsed: () => state.now,
  });
  return { connection, state, close: (trouble: GatewayTrouble) => close(trouble) };
}

async function rests(connection: { run(): Promise<number> }, times: number): Promise<readonly number[]> {
  const all: number[] = [];
  for (let i = 0; i < times; i += 1) all.push(await connection.run());
  return all;
}

test.each<[string, GatewayTrouble, readonly number[]]>([
  ['what costs no login is tried again soon', { type: 'unreachable', code: null }, [5, 10, 20, 30, 30]],
  ['what costs one less and less often', { type: 'closed', code: 4_000 }, [5, 10, 20, 40, 80, 160, 300, 300]],
  ['a login that never ends likewise', { type: 'noReady' }, [5, 10, 20, 40, 80, 160, 300, 300]],
  ['a page in between', { type: 'notDiscord' }, [5, 10, 20, 40, 80, 160, 300, 300]],
  ['when Discord asks to wait', { type: 'rateLimited', afterMs: 90 * SECOND }, [90, 90, 90, 90, 90, 160]],
  ['a banned address', { type: 'rateLimited', afterMs: null }, [60, 60, 60, 60, 80]],
  ['once there are logins again', { type: 'noLoginsLeft', until: 42 * SECOND }, [42, 42]],
  ['not much later than a clock that is wrong says', { type: 'noLoginsLeft', until: 86_400 * SECOND }, [300, 300]],
])('%s', async (_name, trouble, seconds) => {
  const { connection } = setUp(trouble);
  expect((await rests(connection, seconds.length)).map((ms) => ms / SECOND)).toEqual(seconds);
  expect(connection.isTokenRefused()).toBe(false);
});

test('stopped while it was loaded, it connects no more', async () => {
  const { connection, state } = setUp(null);
  const connecting = connection.run();
  await connection.stop();
  await connecting;
  expect(state).toMatchObject({ opened: 1, started: 0, stopped: 1 });
  expect(connection.gateway()).toBeNull();
});

test('a refused token is believed when it is refused again, and then never tried again', async () => {
  const { connection, state } = setUp({ type: 'tokenRefused' });
  expect(await connection.run()).toBe(10 * SECOND);
  expect(connection.isTokenRefused()).toBe(false);
  expect(connection.why()).toContain('does not accept DISCORD_TOKEN');
  await rests(connection, 4);
  expect(connection.isTokenRefused()).toBe(true);
  expect(state).toMatchObject({ opened: 2, final: ['tokenRefused', 'tokenRefused', 'tokenRefused'] });
});

test('a refusal between other troubles is none', async () => {
  const fault = { type: 'fault', status: 502 } as const;
  const { connection, state } = setUp({ type: 'tokenRefused' }, fault, { type: 'tokenRefused' }, fault, null);
  await rests(connection, 5);
  expect(connection.why()).toBeNull();
  expect(state.final).toEqual([]);
});

test.each<[string, GatewayTrouble, readonly string[]]>([
  ['4004', { type: 'tokenRefused' }, ['tokenRefused']],
  ['4014', { type: 'intentsRefused', code: 4_014 }, ['intentsRefused']],
])('closed with %s while it was connected: that is the end of it', async (_code, trouble, final) => {
  const { connection, state, close } = setUp(null);
  await connection.run();
  close(trouble);
  expect(connection.gateway()).toBeNull();
  await connection.run();
  expect(state).toMatchObject({ opened: 1, stopped: 1, final });
});

test('closed with 4010 while it was connected: it is begun anew', async () => {
  const { connection, state, close } = setUp(null);
  await connection.run();
  close({ type: 'closed', code: 4_010 });
  expect(connection.why()).toContain('close code 4010');
  await connection.run();
  expect(connection.why()).toBeNull();
  expect(state.opened).toBe(2);
});

test('closed with 4011, at the login or later: it is not tried again with so few shards', async () => {
  const atLogin = setUp({ type: 'shardingRequired' });
  await rests(atLogin.connection, 3);
  expect(atLogin.connection.isRefused()).toBe(true);
  expect(atLogin.state.opened).toBe(1);

  const later = setUp(null);
  await later.connection.run();
  expect(later.connection.isRefused()).toBe(false);
  later.close({ type: 'shardingRequired' });
  await rests(later.connection, 3);
  expect(later.connection.isRefused()).toBe(true);
  expect(later.connection.why()).toContain('connects with more');
  expect(later.state).toMatchObject({ opened: 1, stopped: 1, final: [] });
});

test('while it waits for its turn to identify, it is not begun anew', async () => {
  const { connection, state } = setUp(null);
  await connection.run();
  [state.isReady, state.isWaiting, state.now] = [false, true, 10 * MINUTE];
  await connection.run();
  state.isWaiting = false;
  state.now += 3 * MINUTE - 1;
  await connection.run();
  expect(state.opened).toBe(1);
});

test('a break is said after 15 s, and after 3 min it is begun anew', async () => {
  const { connection, state } = setUp(null);
  await connection.run();
  state.isReady = false;
  state.now = 15 * SECOND - 1;
  expect(connection.why()).toBeNull();
  state.now = 15 * SECOND;
  expect(connection.why()).toBe('the bot is not connected to Discord');
  state.now = 3 * MINUTE - 1;
  await connection.run();
  expect(state).toMatchObject({ opened: 1, stopped: 0 });
  state.now = 3 * MINUTE;
  await connection.run();
  expect(state.stopped).toBe(1);
  expect(connection.why()).toContain('Discord does not finish the login');
  await connection.run();
  expect(state.opened).toBe(2);
});
