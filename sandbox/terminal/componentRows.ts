import {
  type APIActionRowComponent,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import { clipped, lineWidth } from './line.ts';
import { markdown } from './markdown.ts';
import type { MarkdownContext } from './markdownContext.ts';
import { buttonLook, NO_EMBED_COLOUR } from './palette.ts';
import { plainText } from './plainText.ts';
import { type Line, type Span, span } from './span.ts';

const GAP = span('  ');

const BAR = '▌ ';

/** Buttons and menus as boxes, a row of them on as many lines as it takes; texts between them, and a bar beside a container. */
export function componentRows(
  components: readonly (APIMessageTopLevelComponent | APIComponentInContainer)[],
  width: number,
  context: MarkdownContext,
): Line[] {
  return components.flatMap((component): Line[] => {
    switch (component.type) {
      case ComponentType.ActionRow:
        return boxes(component, width, context);
      case ComponentType.TextDisplay:
        return markdown(component.content, width, context);
      case ComponentType.Container: {
        const bar = span(BAR, { ink: component.accent_color || NO_EMBED_COLOUR });
        return componentRows(component.components, width - BAR.length, context).map((line) => [bar, ...line]);
      }
      default:
        return [];
    }
  });
}

function boxes(
  row: APIActionRowComponent<APIComponentInMessageActionRow>,
  width: number,
  context: MarkdownContext,
): Line[] {
  const lines: Span[][] = [[]];
  for (const component of row.components) {
    const box = componentBox(component, width, context);
    const line = lines.at(-1) ?? [];
    if (line.length === 0) line.push(box);
    else if (lineWidth([...line, GAP, box]) <= width) line.push(GAP, box);
    else lines.push([box]);
  }
  return lines;
}

function componentBox(component: APIComponentInMessageActionRow, width: number, context: MarkdownContext): Span {
  const style = component.type === ComponentType.Button ? component.style : ButtonStyle.Secondary;
  const label = clipped(plainText(componentLabel(component, context)), width - 4);
  return span(`[ ${label} ]`, buttonLook(style, component.disabled ?? false));
}

function componentLabel(component: APIComponentInMessageActionRow, context: MarkdownContext): string {
  if (component.type === ComponentType.StringSelect) {
    const chosen = component.options.filter((option) => option.default).map((option) => option.label);
    return `${chosen.join(', ') || component.placeholder || 'Make a selection'} ▾`;
  }
  if (component.type !== ComponentType.Button) {
    const chosen = (component.default_values ?? []).map(({ id, type }) => chosenName(id, type, context) ?? id);
    return `${chosen.join(', ') || component.placeholder || 'Make a selection'} ▾`;
  }
  if (component.style === ButtonStyle.Premium) return 'Premium';

  const text = [component.emoji?.name, component.label].filter(Boolean).join(' ');
  return component.style === ButtonStyle.Link ? `${text} ↗` : text;
}

function chosenName(
  id: string,
  type: 'channel' | 'role' | 'user',
  { channelName, roleName, userName }: MarkdownContext,
): string | undefined {
  const name = { channel: channelName, role: roleName, user: userName }[type]?.(id);
  return name === undefined ? undefined : `${type === 'channel' ? '#' : '@'}${name}`;
}
