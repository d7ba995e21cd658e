import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { COMPONENT_LIMITS, MESSAGE_LIMITS } from '../limits.ts';
import type { Form, Path } from '../rest/form.ts';
import { readChoice, readList, readText } from '../rest/form.ts';
import { checkButton } from './checkButton.ts';
import { checkSelect } from './checkSelect.ts';
import type { Component } from './componentTree.ts';
import { allComponents, COMPONENT, isComponent, SELECTS } from './componentTree.ts';

const IN_ROW = [COMPONENT.button, ...SELECTS];
const IN_CONTAINER = [
  COMPONENT.actionRow,
  COMPONENT.section,
  COMPONENT.textDisplay,
  COMPONENT.mediaGallery,
  COMPONENT.file,
  COMPONENT.separator,
];

/** Without the V2 flag a message holds action rows only. */
export function readComponents(
  form: Form,
  path: Path,
  value: unknown,
  v2: boolean,
): APIMessageTopLevelComponent[] | undefined {
  const max = v2 ? COMPONENT_LIMITS.v2Total : MESSAGE_LIMITS.actionRows;
  const list = readList(form, path, value, { max });
  const allowed = v2 ? [...IN_CONTAINER, COMPONENT.container] : [COMPONENT.actionRow];
  for (const [index, component] of (list ?? []).entries()) check(form, [...path, index], component, allowed);

  const all = allComponents(list ?? []);
  if (v2 && all.length > COMPONENT_LIMITS.v2Total) {
    form.fail(path, 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', `The total number of components cannot exceed ${max}.`);
  }
  checkCustomIds(form, path, all);
  return list as APIMessageTopLevelComponent[] | undefined;
}

function check(form: Form, path: Path, component: unknown, allowed: readonly number[]): void {
  const type = isComponent(component) ? component.type : undefined;
  if (readChoice(form, [...path, 'type'], type, allowed) === undefined || !isComponent(component)) return;
  if (component.type === COMPONENT.button) checkButton(form, path, component);
  else if (SELECTS.includes(component.type)) checkSelect(form, path, component);
  else checks[component.type]?.(form, path, component);
}

const checks: Record<number, (form: Form, path: Path, component: Component) => void> = {
  [COMPONENT.actionRow]: (form, path, row) => {
    const inner = children(form, path, row, IN_ROW, COMPONENT_LIMITS.buttonsPerRow);
    const hasSelect = inner.some((child) => isComponent(child) && SELECTS.includes(child.type));
    if (hasSelect && inner.length > 1) {
      form.fail(
        [...path, 'components'],
        'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
        'The specified component exceeds the maximum width',
      );
    }
  },
  [COMPONENT.section]: (form, path, section) => {
    children(form, path, section, [COMPONENT.textDisplay], COMPONENT_LIMITS.sectionTexts);
    check(form, [...path, 'accessory'], section['accessory'], [COMPONENT.button, COMPONENT.thumbnail]);
  },
  [COMPONENT.textDisplay]: (form, path, text) => {
    readText(form, [...path, 'content'], text['content'], { min: 1, max: COMPONENT_LIMITS.v2Text, required: true });
  },
  [COMPONENT.mediaGallery]: (form, path, gallery) => {
    const items = { min: 1, max: COMPONENT_LIMITS.galleryItems, required: true };
    readList(form, [...path, 'items'], gallery['items'], items);
  },
  [COMPONENT.container]: (form, path, container) => {
    children(form, path, container, IN_CONTAINER, COMPONENT_LIMITS.v2Total);
  },
};

function children(form: Form, path: Path, parent: Component, allowed: readonly number[], max: number): unknown[] {
  const at = [...path, 'components'];
  const list = readList(form, at, parent['components'], { min: 1, max, required: true }) ?? [];
  for (const [index, child] of list.entries()) check(form, [...at, index], child, allowed);
  return list;
}

function checkCustomIds(form: Form, path: Path, all: readonly Component[]): void {
  const seen = new Set<unknown>();
  for (const { custom_id: customId } of all) {
    if (customId === undefined) continue;
    if (seen.has(customId)) {
      form.fail(path, 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
    }
    seen.add(customId);
  }
}
