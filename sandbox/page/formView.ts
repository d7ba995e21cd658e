import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type APIModalInteractionResponseCallbackComponent as Part,
} from 'discord-api-types/v10';

/** A form as the browser shows it: texts to fill in. */
export interface FormView {
  readonly customId: string;
  readonly title: string;
  readonly fields: readonly {
    readonly customId: string;
    readonly label: string;
    readonly hint: string;
    readonly maxLength: number;
    readonly isLong: boolean;
  }[];
}

/** Discord's own limit for a text. https://discord.com/developers/docs/components/reference#text-input */
const LONGEST = 4_000;

export function formView({ custom_id, title, components }: APIModalInteractionResponseCallbackData): FormView {
  return { customId: custom_id, title, fields: components.flatMap(fieldOf) };
}

function fieldOf(part: Part): FormView['fields'] {
  if (part.type !== ComponentType.Label || part.component.type !== ComponentType.TextInput) return [];
  const { custom_id: customId, max_length: maxLength = LONGEST, style } = part.component;
  return [{ customId, label: part.label, hint: part.description ?? '', maxLength, isLong: style === 2 }];
}
