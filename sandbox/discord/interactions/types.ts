import type { APIApplicationCommandOptionChoice, APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { Signal } from '../signal.ts';
import type { StoredMessage } from '../world/types.ts';

export const INTERACTION = { command: 2, component: 3, autocomplete: 4, modalSubmit: 5 } as const;
export type InteractionType = (typeof INTERACTION)[keyof typeof INTERACTION];

export const CALLBACK = {
  message: 4,
  deferredMessage: 5,
  deferredUpdate: 6,
  update: 7,
  choices: 8,
  modal: 9,
} as const;
export type CallbackType = (typeof CALLBACK)[keyof typeof CALLBACK];

/** One thing a person did, and what the app answered so far. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly userId: string;
  readonly guildId: string | null;
  readonly channelId: string;
  readonly commandName: string | null;
  /** The message whose button was clicked, or from whose button the modal was opened. */
  readonly source: StoredMessage | null;
  readonly createdAt: number;
  readonly signal: Signal;
  callback: CallbackType | null;
  ephemeral: boolean;
  original: StoredMessage | null;
  readonly followUps: StoredMessage[];
  /** How often @original was edited. */
  edits: number;
  choices: APIApplicationCommandOptionChoice[] | null;
  modal: APIModalInteractionResponseCallbackData | null;
}
