import { type APIActionRowComponent, type APIButtonComponent, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { AlertKind, Link } from '../../monitor/types.ts';
import { textsOf } from '../kinds/index.ts';
import type { Language } from '../words/language.ts';
import { customId } from './customId.ts';

export const TOP_UP_URL = 'https://captchaai.com';
const HOUR_S = 3_600;

type Row = APIActionRowComponent<APIButtonComponent>;

/** The buttons of an alert that the bot posts. */
export function alertButtons(incidentId: number, kind: AlertKind, isAcknowledged: boolean, { words }: Language): Row[] {
  const { mute1h, mute24h, acknowledge, acknowledged, details } = words.buttons;
  const button = (label: string, id: string, more: { style?: ButtonStyle.Success; disabled?: true } = {}) =>
    ({ type: ComponentType.Button, style: ButtonStyle.Secondary, label, custom_id: id, ...more }) as const;
  return [
    row([
      button(mute1h, customId('mute', incidentId, HOUR_S)),
      button(mute24h, customId('mute', incidentId, 24 * HOUR_S)),
      isAcknowledged
        ? button(acknowledged, customId('acknowledge', incidentId), { disabled: true })
        : button(acknowledge, customId('acknowledge', incidentId), { style: ButtonStyle.Success }),
      button(details, customId('details', incidentId)),
      ...topUpButtons(kind, words),
    ]),
  ];
}

/** What is left once an incident is over: there is nothing to mute or to acknowledge any more. */
export function endedButtons(incidentId: number, { words }: Language): Row[] {
  const { details: label } = words.buttons;
  return [
    row([
      { type: ComponentType.Button, style: ButtonStyle.Secondary, label, custom_id: customId('details', incidentId) },
    ]),
  ];
}

/** Under a webhook's message nobody would hear of a press, so there are links only. */
export function linkButtons(kind: AlertKind, own: readonly Link[], { words }: Language): Row[] {
  const buttons = [...topUpButtons(kind, words), ...own.map(toButton)];
  return buttons.length === 0 ? [] : [row(buttons)];
}

/** The operator's own, in a row below the buttons of an alert. */
export function ownLinks(own: readonly Link[]): Row[] {
  return own.length === 0 ? [] : [row(own.map(toButton))];
}

function toButton({ label, url }: Link): APIButtonComponent {
  return { type: ComponentType.Button, style: ButtonStyle.Link, label, url };
}

function topUpButtons(kind: AlertKind, { buttons }: Language['words']): APIButtonComponent[] {
  if (textsOf(kind).offersTopUp !== true) return [];
  return [toButton({ label: buttons.topUp, url: TOP_UP_URL })];
}

function row(components: APIButtonComponent[]): Row {
  return { type: ComponentType.ActionRow, components };
}
