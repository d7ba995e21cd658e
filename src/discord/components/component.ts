import type {
  APIEmbed,
  APIMessageTopLevelComponent,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import type { CommandContext, Reply } from '../command.ts';

/** An interaction with a component: what was clicked or picked, and the message that it stands on as it is now. */
export interface ComponentInteraction {
  /** What the component's id carries after its name. */
  readonly args: readonly string[];
  readonly isMenu: boolean;
  /** What was picked in a select, or the one text that a form was filled in with; empty for a button. */
  readonly values: readonly string[];
  /** Which of the picked ids are roles. */
  readonly roleIds: ReadonlySet<string>;
  readonly message: {
    readonly id: string;
    readonly embeds: readonly APIEmbed[];
    readonly components: readonly APIMessageTopLevelComponent[];
  };
}

/** The id of the one input of a form. */
export const FORM_INPUT = 'text';

/** A button or a select: who may use it, and what a component interaction does. It never sees the interaction of discord.js. */
export interface Component {
  /** The name in its id. */
  readonly name: string;
  /** The permissions that a member needs; null: everyone may. */
  readonly needs: bigint | null;
  /** `update` changes the message that it stands on, `answer` is a new one that only that person sees. */
  readonly replies: 'update' | 'answer';
  /** The form that opens first, and what comes back of it is read; null as with `read`. Absent: there is none. */
  readonly form?: (
    interaction: ComponentInteraction,
    context: CommandContext,
  ) => APIModalInteractionResponseCallbackData | null;
  /** What is to be done; null where the interaction carries what no component of this version carries, be it old or made up. */
  readonly read: (interaction: ComponentInteraction, context: CommandContext) => (() => Promise<Reply>) | null;
}
