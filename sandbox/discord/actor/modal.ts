import type { Interaction } from '../interactions/types.ts';
import type { Component } from '../messages/componentTree.ts';
import { allComponents, COMPONENT, isComponent, SELECTS, withIds } from '../messages/componentTree.ts';
import type { World } from '../world/world.ts';
import { checkValues } from './components.ts';
import type { InteractionResult } from './interactionResult.ts';
import { interactionOf } from './interactionResult.ts';
import { resolvedFor } from './resolved.ts';
import type { Person } from './who.ts';
import { ActorError } from './who.ts';

export type ModalValues = Readonly<Record<string, string | readonly string[]>>;

/** The modal that is open before this person: of the given answer, or the last with this id. */
export function openModal(world: World, person: Person, modal: InteractionResult | string): Interaction {
  if (typeof modal !== 'string') {
    const interaction = interactionOf(modal);
    if (interaction?.modal) return interaction;
    throw new ActorError('This interaction was not answered with a modal.');
  }
  const shown = [...world.interactions.values()].filter((one) => one.userId === person.user.id && one.modal);
  const found = shown.reverse().find((one) => one.modal?.custom_id === modal);
  if (found) return found;
  const ids = shown.map((one) => one.modal?.custom_id).join(', ');
  throw new ActorError(`No modal "${modal}" was shown to ${person.user.username}. There are: ${ids || 'none'}.`);
}

/** `data` of the submission: the same tree with values in the places of inputs. */
export function modalData(world: World, person: Person, shown: Interaction, values: ModalValues): object {
  const tree = withIds<unknown>(shown.modal?.components ?? []);
  const names = allComponents(tree).flatMap((one) => (typeof one['custom_id'] === 'string' ? [one['custom_id']] : []));
  const strange = Object.keys(values).find((name) => !names.includes(name));
  if (strange !== undefined)
    throw new ActorError(`The modal has no input "${strange}". There are: ${names.join(', ')}.`);
  const chosen = Object.values(values).flatMap((value) => (typeof value === 'string' ? [] : value));
  const resolved = resolvedFor(world, person, chosen);
  const components = tree
    .filter(isComponent)
    .map((component) => submitted(component, values, (select, chosen) => checkValues(world, person, select, chosen)));
  return { custom_id: shown.modal?.custom_id, components, ...(resolved && { resolved }) };
}

type Check = (select: Component, chosen: readonly string[]) => void;

function submitted(component: Component, values: ModalValues, check: Check): object {
  const base = { type: component.type, id: component['id'] };
  if (component.type === COMPONENT.textDisplay) return base;
  if (isComponent(component['component']))
    return { ...base, component: submitted(component['component'], values, check) };
  if (Array.isArray(component['components'])) {
    const inner = component['components'].filter(isComponent).map((child) => submitted(child, values, check));
    return { ...base, components: inner };
  }
  const customId = String(component['custom_id']);
  const value = values[customId];
  if (component.type === COMPONENT.textInput) {
    return { ...base, custom_id: customId, value: textOf(component, customId, value) };
  }
  const chosen = value === undefined ? [] : [value].flat();
  if (SELECTS.includes(component.type)) check(component, chosen);
  return { ...base, custom_id: customId, values: chosen };
}

function textOf(input: Component, customId: string, given: string | readonly string[] | undefined): string {
  const text = String(given ?? input['value'] ?? '');
  if (text === '' && input['required'] === false) return '';
  const min = Number(input['min_length'] ?? (input['required'] === false ? 0 : 1));
  const max = Number(input['max_length'] ?? 4000);
  if (text.length >= min && text.length <= max) return text;
  throw new ActorError(`Input "${customId}" must have ${min} to ${max} characters, not ${text.length}.`);
}
