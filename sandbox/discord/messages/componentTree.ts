import { isObject } from '../rest/form.ts';

export const COMPONENT = {
  actionRow: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  textDisplay: 10,
  thumbnail: 11,
  mediaGallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  fileUpload: 19,
} as const;

export const SELECTS: readonly number[] = [3, 5, 6, 7, 8];
export const LINK_STYLE = 5;
export const PREMIUM_STYLE = 6;

export interface Component {
  readonly type: number;
  readonly [key: string]: unknown;
}

/** A component and all it holds, outermost first. */
export function allComponents(components: readonly unknown[]): Component[] {
  return components.filter(isComponent).flatMap((component) => {
    const inner = [component['components'], component['component'], component['accessory']].flat();
    return [component, ...allComponents(inner)];
  });
}

export function isComponent(value: unknown): value is Component {
  return isObject(value) && typeof value['type'] === 'number';
}

/** Whether clicking or choosing it sends an interaction to an app. */
export function isInteractive(component: Component): boolean {
  if (SELECTS.includes(component.type)) return true;
  return component.type === COMPONENT.button && component['style'] !== LINK_STYLE;
}

export function textsOf(components: readonly unknown[]): string[] {
  return allComponents(components)
    .filter(({ type }) => type === COMPONENT.textDisplay)
    .map((component) => String(component['content'] ?? ''));
}

/** Ids are given in reading order to the components that came without. */
export function withIds<T>(components: readonly T[]): T[] {
  const taken = new Set(allComponents(components).map((component) => component['id']));
  let next = 1;
  const fill = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(fill);
    if (!isComponent(value)) return value;
    while (taken.has(next)) next++;
    const id = value['id'] || next++;
    const filled: Record<string, unknown> = { ...value, id };
    for (const key of ['components', 'component', 'accessory']) {
      if (value[key] !== undefined) filled[key] = fill(value[key]);
    }
    return filled;
  };
  return fill(components) as T[];
}
