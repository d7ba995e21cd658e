import {
  ApplicationCommandType,
  InteractionContextType,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { CommandContext, Reply } from './command.ts';
import { byLocale } from './localize.ts';
import { ENGLISH } from './words/language.ts';

/** The names of those commands that stand in the menu of a message. */
export type MenuName = 'muteKind' | 'explain';

/** A command in the menu of a message. Its answer is for the caller alone. */
export interface MessageMenu {
  readonly menu: MenuName;
  /** The permissions that a member needs; null: everyone may. */
  readonly needs: bigint | null;
  /** As Discord gets it. */
  readonly data: RESTPostAPIContextMenuApplicationCommandsJSONBody;
  /** It never sees the interaction. */
  readonly run: (messageId: string, context: CommandContext) => Promise<Reply>;
}

/** With its names from the catalogues. */
export function defineMenu({ menu, needs, run }: Omit<MessageMenu, 'data'>): MessageMenu {
  return {
    menu,
    needs,
    run,
    data: {
      type: ApplicationCommandType.Message,
      name: ENGLISH.words.menus[menu].name,
      name_localizations: byLocale(({ menus }) => menus[menu].name),
      contexts: [InteractionContextType.Guild],
      ...(needs === null ? {} : { default_member_permissions: needs.toString() }),
    },
  };
}

/** Tells commands apart: one of the menu of a message may be called as a slash command is. */
export function commandKey({
  type = ApplicationCommandType.ChatInput,
  name,
}: {
  type?: number | undefined;
  name: string;
}): string {
  return `${type} ${name}`;
}
