import type {
  APIApplicationCommandBasicOption,
  APIApplicationCommandOptionChoice,
  Locale,
  LocalizationMap,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { AnyCommand } from './command.ts';
import type { OptionText } from './words/commandTexts.ts';
import { LANGUAGES } from './words/languages.ts';
import type { CommandName, Words } from './words/words.ts';

/** A command as it is registered: with its names and descriptions in every language that we have. */
export function localize({ data }: AnyCommand): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const { options, ...head } = data;
  return {
    ...head,
    ...inEveryLanguage((words) => words.commands[data.name]),
    ...(options === undefined ? {} : { options: options.map((option) => localizeOption(data.name, option)) }),
  };
}

function localizeOption(
  command: CommandName,
  option: Readonly<APIApplicationCommandBasicOption>,
): APIApplicationCommandBasicOption {
  const textOf = ({ commands }: Words) =>
    (commands[command].options as Readonly<Record<string, OptionText>>)[option.name];
  const texts = inEveryLanguage(textOf);
  if (!('choices' in option) || option.choices === undefined) return { ...option, ...texts };
  const choices = option.choices.map((choice) => ({
    ...choice,
    name_localizations: byLocale((words) => textOf(words)?.choices?.[String(choice.value)]),
  })) as APIApplicationCommandOptionChoice<string>[];
  return { ...option, ...texts, choices } as APIApplicationCommandBasicOption;
}

function inEveryLanguage(textOf: (words: Words) => Pick<OptionText, 'name' | 'description'> | undefined) {
  return {
    name_localizations: byLocale((words) => textOf(words)?.name),
    description_localizations: byLocale((words) => textOf(words)?.description),
  };
}

/** The payload itself is English; Discord shows that to everyone whose language is not listed. */
export function byLocale(text: (words: Words) => string | undefined): LocalizationMap {
  const translated = LANGUAGES.filter(({ locale }) => !locale.startsWith('en'));
  return Object.fromEntries(
    translated.flatMap(({ locale, words }): [Locale, string][] => {
      const localized = text(words);
      return localized === undefined ? [] : [[locale as Locale, localized]];
    }),
  );
}
