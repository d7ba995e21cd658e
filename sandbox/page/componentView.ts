import {
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIMessageComponentEmoji,
  type APIMessageTopLevelComponent,
  type APISelectMenuComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import type { MarkdownContext } from '../terminal/markdownContext.ts';
import { plainText } from '../terminal/plainText.ts';
import { cssColour } from './cssColour.ts';
import type { Directory } from './directory.ts';
import { richText, webAddress } from './richText.ts';
import type { BlockView, ButtonView, SelectOptionView, SelectView } from './views.ts';

const LOOKS: Readonly<Record<ButtonStyle, ButtonView['look']>> = {
  [ButtonStyle.Primary]: 'primary',
  [ButtonStyle.Secondary]: 'secondary',
  [ButtonStyle.Success]: 'success',
  [ButtonStyle.Danger]: 'danger',
  [ButtonStyle.Link]: 'link',
  [ButtonStyle.Premium]: 'primary',
};

/** Rows, texts and containers. What else Discord has is not shown here. */
export function componentBlocks(
  components: readonly (APIMessageTopLevelComponent | APIComponentInContainer)[],
  directory: Directory,
  context: MarkdownContext,
): BlockView[] {
  return components.flatMap((component): BlockView[] => {
    switch (component.type) {
      case ComponentType.ActionRow:
        return [{ kind: 'row', parts: component.components.map((inner) => componentView(inner, directory)) }];
      case ComponentType.TextDisplay:
        return [{ kind: 'text', lines: richText(component.content, context) }];
      case ComponentType.Container: {
        const colour = component.accent_color == null ? null : cssColour(component.accent_color);
        return [{ kind: 'container', colour, blocks: componentBlocks(component.components, directory, context) }];
      }
      default:
        return [];
    }
  });
}

function componentView(component: APIComponentInMessageActionRow, directory: Directory): ButtonView | SelectView {
  return component.type === ComponentType.Button ? buttonView(component) : selectView(component, directory);
}

function buttonView(button: APIButtonComponent): ButtonView {
  const { style, disabled = false } = button;
  const label = style === ButtonStyle.Premium ? 'Premium' : labelled(button.emoji, button.label);
  return {
    kind: 'button',
    look: LOOKS[style],
    label,
    disabled,
    customId: 'custom_id' in button ? button.custom_id : null,
    href: style === ButtonStyle.Link ? webAddress(button.url) : null,
  };
}

function selectView(select: APISelectMenuComponent, directory: Directory): SelectView {
  return {
    kind: 'select',
    customId: select.custom_id,
    placeholder: plainText(select.placeholder || 'Make a selection'),
    disabled: select.disabled ?? false,
    min: select.min_values ?? 1,
    max: select.max_values ?? 1,
    options: selectOptions(select, directory),
  };
}

function selectOptions(select: APISelectMenuComponent, directory: Directory): SelectOptionView[] {
  if (select.type === ComponentType.StringSelect) {
    return select.options.map(({ label, value, description = '', emoji, default: isChosen = false }) => ({
      label: labelled(emoji, label),
      value,
      description: plainText(description),
      isChosen,
    }));
  }
  const chosen: readonly string[] = select.default_values?.map(({ id }) => id) ?? [];
  return candidates(select, directory).map(({ id, label }) => ({
    label: plainText(label),
    value: id,
    description: '',
    isChosen: chosen.includes(id),
  }));
}

function candidates(
  select: Exclude<APISelectMenuComponent, { type: ComponentType.StringSelect }>,
  { roles, channels, users }: Directory,
) {
  const people = [...users].map(([id, name]) => ({ id, label: `@${name}` }));
  const ranks = [...roles].map(([id, name]) => ({ id, label: `@${name.replace(/^@/, '')}` }));
  switch (select.type) {
    case ComponentType.UserSelect:
      return people;
    case ComponentType.RoleSelect:
      return ranks;
    case ComponentType.MentionableSelect:
      return [...people, ...ranks];
    case ComponentType.ChannelSelect: {
      const types: readonly number[] = select.channel_types ?? [];
      return channels
        .filter(({ type }) => types.length === 0 || types.includes(type))
        .map(({ id, name }) => ({ id, label: `#${name}` }));
    }
  }
}

function labelled(emoji: APIMessageComponentEmoji | undefined, label = ''): string {
  const sign = emoji?.id ? `:${emoji.name ?? 'emoji'}:` : (emoji?.name ?? '');
  return plainText([sign, label].filter((part) => part !== '').join(' '));
}
