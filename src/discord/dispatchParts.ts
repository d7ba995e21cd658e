import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  MessageComponentInteraction,
  MessageContextMenuCommandInteraction,
  ModalMessageModalSubmitInteraction,
} from 'discord.js';
import type { Logger } from '../log.ts';
import type { Monitor } from '../monitor/monitor.ts';
import type { Clock } from '../monitor/time.ts';
import type { Charts } from './answer.ts';
import type { AnyCommand, CommandContext, Operator } from './command.ts';
import type { Component } from './components/component.ts';
import type { GuildView } from './guildView.ts';
import type { MessageMenu } from './messageMenu.ts';

/** Whether a guild may see data; `starting`: not known yet. */
export type GuildAccess = 'allowed' | 'refused' | 'starting';

export interface DispatchOptions {
  readonly commands: readonly AnyCommand[];
  readonly components: readonly Component[];
  /** Absent: none. */
  readonly menus?: readonly MessageMenu[];
  readonly monitor: Monitor;
  readonly charts: Charts;
  readonly clock: Clock;
  readonly log: Logger;
  /** Takes secrets out of what people typed. */
  readonly hide: (text: string) => string;
  readonly accessOf: (guildId: string) => GuildAccess;
  readonly viewOf: (guildId: string) => GuildView;
  /** The roles of who asks, by the interaction. */
  readonly rolesOf: (interactionId: string) => ReadonlySet<string>;
  readonly operator: Operator;
  readonly commandIds: () => ReadonlyMap<string, string>;
  /** Whether an interaction, by its id, is for this process to answer: it may be heard twice. */
  readonly isNew: (interactionId: string) => Promise<boolean>;
}

/** What the three kinds of interaction share. */
export interface DispatchParts extends DispatchOptions {
  contextOf(interaction: Answerable & { guildId: string }): CommandContext;
}

/** What people do that wants an answer. */
export type Answerable =
  | ChatInputCommandInteraction
  | MessageComponentInteraction
  | MessageContextMenuCommandInteraction
  | ModalMessageModalSubmitInteraction
  | AutocompleteInteraction;
