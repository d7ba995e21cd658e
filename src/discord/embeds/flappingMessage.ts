import type { APIEmbed } from 'discord-api-types/v10';
import { STEADY_AFTER_MS } from '../../monitor/alerts/flapping.ts';
import type { IncidentState } from '../../monitor/alerts/incidentState.ts';
import type { FlappingMessage } from '../../monitor/alerts/message.ts';
import type { Language } from '../words/language.ts';
import { acknowledgedField } from './alert.ts';
import { baseEmbed } from './baseEmbed.ts';
import { factsLine } from './factsLine.ts';
import { flappingWords } from './flapping.ts';
import { overEmbed } from './overEmbed.ts';
import { dateTime } from './text.ts';

/** One message in the place of many: how often it fired and recovered, and when there will be another one. */
export function flappingEmbed({ worst, times, since, at }: FlappingMessage, language: Language): APIEmbed {
  const { words, duration } = language;
  const { title, until } = words.noise.flapping;
  const sentence = flappingWords(worst.kind, { times, since }, language);
  return baseEmbed('info', at, {
    title,
    description: `${sentence} ${until(duration(STEADY_AFTER_MS))}`,
    fields: [{ name: words.incidents.peak, value: factsLine(worst, language) }],
  });
}

/** The same as it reads later: how often by then, who is on it, and when it ended. */
export function laterFlapping(
  message: FlappingMessage,
  { flapping, acknowledged, endedAt }: IncidentState,
  language: Language,
): APIEmbed {
  const now = flappingEmbed({ ...message, ...flapping }, language);
  const onIt = acknowledged === null ? [] : [acknowledgedField(acknowledged.by.userId, acknowledged.at, language)];
  const fields = [...(now.fields ?? []), ...onIt];
  if (endedAt === null) return { ...now, fields };
  const description = flappingWords(message.worst.kind, flapping ?? message, language);
  return overEmbed({ ...now, description }, { at: message.at, fields, ended: dateTime(endedAt) }, language);
}
