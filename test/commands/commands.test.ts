import { beforeEach, describe, expect, test } from 'vitest';
import mute from '../../commands/mute.ts';
import summary from '../../commands/summary.ts';
import unmute from '../../commands/unmute.ts';
import type { CommandContext } from '../../src/discord/command.ts';
import { type CommandStage, GUILD, HOUR, NOW, setUpCommands } from '../fixtures/commands.ts';

let stage: CommandStage;
let context: CommandContext;

beforeEach(async () => {
  stage = await setUpCommands();
  context = stage.context;
});

describe('/mute', () => {
  test('says until when, and the mute is on disk by then', async () => {
    const reply = await mute.run({ alert: 'errors', for: '2h', reason: null, pipeline: null }, context);
    expect(reply.content).toContain(`**Error rate** is muted until <t:${(NOW + 2 * HOUR) / 1000}:f>`);
    expect(await stage.mutes()).toMatchObject([
      { guildId: GUILD, scope: 'errors', until: NOW + 2 * HOUR, by: { name: 'ada' } },
    ]);
  });

  test('a time nobody can read is refused in words, and nothing is muted', async () => {
    await expect(
      mute.run({ alert: 'queue', for: 'soonish', reason: null, pipeline: null }, context),
    ).rejects.toMatchObject({
      code: 'badDuration',
      details: { text: 'soonish' },
    });
    expect(await stage.mutes()).toEqual([]);
  });

  test('a reason cannot leave its quotes', async () => {
    const reply = await mute.run({ alert: 'all', for: '30m', reason: '` **@everyone**', pipeline: null }, context);
    expect(reply.content).toContain('Reason: `ˋ **@everyone**`.');
  });
});

describe('/unmute', () => {
  test('ends one early and leaves the others', async () => {
    await mute.run({ alert: 'errors', for: '2h', reason: null, pipeline: null }, context);
    await mute.run({ alert: 'queue', for: '2h', reason: null, pipeline: null }, context);
    expect((await unmute.run({ alert: 'errors', pipeline: null }, context)).content).toBe(
      '🔔 The mute of **Error rate** has ended.',
    );
    expect(await stage.mutes()).toMatchObject([{ scope: 'queue' }]);
  });

  test('without a kind ends all of them', async () => {
    await mute.run({ alert: 'errors', for: '2h', reason: null, pipeline: null }, context);
    await mute.run({ alert: 'all', for: '2h', reason: null, pipeline: null }, context);
    await unmute.run({ alert: null, pipeline: null }, context);
    expect(await stage.mutes()).toEqual([]);
  });

  test('says so where nothing is muted', async () => {
    await expect(unmute.run({ alert: null, pipeline: null }, context)).rejects.toMatchObject({ code: 'nothingMuted' });
  });

  test('lets what waited for its end be sent at once', async () => {
    await mute.run({ alert: 'all', for: '2h', reason: null, pipeline: null }, context);
    // The first message of what is open is edited at once.
    expect(stage.hurried()).toBe(1);
    await unmute.run({ alert: null, pipeline: null }, context);
    expect(stage.hurried()).toBe(2);
  });
});

test('/summary of yesterday leaves out what was today', async () => {
  const result = {
    outcome: 'solved',
    errorCode: null,
    latencyMs: 20_000,
    costMicros: 3_000,
    captchaType: null,
  } as const;
  await context.monitor.record('default', [
    { ...result, at: NOW - 24 * HOUR },
    { ...result, at: NOW - HOUR },
    { ...result, at: NOW - HOUR },
  ]);
  const described = async (period: 'yesterday' | 'today' | null) =>
    (await summary.run({ period, pipeline: null }, context)).embeds?.[0]?.description;
  expect(await described('yesterday')).toBe('**1** task processed');
  expect(await described('today')).toBe('**2** tasks processed');
  expect(await described(null)).toBe('**2** tasks processed');
});
