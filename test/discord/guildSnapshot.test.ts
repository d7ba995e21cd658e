import { ChannelType, PermissionsBitField } from 'discord.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GuildRecord } from '../../src/discord/guildRecord.ts';
import { readSnapshot, snapshotOf, writeSnapshot } from '../../src/discord/guildSnapshot.ts';

const NAMES = ['ViewChannel', 'SendMessages', 'EmbedLinks', 'ReadMessageHistory', 'MentionEveryone'] as const;
type Name = (typeof NAMES)[number];

interface Facts {
  readonly channels: Readonly<Record<string, readonly Name[]>>;
  readonly roles: Readonly<Record<string, boolean>>;
  readonly systemChannelId: string | null;
  readonly isHere: boolean;
  readonly mentionsAll: boolean;
}

const BOT = 'bot';
const bitsOf = (names: readonly Name[]) => String(new PermissionsBitField([...names]).bitfield);

function guildWith({ channels, roles, systemChannelId, isHere, mentionsAll }: Facts): GuildRecord {
  const base = { id: 'g', permissions: bitsOf(mentionsAll ? ['MentionEveryone'] : []), isMentionable: false };
  return {
    id: 'g',
    ownerId: '9',
    systemChannelId,
    channels: Object.entries(channels).map(([id, names]) => ({
      id,
      type: ChannelType.GuildText,
      parentId: null,
      isLocked: false,
      overwrites: [{ id: BOT, allow: bitsOf(names), deny: bitsOf(NAMES.filter((name) => !names.includes(name))) }],
    })),
    roles: [base, ...Object.entries(roles).map(([id, isMentionable]) => ({ id, permissions: '0', isMentionable }))],
    members: isHere ? [{ id: BOT, roles: [] }] : [],
  };
}

const ID = fc.integer({ min: 1, max: 40 }).map(String);
const facts = fc.record({
  channels: fc.dictionary(ID, fc.subarray([...NAMES])),
  roles: fc.dictionary(ID, fc.boolean()),
  systemChannelId: fc.option(ID),
  isHere: fc.boolean(),
  mentionsAll: fc.boolean(),
});

test('whoever reads what was written of a guild knows the same as the connection that hears of it', () => {
  fc.assert(
    fc.property(facts, ID, (guild, id) => {
      const live = snapshotOf(() => guildWith(guild), BOT);
      const read = readSnapshot(writeSnapshot(guildWith(guild), BOT));
      expect([read?.ownerId, read?.systemChannelId]).toEqual(['9', guild.systemChannelId]);
      expect(read?.canMentionAll).toBe(live.canMentionAll);
      expect(read?.channel(id)).toEqual(live.channel(id));
      expect(read?.role(id)).toEqual(live.role(id));
    }),
  );
});

test.each<[Name[], object]>([
  [['ViewChannel', 'SendMessages', 'EmbedLinks'], { canPost: true, canReadHistory: false, canMentionAll: false }],
  [
    ['SendMessages', 'EmbedLinks', 'ReadMessageHistory'],
    { canPost: false, canReadHistory: false, canMentionAll: false },
  ],
  [['ViewChannel', 'ReadMessageHistory'], { canPost: false, canReadHistory: true, canMentionAll: false }],
  [['MentionEveryone'], { canPost: false, canReadHistory: false, canMentionAll: true }],
])('permissions %j mean %j', (names, expected) => {
  const guild = guildWith({
    channels: { 1: names },
    roles: {},
    systemChannelId: null,
    isHere: true,
    mentionsAll: false,
  });
  expect(readSnapshot(writeSnapshot(guild, BOT))?.channel('1')).toEqual(expected);
});

test.each(['', 'x', '{}', '[]', 'null', '{"owner":1}'])('%j is no snapshot', (text) => {
  expect(readSnapshot(text)).toBeNull();
});
