import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { expect, expectTypeOf, test } from 'vitest';
import { COMMANDS, type Commands } from '../../commands/index.ts';
import { defineCommand } from '../../src/discord/defineCommand.ts';
import { de } from '../../src/discord/words/de/index.ts';
import { ENGLISH } from '../../src/discord/words/language.ts';
import type { Words } from '../../src/discord/words/words.ts';

const rest = { needs: null, isEphemeral: true, run: async () => ({}) } as const;
const type = ApplicationCommandOptionType.String;
const pipeline = { type } as const;

test('a command has the texts of the catalogue', () => {
  const { data } = defineCommand({
    ...rest,
    name: 'summary',
    options: { period: { type, choices: ['today', 'yesterday', '24h', '7d', '30d'] }, pipeline },
  });
  const { description, options } = ENGLISH.words.commands.summary;
  expect(data).toMatchObject({
    description,
    options: [
      { description: options.period.description, choices: [{ name: 'Today', value: 'today' }, {}, {}, {}, {}] },
      { description: options.pipeline.description },
    ],
  });
});

test('what the catalogue has no text for, or has a text for and is left out, does not compile', () => {
  const periods = ['today', 'yesterday', '24h', '7d', '30d'] as const;
  const refused = [
    // @ts-expect-error: no command is called that.
    () => defineCommand({ ...rest, name: 'sumary', options: {} }),
    // @ts-expect-error: an option without a text.
    () => defineCommand({ ...rest, name: 'balance', options: { pipeline, account: { type } } }),
    // @ts-expect-error: the same, where there are none.
    () => defineCommand({ ...rest, name: 'help', options: { pipeline } }),
    // @ts-expect-error: a text without its option.
    () => defineCommand({ ...rest, name: 'summary', options: { period: { type, choices: periods } } }),
    () =>
      // @ts-expect-error: a choice without a text.
      defineCommand({ ...rest, name: 'summary', options: { period: { type, choices: [...periods, '1y'] }, pipeline } }),
    // @ts-expect-error: texts without their choices.
    () => defineCommand({ ...rest, name: 'summary', options: { period: { type, choices: ['today'] }, pipeline } }),
    // @ts-expect-error: the same, of all of them.
    () => defineCommand({ ...rest, name: 'summary', options: { period: { type }, pipeline } }),
    // @ts-expect-error: choices where the catalogue has none.
    () => defineCommand({ ...rest, name: 'balance', options: { pipeline: { type, choices: ['default'] } } }),
  ];
  expect(refused).toHaveLength(8);
});

test('arguments have the types of their options', () => {
  defineCommand({
    ...rest,
    name: 'summary',
    options: { period: { type, required: true, choices: ['today', 'yesterday', '24h', '7d', '30d'] }, pipeline },
    async run(args) {
      expectTypeOf(args.period).toEqualTypeOf<'today' | 'yesterday' | '24h' | '7d' | '30d'>();
      expectTypeOf(args.pipeline).toEqualTypeOf<string | null>();
      // @ts-expect-error: no such option.
      return { content: String(args.perod) };
    },
  });
});

test('the list has every command of the catalogue, and no other', () => {
  expectTypeOf<keyof Commands>().toEqualTypeOf<keyof Words['commands']>();
  // @ts-expect-error: a command that is left out.
  const fewer = (commands: Omit<Commands, 'help'>): Commands => commands;
  // @ts-expect-error: a command under the name of another.
  const mixedUp = ({ mute }: Commands): Pick<Commands, 'unmute'> => ({ unmute: mute });
  expect([fewer, mixedUp]).toHaveLength(2);
  expect(COMMANDS.map(({ data }) => data.name).sort()).toEqual(Object.keys(ENGLISH.words.commands).sort());
});

test('the other languages have the same commands, options and choices', () => {
  const { help, mute, summary, ...others } = de.commands;
  const refused = [
    // @ts-expect-error: a command without its texts.
    (): Words['commands'] => ({ ...others, mute, summary }),
    // @ts-expect-error: texts without their command.
    (): Words['commands'] => ({ ...de.commands, sumary: help }),
    // @ts-expect-error: an option without its text.
    (): Words['commands'] => ({ ...de.commands, mute: { ...mute, options: { alert: mute.options.alert } } }),
    // @ts-expect-error: a text without its option.
    (): Words['commands'] => ({ ...de.commands, help: { ...help, options: { code: { name: 'code' } } } }),
    (): Words['commands']['summary']['options']['period'] => ({
      ...summary.options.period,
      // @ts-expect-error: choices without their texts.
      choices: { today: 'Heute' },
    }),
  ];
  expect(refused).toHaveLength(5);
});

test('in English, commands and options are called by the names that the program has for them', () => {
  const { commands } = ENGLISH.words;
  for (const [name, command] of Object.entries(commands)) {
    expect(command.name).toBe(name);
    const options: Readonly<Record<string, { name: string }>> = command.options;
    for (const [option, text] of Object.entries(options)) expect(text.name).toBe(option);
  }
});
