import { randomBytes } from 'node:crypto';
import { createSignal } from '../signal.ts';
import type { World } from '../world/world.ts';
import type { Interaction } from './types.ts';

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
