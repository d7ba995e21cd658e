import type {
  APIApplicationCommandBasicOption,
  APIApplicationCommandOptionChoice,
  Locale,
  LocalizationMap,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { AnyCommand } from './command.ts';
import { LANGUAGES } from './words/languages.ts';
import type { Words } from './words/words.ts';

type CommandName = keyof Words['commands'];
interface Named {
  readonly name: string;
  readonly description: string;
}

/** A command as it is registered: with its names and descriptions in every language that we have. */
export function localize({ data }: AnyCommand): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const name = data.name as CommandName;
  const { options, ...head } = data;
  return {
    ...head,
    ...inEveryLanguage((words) => words.commands[name]),
    ...(options === undefined ? {} : { options: options.map((option) => localizeOption(name, option)) }),
  };
}

function localizeOption(
  command: CommandName,
  option: Readonly<APIApplicationCommandBasicOption>,
): APIApplicationCommandBasicOption {
  const texts = inEveryLanguage((words) => optionsOf(words, command)[option.name]);
  if (!('choices' in option) || option.choices === undefined) return { ...option, ...texts };
  const choices = option.choices.map((choice) => ({
    ...choice,
    name_localizations: byLocale((words) => choiceNames(words, command)[String(choice.value)]),
  })) as APIApplicationCommandOptionChoice<string>[];
  return { ...option, ...texts, choices } as APIApplicationCommandBasicOption;
}

function optionsOf({ commands }: Words, command: CommandName): Readonly<Record<string, Named>> {
  return commands[command].options;
}

/** What the choices of a command are called, by their values. */
function choiceNames({ scopes, summary, test }: Words, command: CommandName): Readonly<Record<string, string>> {
  if (command === 'summary') return summary.periods;
  return command === 'test' ? test.severities : scopes;
}

function inEveryLanguage(named: (words: Words) => Named | undefined) {
  return {
    name_localizations: byLocale((words) => named(words)?.name),
    description_localizations: byLocale((words) => named(words)?.description),
  };
}

/** The payload itself is English; Discord shows that to everyone whose language is not listed. */
function byLocale(text: (words: Words) => string | undefined): LocalizationMap {
  const translated = LANGUAGES.filter(({ locale }) => !locale.startsWith('en'));
  return Object.fromEntries(
    translated.flatMap(({ locale, words }): [Locale, string][] => {
      const found = text(words);
      return found === undefined ? [] : [[locale as Locale, found]];
    }),
  );
}
