import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { formatDuration } from '../../monitor/duration.ts';
import type { AlertMessage, IncidentState } from '../../monitor/message.ts';
import type { AlertKind } from '../../monitor/types.ts';
import { bodyOf } from './alertBody.ts';
import { KIND_NAMES } from './kindNames.ts';
import { embed } from './look.ts';
import { count, when } from './text.ts';

/** The embed of an alert, field for field as the product fixes it; what else is worth saying comes after. */
export function alertEmbed({ severity, facts, heldBack, affects, at }: AlertMessage): APIEmbed {
  const body = bodyOf(facts, severity);
  return embed(severity, at, {
    ...body,
    fields: [...body.fields, ...affectsFields(affects), ...heldBackFields(heldBack)],
  });
}

/** The first message of an incident as it reads later: who is on it, what it brought about, when it ended. */
export function laterEmbed(
  message: AlertMessage,
  { openedAt, endedAt, acknowledged, affects }: IncidentState,
): APIEmbed {
  const now = alertEmbed({ ...message, affects });
  const fields = now.fields ?? [];
  if (acknowledged !== null) {
    fields.push({
      name: 'Acknowledged',
      value: `<@${acknowledged.by.userId}> is on it since ${when(acknowledged.at, 't')}`,
    });
  }
  if (endedAt === null) return { ...now, fields };
  const lasted = formatDuration(Math.max(0, endedAt - openedAt));
  fields.push({ name: 'Ended', value: `${when(endedAt, 'f')}, after ${lasted}` });
  return { ...embed('success', message.at, { ...now, fields }), title: `${now.title ?? ''} (over)` };
}

function affectsFields(affects: readonly AlertKind[]): APIEmbedField[] {
  if (affects.length === 0) return [];
  const names = affects.map((kind) => `**${KIND_NAMES[kind]}**`).join(', ');
  return [{ name: 'Also Affected', value: `${names}: held back while this lasts` }];
}

function heldBackFields(heldBack: number): APIEmbedField[] {
  if (heldBack === 0) return [];
  const messages = heldBack === 1 ? '1 message was' : `${count(heldBack)} messages were`;
  return [{ name: 'Held Back', value: `${messages} held back while this was muted` }];
}
