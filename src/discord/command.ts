import type {
  APIApplicationCommandBasicOption,
  APIEmbed,
  APIMessageTopLevelComponent,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { Chart, ChartTexts } from '../monitor/charts/chart.ts';
import type { Monitor } from '../monitor/monitor.ts';
import type { Millis } from '../monitor/time.ts';
import type { Actor } from '../monitor/types.ts';
import type { GuildView } from './guildView.ts';
import type { Language } from './words/language.ts';
import type { CommandName } from './words/words.ts';

export interface Reply {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  readonly components?: readonly APIMessageTopLevelComponent[];
  /** Stands in the last embed as its picture. */
  readonly chart?: { readonly data: Chart; readonly texts: ChartTexts; readonly altText: string };
  /** Attached as they are; small enough for every server. */
  readonly files?: readonly { readonly name: string; readonly text: string }[];
  /** The message is nothing but its components. */
  readonly isComponentsV2?: true;
}

/** Who runs the bot, in their own words; null where they did not say. */
export interface Operator {
  readonly contact: string | null;
  readonly policyUrl: string | null;
}

/** What a command gets beside its arguments. It never sees the interaction. */
export interface CommandContext {
  readonly monitor: Monitor;
  readonly guildId: string;
  readonly by: Actor;
  /** What decides whether they may acknowledge. */
  readonly roleIds: ReadonlySet<string>;
  readonly managesServer: boolean;
  readonly now: Millis;
  /** Of the person who asked. */
  readonly language: Language;
  /** Of the guild: what everybody reads. */
  readonly guildLanguage: Language;
  /** What the bot may do in this guild. */
  readonly view: GuildView;
  readonly operator: Operator;
  /** Every command that there is. */
  readonly commands: readonly AnyCommand[];
  /** The commands' ids, so that they can be clicked in a text; empty until they are registered. */
  readonly commandIds: ReadonlyMap<string, string>;
}

/** A command as Discord gets it in English. */
type Payload = Omit<RESTPostAPIChatInputApplicationCommandsJSONBody, 'name' | 'options'> & {
  readonly name: CommandName;
  readonly options?: readonly Readonly<APIApplicationCommandBasicOption>[];
};

/** One line that Discord offers while somebody types. */
export interface Suggestion {
  readonly name: string;
  readonly value: string | number;
}

/** A slash command: its payload, who sees the answer, and a function from arguments to a reply. */
export interface AnyCommand {
  readonly data: Payload;
  /** The permissions that a member needs; null: everyone may. */
  readonly needs: bigint | null;
  /** Whether only the person who asks sees the answer. Discord fixes it at the first response, so it stands beside the payload and not in the reply. */
  readonly isEphemeral: boolean;
  /** False: nothing is read or written for it, so it is answered without being deferred first. */
  readonly isDeferred?: false;
  /** The arguments were read by the payload that they belong to. */
  readonly run: (args: never, context: CommandContext) => Promise<Reply>;
  /** What to offer for an option while it is typed; `args` are those that were filled in so far. */
  readonly suggest?: (
    option: string,
    typed: string,
    context: CommandContext,
    args: Readonly<Record<string, unknown>>,
  ) => Promise<readonly Suggestion[]>;
}
