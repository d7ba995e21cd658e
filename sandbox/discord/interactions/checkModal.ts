import { COMPONENT_LIMITS, MODAL_LIMITS } from '../limits.ts';
import { checkSelect } from '../messages/checkSelect.ts';
import type { Component } from '../messages/componentTree.ts';
import { COMPONENT, isComponent, SELECTS } from '../messages/componentTree.ts';
import type { Form, Json, Path } from '../rest/form.ts';
import { createForm, readChoice, readInteger, readList, readText } from '../rest/form.ts';

const ON_TOP = [COMPONENT.actionRow, COMPONENT.textDisplay, COMPONENT.label];
// Radio groups, checkbox groups and checkboxes are numbers 21 to 23.
const IN_LABEL = [COMPONENT.textInput, ...SELECTS, COMPONENT.fileUpload, 21, 22, 23];

export function checkModal(data: Json): void {
  const form = createForm();
  const id = { min: 1, max: COMPONENT_LIMITS.customId, required: true };
  readText(form, ['data', 'custom_id'], data['custom_id'], id);
  readText(form, ['data', 'title'], data['title'], { min: 1, max: MODAL_LIMITS.title, required: true });
  const path = ['data', 'components'];
  const rules = { min: 1, max: MODAL_LIMITS.components, required: true };
  const components = readList(form, path, data['components'], rules) ?? [];
  for (const [index, component] of components.entries()) checkTop(form, [...path, index], component);
  form.throwIfBad();
}

function checkTop(form: Form, path: Path, component: unknown): void {
  const type = isComponent(component) ? component.type : undefined;
  readChoice(form, [...path, 'type'], type, ON_TOP);
  if (!isComponent(component)) return;
  if (type === COMPONENT.label) checkLabel(form, path, component);
  else if (type === COMPONENT.actionRow) checkRow(form, path, component);
}

function checkRow(form: Form, path: Path, component: Component): void {
  const inner = readList(form, [...path, 'components'], component['components'], { min: 1, max: 1, required: true });
  for (const [index, child] of (inner ?? []).entries()) {
    checkInput(form, [...path, 'components', index], child, [COMPONENT.textInput], true);
  }
}

function checkLabel(form: Form, path: Path, label: Component): void {
  readText(form, [...path, 'label'], label['label'], { min: 1, max: MODAL_LIMITS.label, required: true });
  readText(form, [...path, 'description'], label['description'], { max: MODAL_LIMITS.description });
  checkInput(form, [...path, 'component'], label['component'], IN_LABEL, false);
}

function checkInput(form: Form, path: Path, input: unknown, allowed: readonly number[], ownLabel: boolean): void {
  const type = readChoice(form, [...path, 'type'], isComponent(input) ? input.type : undefined, allowed);
  if (type === undefined || !isComponent(input)) return;
  if (SELECTS.includes(type)) checkSelect(form, path, input);
  else checkOwnInput(form, path, input, ownLabel);
}

function checkOwnInput(form: Form, path: Path, input: Component, ownLabel: boolean): void {
  const id = { min: 1, max: COMPONENT_LIMITS.customId, required: true };
  readText(form, [...path, 'custom_id'], input['custom_id'], id);
  if (input.type !== COMPONENT.textInput) return;
  // In an action row the label belongs to the input itself; in a Label component it must not.
  if (ownLabel) readText(form, [...path, 'label'], input['label'], { min: 1, max: MODAL_LIMITS.label, required: true });
  readChoice(form, [...path, 'style'], input['style'], [1, 2]);
  readText(form, [...path, 'placeholder'], input['placeholder'], { max: MODAL_LIMITS.placeholder });
  readText(form, [...path, 'value'], input['value'], { max: MODAL_LIMITS.value });
  readInteger(form, [...path, 'min_length'], input['min_length'], { max: MODAL_LIMITS.value });
  readInteger(form, [...path, 'max_length'], input['max_length'], { min: 1, max: MODAL_LIMITS.value });
}
