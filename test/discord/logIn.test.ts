import pino from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { createClient } from '../../src/discord/client.ts';
import { createGatewayInfo } from '../../src/discord/gatewayInfo.ts';
import { createGuildRecords } from '../../src/discord/guildRecords.ts';
import { logIn } from '../../src/discord/logIn.ts';
import { createRest } from '../../src/discord/rest.ts';
import { setUpDiscord } from '../fixtures/discord.ts';
import { realTurns } from '../fixtures/requestTurns.ts';

async function setUp() {
  const { discord } = await setUpDiscord({ identifyIntervalMs: 0 });
  let onClose: (code: number) => void = () => undefined;
  const client = createClient({
    apiUrl: discord.apiBase,
    turns: realTurns(),
    records: createGuildRecords(),
    shard: { id: 0, count: 1 },
    identify: async () => undefined,
    log: pino({ level: 'silent' }),
    onDropped: () => undefined,
    onClose: (code) => onClose(code),
  });
  onTestFinished(() => client.destroy());
  const { token } = discord.bot;
  const options = {
    client,
    token,
    info: createGatewayInfo(createRest(discord.apiBase, token), () => performance.now()),
    isWaiting: () => false,
    now: () => 1_000,
    closing: (listener: typeof onClose) => {
      onClose = listener;
    },
    readyWithinMs: 1_500,
  };
  return { discord, options };
}

test('a login that goes well', async () => {
  const { options } = await setUp();
  await logIn(options);
  expect(options.client.isReady()).toBe(true);
});

test('a READY that never comes has a limit', async () => {
  const { discord, options } = await setUp();
  discord.gateway.setIdentifyAnswer('nothing');
  await expect(logIn(options)).rejects.toMatchObject({ trouble: { type: 'noReady' } });
});

test('a READY that cannot be read has the same limit', async () => {
  const { discord, options } = await setUp();
  discord.gateway.setMangle((name, data) => (name === 'READY' ? null : data));
  await expect(logIn(options)).rejects.toMatchObject({ trouble: { type: 'noReady' } });
});

test('without a login that is left none is tried, and Discord says when there is', async () => {
  const { discord, options } = await setUp();
  discord.gateway.setSessionStartsRemaining(0, 60_000);
  const refused = await logIn(options).catch((err: unknown) => err);
  expect(refused).toMatchObject({ trouble: { type: 'noLoginsLeft' } });
  expect(Reflect.get(Object(Reflect.get(Object(refused), 'trouble')), 'until')).toBeGreaterThan(1_000 + 50_000);
  expect(discord.transcript.gateway('fromBot', 2)).toEqual([]);
});

test.each([
  [4_000, { type: 'closed', code: 4_000 }],
  [4_004, { type: 'tokenRefused' }],
  [4_010, { type: 'closed', code: 4_010 }],
  [4_011, { type: 'shardingRequired' }],
  [4_013, { type: 'intentsRefused', code: 4_013 }],
  [4_014, { type: 'intentsRefused', code: 4_014 }],
  [1_011, { type: 'unreachable', code: null }],
])('a close with %d', async (close, trouble) => {
  const { discord, options } = await setUp();
  discord.gateway.setIdentifyAnswer({ close });
  await expect(logIn(options)).rejects.toMatchObject({ trouble });
  // We choose when it is tried again.
  expect(discord.transcript.gateway('fromBot', 2)).toHaveLength(1);
});
