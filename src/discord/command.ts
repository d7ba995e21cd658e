import type {
  APIApplicationCommandBasicOption,
  APIEmbed,
  ApplicationCommandOptionType,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { Monitor } from '../monitor/monitor.ts';
import type { Actor, Mention, Millis } from '../monitor/types.ts';

export interface Reply {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
}

/** What a command gets beside its arguments. It never sees the interaction. */
export interface CommandContext {
  readonly monitor: Monitor;
  readonly guildId: string;
  readonly by: Actor;
  readonly now: Millis;
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

/** A slash command: its payload, who sees the answer, and a function from arguments to a reply. */
export interface Command<P extends Payload = Payload> {
  readonly data: P;
  /** Discord fixes it at the first acknowledgement, so it stands beside the payload and not in the reply. */
  readonly visibleTo: 'everyone' | 'caller';
  readonly run: (args: ArgumentsOf<P>, context: CommandContext) => Promise<Reply>;
}

/** A command as dispatch handles it: its arguments were read by the payload that they belong to. */
export interface AnyCommand extends Omit<Command, 'run'> {
  readonly run: (args: never, context: CommandContext) => Promise<Reply>;
}

export function defineCommand<const P extends Payload>(command: Command<P>): Command<P> {
  return command;
}
