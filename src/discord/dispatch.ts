import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  Interaction,
  MessageComponentInteraction,
} from 'discord.js';
import type { Logger } from '../log.ts';
import type { Monitor } from '../monitor/monitor.ts';
import type { Clock } from '../monitor/ports.ts';
import type { Charts } from './answer.ts';
import type { AnyCommand, CommandContext } from './command.ts';
import type { Component } from './components/component.ts';
import { dispatchCommand } from './dispatchCommand.ts';
import { dispatchComponent } from './dispatchComponent.ts';
import { dispatchTyping } from './dispatchTyping.ts';
import type { GuildView } from './guildView.ts';
import { languageOf } from './words/languages.ts';

/** Whether a guild may see data; `starting`: not known yet. */
export type GuildAccess = 'allowed' | 'refused' | 'starting';

export interface DispatchOptions {
  readonly commands: readonly AnyCommand[];
  readonly components: readonly Component[];
  readonly monitor: Monitor;
  readonly charts: Charts;
  readonly clock: Clock;
  readonly log: Logger;
  /** Takes secrets out of what people typed. */
  readonly hide: (text: string) => string;
  readonly accessOf: (guildId: string) => GuildAccess;
  readonly viewOf: (guildId: string) => GuildView;
  readonly commandIds: () => ReadonlyMap<string, string>;
}

/** What the three kinds of interaction share. */
export interface DispatchParts extends DispatchOptions {
  contextOf(interaction: Answerable & { guildId: string }): CommandContext;
}

/** What people do that wants an answer. */
export type Answerable = ChatInputCommandInteraction | MessageComponentInteraction | AutocompleteInteraction;

/** Discord may deliver an interaction twice; so many ids are remembered. */
const REMEMBERED = 1_000;

/** The one place that talks to interactions: acknowledge, run, edit, and turn failures into words. */
export function createDispatch(options: DispatchOptions) {
  const { monitor, clock, log, hide, viewOf, commandIds } = options;
  const parts: DispatchParts = {
    ...options,
    contextOf: ({ guildId, guildLocale, user, locale }) => ({
      monitor,
      guildId,
      by: { userId: user.id, name: hide(user.username) },
      now: clock.now(),
      language: languageOf(locale),
      guildLanguage: languageOf(guildLocale ?? locale),
      view: viewOf(guildId),
      commandIds: commandIds(),
    }),
  };
  const isNew = createMemory();

  return async (interaction: Interaction): Promise<void> => {
    if (!isNew(interaction.id)) return;
    try {
      if (interaction.isChatInputCommand()) await dispatchCommand(interaction, parts);
      else if (interaction.isMessageComponent()) await dispatchComponent(interaction, parts);
      else if (interaction.isAutocomplete()) await dispatchTyping(interaction, parts);
    } catch (err) {
      // Discord did not take the answer: too late, answered already, or gone. There is nobody left to tell.
      log.warn({ err, interactionId: interaction.id }, 'interaction not answered');
    }
  };
}

/** Answers whether an id is seen for the first time. */
function createMemory() {
  const seen = new Set<string>();
  return (id: string): boolean => {
    if (seen.has(id)) return false;
    seen.add(id);
    const [oldest] = seen;
    if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest);
    return true;
  };
}
