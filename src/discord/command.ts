import type {
  APIApplicationCommandBasicOption,
  APIEmbed,
  APIMessageTopLevelComponent,
  ApplicationCommandOptionType,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { Chart, ChartTexts } from '../monitor/charts/chart.ts';
import type { Monitor } from '../monitor/monitor.ts';
import type { Millis } from '../monitor/time.ts';
import type { Actor, Mention } from '../monitor/types.ts';
import type { GuildView } from './guildView.ts';
import type { Language } from './words/language.ts';

export interface Reply {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  readonly components?: readonly APIMessageTopLevelComponent[];
  /** Stands in the last embed as its picture. */
  readonly chart?: { readonly data: Chart; readonly texts: ChartTexts; readonly altText: string };
  /** The message is nothing but its components. */
  readonly isComponentsV2?: true;
}

/** What a command gets beside its arguments. It never sees the interaction. */
export interface CommandContext {
  readonly monitor: Monitor;
  readonly guildId: string;
  readonly by: Actor;
  readonly now: Millis;
  /** Of whoever asked. */
  readonly language: Language;
  /** Of the guild: what everybody reads. */
  readonly guildLanguage: Language;
  /** What the bot may do in this guild. */
  readonly view: GuildView;
  /** The commands' ids, so that they can be clicked in a text; empty until they are registered. */
  readonly commandIds: ReadonlyMap<string, string>;
}

type Payload = Omit<RESTPostAPIChatInputApplicationCommandsJSONBody, 'options'> & {
  readonly options?: readonly Readonly<APIApplicationCommandBasicOption>[];
};

interface ValueOfType {
  readonly [ApplicationCommandOptionType.String]: string;
  readonly [ApplicationCommandOptionType.Integer]: number;
  readonly [ApplicationCommandOptionType.Number]: number;
  readonly [ApplicationCommandOptionType.Boolean]: boolean;
  readonly [ApplicationCommandOptionType.Channel]: string;
  readonly [ApplicationCommandOptionType.Mentionable]: Mention;
}

type ValueOf<Option> = Option extends { choices: readonly { value: infer Choice }[] }
  ? Choice
  : Option extends { type: infer Type extends keyof ValueOfType }
    ? ValueOfType[Type]
    : never;

/** The arguments that a payload's options give: a misspelt one, or a choice that is not offered, does not compile. */
export type ArgumentsOf<P extends Payload> = {
  readonly [Option in NonNullable<P['options']>[number] as Option['name']]: Option extends { required: true }
    ? ValueOf<Option>
    : ValueOf<Option> | null;
};

/** One line that Discord offers while somebody types. */
export interface Suggestion {
  readonly name: string;
  readonly value: string | number;
}

/** A slash command: its payload, who sees the answer, and a function from arguments to a reply. */
export interface Command<P extends Payload = Payload> {
  readonly data: P;
  /** Discord fixes it at the first acknowledgement, so it stands beside the payload and not in the reply. */
  readonly visibleTo: 'everyone' | 'caller';
  /** Nothing is read or written for it, so it is answered without being acknowledged first. */
  readonly isInstant?: true;
  readonly run: (args: ArgumentsOf<P>, context: CommandContext) => Promise<Reply>;
  /** What to offer for an option while it is typed; `args` are those that were filled in so far. */
  readonly suggest?: (
    option: string,
    typed: string,
    context: CommandContext,
    args: Readonly<Record<string, unknown>>,
  ) => Promise<readonly Suggestion[]>;
}

/** A command as dispatch handles it: its arguments were read by the payload that they belong to. */
export interface AnyCommand extends Omit<Command, 'run'> {
  readonly run: (args: never, context: CommandContext) => Promise<Reply>;
}

export function defineCommand<const P extends Payload>(command: Command<P>): Command<P> {
  return command;
}
