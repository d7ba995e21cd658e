import { readFileSync } from 'node:fs';
import { InteractionContextType, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { COMMANDS, MENUS } from '../../commands/index.ts';
import { helpEmbed } from '../../src/discord/embeds/help.ts';
import { LANGUAGES } from '../../src/discord/words/languages.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
/** The rows of its table: which commands a row is about, and who may use them. */
const ROWS = [...README.matchAll(/^\| (`\/[^|]*) \|.*\| ([^|]*) \|$/gm)].map(([, commands = '', who = '']) => ({
  names: [...commands.matchAll(/\/(\w+)/g)].map(([, name = '']) => name),
  who,
}));

test('README lists every command once', () => {
  const names = COMMANDS.map(({ data }) => data.name);
  expect(ROWS.flatMap((row) => row.names).sort()).toEqual([...names].sort());
});

test.each(LANGUAGES)('/help names every command and every entry of the menu of a message: $locale', (language) => {
  const { words } = language;
  const { fields = [] } = helpEmbed({ commands: COMMANDS, commandIds: new Map(), now: 0, language } as never);
  const menu = fields.find(({ name }) => name === words.menus.heading)?.value ?? '';
  const inMenu = MENUS.map(
    ({ data }) => (data.name_localizations as Record<string, string>)?.[language.locale] ?? data.name,
  );
  expect(
    menu
      .split('\n')
      .map((line) => /^\*\*(.+?)\*\*/.exec(line)?.[1])
      .toSorted(),
  ).toEqual(inMenu.toSorted());
  const text = fields.map(({ value }) => value).join('\n');
  for (const { data } of COMMANDS) expect(text).toContain(`\`/${data.name}\``);
});

test('answers about settings are ephemeral', () => {
  const ephemeral = COMMANDS.filter(({ isEphemeral }) => isEphemeral).map(({ data }) => data.name);
  expect(ephemeral.sort()).toEqual(['cooldown', 'export', 'help', 'privacy', 'setup', 'test', 'threshold']);
});

describe.each(COMMANDS.map((command) => [command.data.name, command] as const))('/%s', (name, command) => {
  test('is for servers alone, and for those who README says may use it', () => {
    expect(command.data.contexts).toEqual([InteractionContextType.Guild]);
    const who = ROWS.find(({ names }) => names.includes(name))?.who;
    const needed = who === 'Manage Server' ? PermissionFlagsBits.ManageGuild : null;
    expect(command.needs).toBe(needed);
    expect(command.data.default_member_permissions).toBe(needed?.toString());
  });

  test('suggests for each option that says so', () => {
    const typed = (command.data.options ?? []).filter((option) => 'autocomplete' in option && option.autocomplete);
    // Pipelines are offered for every command alike.
    const own = typed.filter((option) => option.name !== 'pipeline');
    expect(command.suggest !== undefined).toBe(own.length > 0);
  });
});
