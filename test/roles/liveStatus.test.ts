import { beforeEach, describe, expect, test } from 'vitest';
import { setUpLiveStatus } from '../fixtures/liveStatus.ts';
import { HOUR } from '../fixtures/thresholds.ts';

type Stage = Awaited<ReturnType<typeof setUpLiveStatus>>;

let stage: Stage;

beforeEach(async () => {
  stage = await setUpLiveStatus();
  await stage.balance(142);
});

const choose = (live: { channelId: string | null } | null) => stage.store.guilds.choose(stage.guild.id, { live }, []);
const trouble = () => stage.store.live.trouble(stage.guild.id);
const pinMessages = (deny: bigint) =>
  stage.discord.updateChannel(stage.channel.id, {
    overwrites: [{ id: stage.discord.bot.userId, type: 'member', ...(deny === 0n ? { allow: 1n << 51n } : { deny }) }],
  });

/** The error rate fires, and its alert is delivered. */
async function fire(): Promise<void> {
  await stage.results(155, 45);
  await stage.evaluate();
  await stage.drain();
}

describe('a live status', () => {
  test('is made once, silently and without a ping, pinned where the bot may, and then nothing is sent', async () => {
    pinMessages(0n);
    await stage.tick();
    expect(stage.sent()).toEqual(['POST', 'PIN']);
    expect(stage.shown()).toMatchObject({ flags: 4096, pinned: true, mentions: [], mention_roles: [] });
    expect(stage.shown()?.embeds[0]?.description).toContain('🟢 **Balance** $142.00');
    await stage.tick(9 * 60);
    expect(stage.sent()).toEqual([]);
  });

  test('goes on without the pin, which follows once the bot may', async () => {
    await stage.tick(30);
    expect(stage.sent()).toEqual(['POST', 'PIN']);
    expect(stage.shown()?.pinned).toBe(false);
    pinMessages(0n);
    await stage.tick(10 * 60);
    // An edit says that the balance is too old by then.
    const isNoEdit = (what: string) => what !== 'PATCH';
    expect(stage.sent().filter(isNoEdit)).toEqual(['GET', 'PIN']);
    expect(stage.shown()?.pinned).toBe(true);
    await stage.tick(10 * 60);
    expect(stage.sent().filter(isNoEdit)).toEqual(['GET']);
  });

  test('shows at once what fires, and what is over', async () => {
    await stage.tick(4);
    stage.sent();
    await fire();
    await stage.tick();
    expect(stage.sent()).toEqual(['PATCH']);
    const [embed] = stage.shown()?.embeds ?? [];
    expect(embed?.description).toContain('🔴 **Error rate** 22.5% (45/200)');
    expect(embed?.color).toBe(0xe74c3c);
    await stage.mute(stage.guild.id, 'errors', HOUR);
    // The first message is edited to say so, which comes first.
    await stage.drain();
    await stage.tick(5);
    expect(stage.sent()).toEqual(['PATCH']);
    expect(stage.shown()?.embeds[0]?.description).toContain('muted until');
  });

  test('shows values alone once a minute', async () => {
    await stage.tick(60);
    stage.sent();
    for (let i = 0; i < 10; i += 1) {
      await stage.balance(141 - i);
      await stage.tick(30);
    }
    // Looked at every 15 s, so an edit follows the last one after 60 to 75 s.
    expect(stage.sent().length).toBeGreaterThanOrEqual(4);
    expect(stage.shown()?.embeds[0]?.description).toContain('$13');
  });

  test('that somebody deleted is made anew with the next change, or when it is looked for', async () => {
    await stage.tick(4);
    const first = stage.shown()?.id ?? '';
    stage.discord.deleteMessage(stage.channel.id, first);
    await fire();
    stage.sent();
    await stage.tick(2);
    expect(stage.sent()).toEqual(['PATCH', 'POST', 'PIN']);
    const second = stage.shown()?.id ?? '';
    expect(second).not.toBe(first);
    stage.discord.deleteMessage(stage.channel.id, second);
    await stage.tick(11 * 60);
    expect(stage.shown()?.id).not.toBe(second);
    expect(stage.shown()).toBeDefined();
  });

  test('is the same message after a restart, and nothing is sent where nothing changed', async () => {
    await stage.tick();
    const before = stage.shown();
    stage.sent();
    stage.restart();
    await stage.tick(5 * 60);
    expect(stage.sent()).toEqual([]);
    await fire();
    await stage.tick();
    expect(stage.sent()).toEqual(['PATCH']);
    expect(stage.shown()?.id).toBe(before?.id);
  });

  test('waits for an alert that is due, and for one that is tried again in its channel', async () => {
    await stage.tick(4);
    stage.sent();
    await stage.results(155, 45);
    await stage.evaluate();
    await stage.tick(5);
    expect(stage.sent()).toEqual([]);
    await stage.drain();
    await stage.tick();
    expect(stage.sent()).toEqual(['PATCH']);
  });

  test('moves to the channel that is chosen, and goes when it is switched off', async () => {
    await stage.tick();
    const ops = stage.discord.addChannel(stage.guild.id, { name: 'ops' });
    stage.sent();
    await choose({ channelId: ops.id });
    await stage.tick(2);
    expect(stage.sent()).toEqual(['DELETE', 'POST', 'PIN']);
    expect([stage.shown(), stage.shown(ops.id)?.embeds.length]).toEqual([undefined, 1]);
    await choose(null);
    await stage.tick(2);
    expect(stage.sent()).toEqual(['DELETE']);
    expect(stage.shown(ops.id)).toBeUndefined();
    await stage.tick(20 * 60);
    expect(stage.sent()).toEqual([]);
  });

  test('follows the channel of the alerts', async () => {
    await stage.tick();
    const ops = stage.discord.addChannel(stage.guild.id, { name: 'ops' });
    await stage.store.guilds.choose(stage.guild.id, { channelId: ops.id }, []);
    await stage.tick(2);
    expect([stage.shown(), stage.shown(ops.id)?.embeds.length]).toEqual([undefined, 1]);
  });

  test('is taken away from a guild that is gone, once', async () => {
    await stage.tick();
    stage.sent();
    await stage.store.guilds.leave(stage.guild.id, stage.now());
    await stage.tick(20);
    expect(stage.sent()).toEqual(['DELETE']);
  });

  test('rests while the bot is lost', async () => {
    stage.bot(false);
    await stage.tick(20);
    expect(stage.sent()).toEqual([]);
    stage.bot(true);
    await stage.tick();
    expect(stage.sent()).toEqual(['POST', 'PIN']);
  });
});

describe('what Discord refuses', () => {
  const PATCH = { method: 'PATCH', path: /\/messages\/\d+$/ } as const;

  test.each([
    ['a limit', { retryAfterMs: 2_000 }],
    ['too many edits of an old message', { retryAfterMs: 3_000, code: 30_046 }],
  ])('%s: it is edited later, and the message stays', async (_what, answer) => {
    await stage.tick(4);
    const before = stage.shown()?.id;
    const fault = stage.discord.faults.rateLimited(PATCH, answer);
    await fire();
    stage.sent();
    await stage.tick(14);
    expect(stage.sent()).toEqual(['PATCH']);
    expect(await trouble()).toBe('rateLimited');
    // After 15 s, and after 30 s more.
    await stage.tick(40);
    expect(stage.sent()).toEqual(['PATCH', 'PATCH']);
    fault.clear();
    await stage.tick(2 * 60);
    expect(stage.sent()).toEqual(['PATCH']);
    expect(await trouble()).toBeNull();
    expect(stage.shown()?.id).toBe(before);
  });

  test('an answer that is lost makes no second message', async () => {
    const fault = stage.discord.faults.resetAfterStored({ method: 'POST', path: /\/messages$/, times: 1 });
    await stage.tick(30);
    expect(fault.hits).toBe(1);
    expect(stage.discord.messages(stage.channel.id).filter(({ embeds }) => embeds.length > 0)).toHaveLength(1);
    expect(stage.shown()).toBeDefined();
  });

  test('a channel where it may not post is named, asked again rarely, and at once after another choice', async () => {
    const deny = (bits: bigint) =>
      stage.discord.updateChannel(stage.channel.id, {
        overwrites: [{ id: stage.discord.bot.userId, type: 'member', deny: bits }],
      });
    deny(1n << 11n);
    await stage.tick(9 * 60);
    expect(stage.sent()).toEqual(['POST']);
    expect(await trouble()).toBe('notAllowed');
    deny(0n);
    await choose({ channelId: null });
    await stage.tick();
    expect(await trouble()).toBeNull();
    expect(stage.shown()).toBeDefined();
  });

  test('a channel of its own that was deleted is asked once more, and then never', async () => {
    const ops = stage.discord.addChannel(stage.guild.id, { name: 'ops' });
    await choose({ channelId: ops.id });
    await stage.tick(4);
    stage.discord.deleteChannel(ops.id);
    await fire();
    stage.sent();
    await stage.tick(25 * 60);
    expect(stage.sent()).toEqual(['PATCH']);
    expect(await trouble()).toBe('destinationGone');
  });
});
