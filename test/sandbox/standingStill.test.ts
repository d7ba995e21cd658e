import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createAnswers } from '../../sandbox/page/answers.ts';
import { startChannelFeed } from '../../sandbox/page/channelFeed.ts';
import { createReader } from '../../sandbox/page/reader.ts';
import { dayAndTime, timestampText } from '../../sandbox/terminal/discordTime.ts';
import { setUpDiscord } from '../fixtures/discord.ts';

describe('a page that stands open', () => {
  test('makes no formatter for a form of time that it has written before', () => {
    const reader = { now: Date.UTC(2026, 3, 20, 12), timeZone: 'Europe/Berlin' };
    const write = (seconds: number) => {
      for (const style of 'tTdDfFsSR') timestampText(seconds, style, reader);
      dayAndTime(seconds * 1_000, reader);
    };
    write(reader.now / 1_000);
    const made = [vi.spyOn(Intl, 'DateTimeFormat'), vi.spyOn(Intl, 'RelativeTimeFormat')];
    onTestFinished(() => void vi.restoreAllMocks());
    for (let i = 0; i < 100; i += 1) write(reader.now / 1_000 - i);
    expect(made.map(({ mock }) => mock.calls.length)).toEqual([0, 0]);
  });

  test('that nobody reads looks at no message, and shows all of them to the next reader', async () => {
    const { discord, guild, channel } = await setUpDiscord({ identifyIntervalMs: 0 });
    let looked = 0;
    const counted = {
      ...discord,
      messages(channelId: string) {
        looked += 1;
        return discord.messages(channelId);
      },
    };
    const userId = discord.owner.id;
    const reader = createReader(discord, guild.id, [{ id: userId, name: 'owner' }], [channel.id]);
    const words = { names: [], lastSaid: () => '' };
    const shown = { guildId: guild.id, userId, reader, words };
    const feed = await startChannelFeed(counted, shown, createAnswers(), Date.now);
    onTestFinished(() => feed.stop());
    feed.look();
    expect(looked).toBe(0);
    const seen: string[] = [];
    feed.subscribe(({ channels }) => seen.push(...channels.map(({ name }) => name)));
    expect(seen).toEqual(['alerts']);
    expect(looked).toBeGreaterThan(0);
  });
});
