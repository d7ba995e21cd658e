import {
  type APIApplicationCommandBasicOption,
  type ApplicationCommandOptionType,
  InteractionContextType,
} from 'discord-api-types/v10';
import type { Mention } from '../monitor/types.ts';
import type { AnyCommand, CommandContext, Reply } from './command.ts';
import type { OptionText } from './words/commandTexts.ts';
import { ENGLISH } from './words/language.ts';
import type { CommandName, Words } from './words/words.ts';

type Texts<Name extends CommandName> = Words['commands'][Name]['options'];
type TextKey = 'name' | 'description' | 'name_localizations' | 'description_localizations' | 'choices';
type WithoutTexts<Option> = Option extends unknown ? Readonly<Omit<Option, TextKey>> : never;

/** What Discord asks of an option beside its texts; `choices` are the values that it offers. */
type OptionForm = WithoutTexts<APIApplicationCommandBasicOption> & { readonly choices?: readonly string[] };

/** Exactly the options that the catalogue has texts for, and of each exactly the choices. */
type Exactly<Texts, Options> = {
  readonly [Name in keyof Options]: Name extends keyof Texts ? ExactChoices<Texts[Name], Options[Name]> : never;
};
type ExactChoices<Text, Option> = Text extends { choices: infer Named }
  ? Option extends { choices: readonly (infer Offered)[] }
    ? [keyof Named, Offered] extends [Offered, keyof Named]
      ? unknown
      : never
    : never
  : Option extends { choices: unknown }
    ? never
    : unknown;

interface ValueOfType {
  readonly [ApplicationCommandOptionType.String]: string;
  readonly [ApplicationCommandOptionType.Integer]: number;
  readonly [ApplicationCommandOptionType.Number]: number;
  readonly [ApplicationCommandOptionType.Boolean]: boolean;
  readonly [ApplicationCommandOptionType.Channel]: string;
  readonly [ApplicationCommandOptionType.Mentionable]: Mention;
  readonly [ApplicationCommandOptionType.User]: Mention;
}
type ValueOf<Option> = Option extends { choices: readonly (infer Choice)[] }
  ? Choice
  : Option extends { type: infer Type extends keyof ValueOfType }
    ? ValueOfType[Type]
    : never;

/** The arguments that options give: a misspelt one, or a choice that is not offered, does not compile. */
type ArgumentsOf<Options> = {
  readonly [Name in keyof Options]: Options[Name] extends { required: true }
    ? ValueOf<Options[Name]>
    : ValueOf<Options[Name]> | null;
};

interface Definition<Name extends CommandName, Options>
  extends Pick<AnyCommand, 'needs' | 'isEphemeral' | 'isDeferred' | 'suggest'> {
  readonly name: Name;
  /** Required ones first, as Discord asks. */
  readonly options: Options & Exactly<Texts<Name>, Options>;
  readonly run: (args: ArgumentsOf<Options>, context: CommandContext) => Promise<Reply>;
}

/** A command of that name, with its texts from the English catalogue. */
export interface Command<Name extends CommandName, Options> extends AnyCommand {
  readonly data: AnyCommand['data'] & { readonly name: Name };
  readonly run: (args: ArgumentsOf<Options>, context: CommandContext) => Promise<Reply>;
}

/** Its English texts come from the catalogue: what has none there, or is there and not here, does not compile. */
export function defineCommand<
  Name extends CommandName,
  const Options extends { readonly [Option in keyof Texts<Name>]: OptionForm },
>({ name, options, ...rest }: Definition<Name, Options>): Command<Name, Options> {
  const { description, options: texts } = ENGLISH.words.commands[name];
  const list = Object.entries<OptionForm>(options).map(([option, form]) =>
    withTexts(option, form, (texts as Readonly<Record<string, OptionText>>)[option]),
  );
  return {
    ...rest,
    data: {
      name,
      description,
      contexts: [InteractionContextType.Guild],
      ...(rest.needs === null ? {} : { default_member_permissions: rest.needs.toString() }),
      ...(list.length === 0 ? {} : { options: list }),
    },
  };
}

/** The types above have compared the form with the catalogue. */
function withTexts(name: string, { choices, ...form }: OptionForm, text: OptionText | undefined) {
  const named = choices?.map((value) => ({ name: text?.choices?.[value] ?? value, value }));
  return {
    ...form,
    name,
    description: text?.description,
    ...(named === undefined ? {} : { choices: named }),
  } as APIApplicationCommandBasicOption;
}
