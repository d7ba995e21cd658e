import type { IncidentState } from '../../monitor/alerts/incidentState.ts';
import type { Millis } from '../../monitor/time.ts';
import type { Language } from '../words/language.ts';
import { acknowledgedWords, endedWords, mutedWords, unknownWords } from './alert.ts';
import { escalationParts } from './escalation.ts';
import { flappingParts } from './flapping.ts';

/** What a line about an incident says of how it stands later; `at`: when its alert was written. */
export function stateParts(
  { openedAt, endedAt, acknowledged, muted, flapping, unknown, escalation }: IncidentState,
  at: Millis,
  language: Language,
): readonly string[] {
  const { words } = language;
  return [
    ...flappingParts(flapping, at, language),
    ...(acknowledged === null ? [] : [acknowledgedWords(acknowledged.by.userId, acknowledged.at, words)]),
    ...(muted == null ? [] : [mutedWords(muted, endedAt, words)]),
    ...(unknown == null ? [] : [unknownWords(unknown, language)]),
    ...escalationParts(escalation, language),
    ...(endedAt === null ? [] : [`${words.alerts.ended}: ${endedWords(openedAt, endedAt, language)}`]),
  ];
}
