import { type APIActionRowComponent, type APIButtonComponent, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { AlertKind, Link } from '../../monitor/types.ts';
import { textsOf } from '../kinds/index.ts';
import type { Language } from '../words/language.ts';
import { customId } from './customId.ts';

export const TOP_UP_URL = 'https://captchaai.com';
const HOUR_S = 3_600;

type Row = APIActionRowComponent<APIButtonComponent>;

/** The buttons of an alert that the bot posts; the links, the operator's own among them, stand in a row below. */
export function alertButtons(
  incidentId: number,
  kind: AlertKind,
  isAcknowledged: boolean,
  own: readonly Link[],
  language: Language,
): Row[] {
  const { mute1h, mute24h, details } = language.words.buttons;
  return [
    row([
      button(mute1h, customId('mute', incidentId, HOUR_S)),
      button(mute24h, customId('mute', incidentId, 24 * HOUR_S)),
      acknowledgement(incidentId, isAcknowledged, language),
      noteButtonOf(incidentId, language),
      button(details, customId('details', incidentId)),
    ]),
    ...linkButtons(kind, own, language),
  ];
}

/** Those of an alert in one line, and of a catch-up: who is on it, and all the rest behind Details. The operator's own links share the row. */
export function compactButtons(
  incidentId: number,
  isAcknowledged: boolean,
  own: readonly Link[],
  language: Language,
): Row[] {
  return [
    row([
      acknowledgement(incidentId, isAcknowledged, language),
      button(language.words.buttons.details, customId('details', incidentId)),
      ...own.map(toButton),
    ]),
  ];
}

/** The buttons of an incident that is over: it can no longer be muted or acknowledged. */
export function endedButtons(incidentId: number, own: readonly Link[], language: Language): Row[] {
  return [
    row([noteButtonOf(incidentId, language), button(language.words.buttons.details, customId('details', incidentId))]),
    ...(own.length === 0 ? [] : [row(own.map(toButton))]),
  ];
}

/** Under the question whether somebody is still on it. */
export function stillOnItButtons(incidentId: number, { words: { attention } }: Language): Row[] {
  return [
    row([
      button(attention.stillOnItButton, customId('stillOnIt', incidentId), ButtonStyle.Success),
      button(attention.undo, customId('unacknowledge', incidentId)),
    ]),
  ];
}

/** Under a webhook's message the bot receives no component interaction, so there are links only. */
export function linkButtons(kind: AlertKind, own: readonly Link[], { words }: Language): Row[] {
  const buttons = [...topUpButtons(kind, words), ...own.map(toButton)];
  return buttons.length === 0 ? [] : [row(buttons)];
}

/** Says who is on it, or takes that back. */
export function acknowledgement(
  incidentId: number,
  isAcknowledged: boolean,
  { words: { attention, buttons } }: Language,
): APIButtonComponent {
  return isAcknowledged
    ? button(attention.undo, customId('unacknowledge', incidentId))
    : button(buttons.acknowledge, customId('acknowledge', incidentId), ButtonStyle.Success);
}

function noteButtonOf(incidentId: number, { words: { attention } }: Language): APIButtonComponent {
  return button(attention.note, customId('note', incidentId));
}

function button(
  label: string,
  id: string,
  style: ButtonStyle.Success | ButtonStyle.Secondary = ButtonStyle.Secondary,
): APIButtonComponent {
  return { type: ComponentType.Button, style, label, custom_id: id };
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
