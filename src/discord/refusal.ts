import { type PermissionsBitField, PermissionsBitField as PermissionsOf } from 'discord.js';
import type { Answerable, DispatchParts } from './dispatchParts.ts';
import type { Words } from './words/words.ts';

/** Why somebody is not answered properly, in their language; null where nothing is against it. */
export function refusal(
  interaction: Answerable,
  needs: bigint | null,
  { accessOf }: Pick<DispatchParts, 'accessOf'>,
  words: Words,
): string | null {
  const { refusals } = words;
  if (!interaction.inGuild()) return refusals.serverOnly;
  const access = accessOf(interaction.guildId);
  if (access === 'starting') return refusals.starting;
  if (access === 'refused') return refusals.notAllowed;
  // Discord hides a command from others; an override in the server's settings does not get round this check.
  if (needs === null || interaction.memberPermissions.has(needs)) return null;
  return refusals.missingPermission(permissionWords(new PermissionsOf(needs), words));
}

function permissionWords(needed: PermissionsBitField, { permissions }: Words): string {
  const names: Readonly<Record<string, string>> = permissions;
  return needed
    .toArray()
    .map((name) => names[name] ?? name)
    .join(', ');
}
