import { randomBytes } from 'node:crypto';
import type { APIApplicationCommandOptionChoice, APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { Signal } from '../signal.ts';
import { createSignal } from '../signal.ts';
import type { StoredMessage } from '../world/types.ts';
import type { World } from '../world/world.ts';

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
  /** The message whose button was pressed, or from whose button the modal was opened. */
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

export type NewInteraction = Pick<Interaction, 'type' | 'userId' | 'guildId' | 'channelId' | 'commandName' | 'source'>;

export function createInteraction(world: World, facts: NewInteraction): Interaction {
  const id = world.nextId();
  const interaction: Interaction = {
    ...facts,
    id,
    token: interactionToken(id),
    createdAt: world.now(),
    signal: createSignal(),
    callback: null,
    ephemeral: false,
    original: null,
    followUps: [],
    edits: 0,
    choices: null,
    modal: null,
  };
  world.interactions.set(id, interaction);
  return interaction;
}

// Real tokens are base64 of "interaction:<id>:<secret>", which is why they all begin alike.
function interactionToken(id: string): string {
  return Buffer.from(`interaction:${id}:${randomBytes(80).toString('base64url')}`).toString('base64url');
}

export function missedDeadline(world: World, interaction: Interaction): boolean {
  return interaction.callback === null && world.now() - interaction.createdAt > world.interactionDeadlineMs;
}

export function tokenExpired(world: World, interaction: Interaction): boolean {
  return world.now() - interaction.createdAt > world.interactionTokenLifeMs;
}
