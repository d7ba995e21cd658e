import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import { clipped, lineWidth } from './line.ts';
import { buttonLook } from './palette.ts';
import { plainText } from './plainText.ts';
import { type Line, type Span, span } from './span.ts';

const GAP = span('  ');

/** Buttons and menus as boxes, a row of them on as many lines as it takes. */
export function componentRows(components: readonly APIMessageTopLevelComponent[], width: number): Line[] {
  return components.flatMap((component) => (component.type === ComponentType.ActionRow ? boxes(component, width) : []));
}

function boxes(row: APIActionRowComponent<APIComponentInMessageActionRow>, width: number): Line[] {
  const lines: Span[][] = [[]];
  for (const component of row.components) {
    const box = componentBox(component, width);
    const line = lines.at(-1) ?? [];
    if (line.length === 0) line.push(box);
    else if (lineWidth([...line, GAP, box]) <= width) line.push(GAP, box);
    else lines.push([box]);
  }
  return lines;
}

function componentBox(component: APIComponentInMessageActionRow, width: number): Span {
  const style = component.type === ComponentType.Button ? component.style : ButtonStyle.Secondary;
  const label = clipped(plainText(componentLabel(component)), width - 4);
  return span(`[ ${label} ]`, buttonLook(style, component.disabled ?? false));
}

function componentLabel(component: APIComponentInMessageActionRow): string {
  if (component.type === ComponentType.StringSelect) {
    const chosen = component.options.filter((option) => option.default).map((option) => option.label);
    return `${chosen.join(', ') || component.placeholder || 'Make a selection'} ▾`;
  }
  if (component.type !== ComponentType.Button) return `${component.placeholder || 'Make a selection'} ▾`;
  if (component.style === ButtonStyle.Premium) return 'Premium';

  const text = [component.emoji?.name, component.label].filter(Boolean).join(' ');
  return component.style === ButtonStyle.Link ? `${text} ↗` : text;
}
