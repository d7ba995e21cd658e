import { PermissionFlagsBits as P, PermissionsBitField } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { mentionTrouble, missingNames } from '../../src/cli/doctor/place.ts';
import { permissionsIn } from '../../src/discord/permissionsIn.ts';

const NOW = Date.parse('2026-01-02T03:04:05Z');
const POST = P.ViewChannel | P.SendMessages | P.EmbedLinks | P.AttachFiles;

const role = (id: string, bits: bigint) => ({ id, permissions: String(bits) });
const overwrite = (id: string, allow: bigint, deny: bigint) => ({ id, allow: String(allow), deny: String(deny) });

/** A bot with the roles `a` and `b`; its guild also has the role `c`. */
const standing = {
  userId: 'bot',
  guild: {
    id: 'guild',
    owner_id: 'owner',
    roles: [role('guild', P.ViewChannel), role('a', P.SendMessages), role('b', P.EmbedLinks), role('c', P.AttachFiles)],
  },
  member: { roles: ['a', 'b'] },
};
const BASE = P.ViewChannel | P.SendMessages | P.EmbedLinks;

describe('what the bot may do in a channel', () => {
  test.each([
    ['the sum of its roles and everyone’s', [], BASE],
    ['not what everyone is denied', [overwrite('guild', 0n, P.SendMessages)], BASE & ~P.SendMessages],
    [
      'what a role of it is allowed all the same',
      [overwrite('guild', 0n, P.SendMessages), overwrite('a', P.SendMessages, 0n)],
      BASE,
    ],
    [
      'what one of its roles is allowed and another denied',
      [overwrite('a', 0n, P.EmbedLinks), overwrite('b', P.EmbedLinks, 0n)],
      BASE,
    ],
    [
      'not what it is denied itself',
      [overwrite('a', P.SendMessages, 0n), overwrite('bot', 0n, P.SendMessages)],
      BASE & ~P.SendMessages,
    ],
    ['what it is allowed itself', [overwrite('a', 0n, P.SendMessages), overwrite('bot', P.SendMessages, 0n)], BASE],
    ['nothing of a role that it does not have', [overwrite('c', P.AttachFiles, P.SendMessages)], BASE],
  ])('%s', (_name, overwrites, bits) => {
    expect(permissionsIn(standing, overwrites, NOW).bitfield).toBe(bits);
  });

  test('everything, whatever is denied, as an administrator or the owner', () => {
    const denied = [overwrite('bot', 0n, POST)];
    const roles = [role('a', P.Administrator)];
    for (const guild of [
      { ...standing.guild, roles },
      { ...standing.guild, owner_id: 'bot' },
    ]) {
      expect(permissionsIn({ ...standing, guild }, denied, NOW).has(POST)).toBe(true);
    }
  });

  test.each([
    ['was', '2026-01-02T03:04:04Z', BASE],
    ['is just now over', '2026-01-02T03:04:05Z', BASE],
    ['is', '2026-01-02T03:04:06Z', P.ViewChannel],
    ['never was', null, BASE],
  ])('only to look while it %s timed out', (_name, until, bits) => {
    const member = { ...standing.member, communication_disabled_until: until };
    expect(permissionsIn({ ...standing, member }, [], NOW).bitfield).toBe(bits);
  });
});

test.each([
  ['a channel', POST, false, []],
  [
    'a channel, with the permission for threads alone',
    (POST & ~P.SendMessages) | P.SendMessagesInThreads,
    false,
    ['Send Messages'],
  ],
  ['a thread', (POST & ~P.SendMessages) | P.SendMessagesInThreads, true, []],
  ['a thread, with the permission for channels alone', POST, true, ['Send Messages in Threads']],
  ['a channel without any', 0n, false, ['View Channel', 'Send Messages', 'Embed Links', 'Attach Files']],
])('what is missing in %s', (_name, bits, isThread, names) => {
  expect(missingNames(new PermissionsBitField(bits), isThread)).toEqual(names);
});

describe('a mention', () => {
  const quiet = { id: '1', name: 'oncall', permissions: '0', mentionable: false };
  const loud = { ...quiet, mentionable: true };
  const nothing = new PermissionsBitField(0n);
  test.each([
    ['of nobody', null, [], nothing, null],
    ['of a person', { type: 'user', id: '7' } as const, [], nothing, null],
    ['of a role that may be mentioned', { type: 'role', id: '1' } as const, [loud], nothing, null],
    ['of one that may not', { type: 'role', id: '1' } as const, [quiet], nothing, /oncall is shown but not pinged/],
    [
      'of one that may not, by a bot that may',
      { type: 'role', id: '1' } as const,
      [quiet],
      new PermissionsBitField(P.MentionEveryone),
      null,
    ],
    ['of one that may not, by a webhook', { type: 'role', id: '1' } as const, [quiet], null, null],
    [
      'of one that is gone',
      { type: 'role', id: '2' } as const,
      [loud],
      nothing,
      /role 2 .* pick another one with \/setup/,
    ],
    [
      'of one that is gone, by a webhook',
      { type: 'role', id: '2' } as const,
      [loud],
      null,
      /set another one as DISCORD_ALERT_ROLE_ID/,
    ],
  ])('%s', (_name, mention, roles, granted, words) => {
    expect(mentionTrouble(mention, roles, granted)).toEqual(words === null ? null : expect.stringMatching(words));
  });
});
