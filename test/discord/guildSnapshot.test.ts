import { type Guild, PermissionsBitField } from 'discord.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
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

function guildWith({ channels, roles, systemChannelId, isHere, mentionsAll }: Facts): Guild {
  const cached = Object.entries(channels).map(
    ([id, names]) => [id, { id, permissionsFor: () => new PermissionsBitField([...names]) }] as const,
  );
  return {
    ownerId: '9',
    systemChannelId,
    channels: { cache: new Map(cached) },
    roles: { cache: new Map(Object.entries(roles).map(([id, mentionable]) => [id, { id, mentionable }])) },
    members: { me: isHere ? { permissions: new PermissionsBitField(mentionsAll ? ['MentionEveryone'] : []) } : null },
    // Only these are asked for.
  } as unknown as Guild;
}

const ID = fc.integer({ min: 1, max: 40 }).map(String);
const facts = fc.record({
  channels: fc.dictionary(ID, fc.subarray([...NAMES])),
  roles: fc.dictionary(ID, fc.boolean()),
  systemChannelId: fc.option(ID),
  isHere: fc.boolean(),
  mentionsAll: fc.boolean(),
});

const EVERYTHING: Facts = { channels: {}, roles: {}, systemChannelId: null, isHere: true, mentionsAll: true };

test('whoever reads what was written of a guild knows the same as the connection that hears of it', () => {
  fc.assert(
    fc.property(facts, ID, (guild, id) => {
      const live = snapshotOf(guildWith(guild));
      const read = readSnapshot(writeSnapshot(guildWith(guild)));
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
  expect(readSnapshot(writeSnapshot(guild))?.channel('1')).toEqual(expected);
});

test.each(['', 'x', '{}', '[]', 'null', '{"owner":1}'])('%j is no snapshot', (text) => {
  expect(readSnapshot(text)).toBeNull();
});

test('permissions that an unreadable event left half known are none', () => {
  const thrown = () => {
    throw new TypeError("Cannot read properties of undefined (reading 'permissions')");
  };
  const me = Object.defineProperty({}, 'permissions', { get: thrown });
  const channels = { cache: new Map([['1', { id: '1', permissionsFor: thrown }]]) };
  const guild = { ...guildWith(EVERYTHING), channels, members: { me } } as unknown as Guild;
  for (const snapshot of [snapshotOf(guild), readSnapshot(writeSnapshot(guild))]) {
    expect(snapshot?.canMentionAll).toBe(false);
    expect(snapshot?.channel('1')).toEqual({ canPost: false, canReadHistory: false, canMentionAll: false });
  }
});
