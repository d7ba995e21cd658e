import type { Component } from '../messages/componentTree.ts';
import { allComponents, COMPONENT, isInteractive, SELECTS } from '../messages/componentTree.ts';
import { findMessage } from '../messages/findMessage.ts';
import type { StoredMessage } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { candidates, type Kind } from './candidates.ts';
import { resolvedFor } from './resolved.ts';
import type { Person } from './who.ts';
import { ActorError } from './who.ts';

export interface ComponentInteraction {
  readonly source: StoredMessage;
  readonly data: object;
}

export function clickButton(world: World, person: Person, messageId: string, customId: string): ComponentInteraction {
  const { source, component } = findComponent(world, person, messageId, customId);
  if (component.type !== COMPONENT.button) throw new ActorError(`"${customId}" is not a button.`);
  return { source, data: { custom_id: customId, component_type: component.type, id: component['id'] } };
}

export function chooseValues(
  world: World,
  person: Person,
  messageId: string,
  customId: string,
  values: readonly string[],
): ComponentInteraction {
  const { source, component } = findComponent(world, person, messageId, customId);
  checkValues(world, person, component, values);
  const resolved = component.type === COMPONENT.stringSelect ? undefined : resolvedFor(world, person, values);
  const base = { custom_id: customId, component_type: component.type, id: component['id'], values };
  return { source, data: { ...base, ...(resolved && { resolved }) } };
}

/** The client lets nobody choose anything else. */
export function checkValues(world: World, person: Person, select: Component, values: readonly string[]): void {
  const customId = String(select['custom_id']);
  if (!SELECTS.includes(select.type)) throw new ActorError(`"${customId}" is not a select menu.`);
  const min = Number(select['min_values'] ?? 1);
  const max = Number(select['max_values'] ?? 1);
  if (values.length < min || values.length > max) {
    throw new ActorError(`"${customId}" takes ${min} to ${max} values, not ${values.length}.`);
  }
  if (new Set(values).size < values.length) throw new ActorError(`"${customId}" takes each value once.`);
  const offered = offeredBy(world, person, select);
  const strange = values.find((value) => !offered.includes(value));
  if (strange !== undefined) throw new ActorError(`"${customId}" offers ${offered.join(', ')}, not "${strange}".`);
}

const KINDS: ReadonlyMap<number, Kind> = new Map([
  [COMPONENT.userSelect, 'user'],
  [COMPONENT.roleSelect, 'role'],
  [COMPONENT.mentionableSelect, 'mentionable'],
  [COMPONENT.channelSelect, 'channel'],
]);

function offeredBy(world: World, person: Person, select: Component): readonly string[] {
  const kind = KINDS.get(select.type);
  if (kind === undefined) return (select['options'] as { value: string }[]).map(({ value }) => value);
  return candidates(world, person, kind, select['channel_types'] as readonly number[] | undefined).map(({ id }) => id);
}

/** Only what this person sees, on messages whose clicks reach the app. */
function findComponent(world: World, person: Person, messageId: string, customId: string) {
  const source = findMessage(world, person.channel.id, messageId);
  const { message, ephemeralFor } = source;
  if (ephemeralFor !== null && ephemeralFor !== person.user.id) {
    throw new ActorError(`${person.user.username} does not see this ephemeral message.`);
  }
  if (message.author.id !== world.bot.userId && message.application_id !== world.bot.applicationId) {
    throw new ActorError('Components of this message do not belong to the app.');
  }
  const interactive = allComponents(message.components ?? []).filter(isInteractive);
  const component = interactive.find((candidate) => candidate['custom_id'] === customId);
  if (!component) {
    const there = interactive.map((candidate) => String(candidate['custom_id'])).join(', ');
    throw new ActorError(`The message has no component "${customId}". There are: ${there || 'none'}.`);
  }
  if (component['disabled'] === true) throw new ActorError(`"${customId}" is disabled.`);
  return { source, component };
}
