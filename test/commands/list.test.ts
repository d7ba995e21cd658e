import { InteractionContextType, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';

const MANAGERS = ['mute', 'unmute', 'setup', 'threshold', 'cooldown', 'test'];
const FOR_CALLER = ['setup', 'threshold', 'cooldown', 'test', 'help'];

describe.each(COMMANDS.map((command) => [command.data.name, command] as const))('/%s', (name, command) => {
  test('is for servers alone, and hidden from those who may not use it', () => {
    expect(command.data.contexts).toEqual([InteractionContextType.Guild]);
    const needed = MANAGERS.includes(name) ? String(PermissionFlagsBits.ManageGuild) : undefined;
    expect(command.data.default_member_permissions).toBe(needed);
  });

  test('is answered where it should be', () => {
    expect(command.visibleTo).toBe(FOR_CALLER.includes(name) ? 'caller' : 'everyone');
  });

  test('suggests for each option that says so', () => {
    const typed = (command.data.options ?? []).filter((option) => 'autocomplete' in option && option.autocomplete);
    // Pipelines are offered for every command alike.
    const own = typed.filter((option) => option.name !== 'pipeline');
    expect(command.suggest !== undefined).toBe(own.length > 0);
  });
});
