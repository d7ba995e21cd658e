import type { GuildRecord } from './guildRecord.ts';

/** The same without the names of the fields, which would be half of it. */
type Packed = readonly [
  ids: readonly [id: string, ownerId: string, systemChannelId: string | null],
  roles: readonly (readonly [id: string, permissions: string, isMentionable: boolean])[],
  channels: readonly (readonly [
    id: string,
    type: number,
    parentId: string | null,
    isLocked: boolean,
    ...overwrites: readonly string[],
  ])[],
  members: readonly (readonly string[])[],
];

export function writeRecord({ id, ownerId, systemChannelId, roles, channels, members }: GuildRecord): string {
  const packed: Packed = [
    [id, ownerId, systemChannelId],
    roles.map((role) => [role.id, role.permissions, role.isMentionable]),
    channels.map((channel) => [
      channel.id,
      channel.type,
      channel.parentId,
      channel.isLocked,
      ...channel.overwrites.flatMap((each) => [each.id, each.allow, each.deny]),
    ]),
    members.map((member) => [member.id, ...member.roles]),
  ];
  return JSON.stringify(packed);
}

/** Of a text that `writeRecord` made, and no other. */
export function readRecord(text: string): GuildRecord {
  const [[id, ownerId, systemChannelId], roles, channels, members] = JSON.parse(text) as Packed;
  return {
    id,
    ownerId,
    systemChannelId,
    roles: roles.map(([roleId, permissions, isMentionable]) => ({ id: roleId, permissions, isMentionable })),
    channels: channels.map(([channelId, type, parentId, isLocked, ...overwrites]) => ({
      id: channelId,
      type,
      parentId,
      isLocked,
      overwrites: [...inThrees(overwrites)],
    })),
    members: members.map(([memberId = '', ...own]) => ({ id: memberId, roles: own })),
  };
}

function* inThrees(texts: readonly string[]) {
  for (let n = 0; n < texts.length; n += 3) {
    const [id = '', allow = '', deny = ''] = texts.slice(n, n + 3);
    yield { id, allow, deny };
  }
}
