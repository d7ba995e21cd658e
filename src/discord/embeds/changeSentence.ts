import { channelMention, roleMention } from '@discordjs/formatters';
import { THREAD_MODES } from '../../monitor/delivery/threads.ts';
import type { Change } from '../../monitor/settings/audit.ts';
import { readEscalationText } from '../../monitor/settings/escalationText.ts';
import { readQuietHoursText } from '../../monitor/settings/quietHoursText.ts';
import { isThresholdName, type ThresholdName } from '../../monitor/settings/thresholds.ts';
import { SOMEONE } from '../../monitor/someone.ts';
import type { Millis } from '../../monitor/time.ts';
import { MUTE_SCOPES } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';
import { stepText } from './escalation.ts';
import { scopeText } from './mutes.ts';
import { personText } from './person.ts';
import { quietText } from './quietHours.ts';
import { clockOrDate, inlineCode, namedWith } from './text.ts';
import { thresholdName } from './thresholdName.ts';
import { thresholdText } from './thresholdText.ts';

/** A role or a person as a line of the log names them. */
const MENTIONED = new RegExp(`^(role|user) (\\d+|${SOMEONE.userId})$`);

/** Who changed what, from what to what. */
export function changeSentence(change: Change, now: Millis, language: Language): string {
  const { incidents } = language.words;
  const { action, subject, before, after, by } = change;
  const who = personText(by.userId, language.words);
  const what = subjectText(subject, language);
  const [name = ''] = subject.split(' ');
  const text = (value: string | null) => valueText(name, value, now, language);
  switch (action) {
    case 'mute':
      return incidents.muted({ who, scope: what, until: text(after) });
    case 'unmute':
      return incidents.unmuted({ who, scope: what, until: text(before) });
    case 'acknowledge':
      return incidents.tookOn({ who, kind: what });
    case 'unacknowledge':
      return language.words.attention.tookBack({ who, kind: what });
    case 'onCall':
      return language.words.onCall.changed(who);
    case 'escalation':
      return escalationSentence(change, who, language);
    case 'quiet':
      return quietSentence(change, who, language);
    default:
      return incidents.changed({ who, what, before: text(before), after: text(after) });
  }
}

function quietSentence({ before, after }: Change, who: string, language: Language): string {
  const { incidents } = language.words;
  const hours = after ?? before;
  if (hours === null) return incidents.quietRestored(who);
  const read = readQuietHoursText(hours);
  const text = read === null ? inlineCode(hours) : quietText(read, null, language);
  return after === null ? incidents.quietRemoved({ who, hours: text }) : incidents.quietAdded({ who, hours: text });
}

function escalationSentence({ before, after }: Change, who: string, language: Language): string {
  const { attention } = language.words;
  const step = after ?? before;
  if (step === null) return attention.stepsRestored(who);
  const read = readEscalationText(step);
  const text = read === null ? inlineCode(step) : stepText(read, language);
  return (after === null ? attention.stepRemovedBy : attention.stepAddedBy)({ who, step: text });
}

/** Of one pipeline where a name follows. */
function subjectText(subject: string, language: Language): string {
  const [name = '', pipeline = null] = subject.split(' ');
  const scope = MUTE_SCOPES.find((each) => each === name);
  if (scope !== undefined) return scopeText({ scope, pipeline }, language);
  return namedWith(settingText(name, language), pipeline);
}

function settingText(name: string, language: Language): string {
  if (isThresholdName(name)) return thresholdName(name, language);
  const { settings } = language.words.incidents;
  return Object.hasOwn(settings, name) ? settings[name as keyof typeof settings] : inlineCode(name);
}

/** Ids as mentions, moments as times that each reader sees in their zone, thresholds with their unit. */
function valueText(subject: string, value: string | null, now: Millis, language: Language): string {
  const { incidents, test } = language.words;
  if (isThresholdName(subject)) return thresholdValueText(subject, value, language);
  if (value === null) return incidents.noneBefore;
  if (subject === 'channel') return value === 'webhook' ? incidents.webhook : channelMention(value);
  if (subject === 'liveStatus')
    return value === 'alertChannel' ? language.words.live.alertChannel : channelMention(value);
  if (subject === 'threads') return threadsText(value, language);
  if (subject === 'silent' || subject === 'format') return noiseText(value, language);
  if (subject === 'mentionFrom' && (value === 'warning' || value === 'critical')) return test.severities[value];
  const [, type, id] = MENTIONED.exec(value) ?? [];
  if (id !== undefined) return type === 'role' ? roleMention(id) : personText(id, language.words);
  const moments = value
    .split(', ')
    .map((part) => (/^\d{4}-.*Z$/.test(part) ? clockOrDate(Date.parse(part), now) : null));
  return moments.every((moment) => moment !== null) ? language.list(moments) : inlineCode(value);
}

/** A guild's own value, or the one of the settings, which older lines do not name. */
function thresholdValueText(name: ThresholdName, value: string | null, language: Language): string {
  const { theDefault, defaultValue } = language.words.incidents;
  if (value === null) return theDefault;
  const [, isDefault, number] = /^(default )?(.*)$/.exec(value) ?? [];
  const text = thresholdText(name, Number(number), language);
  return isDefault === undefined ? text : defaultValue(text);
}

/** A forum by its id. */
function threadsText(value: string, { words: { incidentThreads } }: Language): string {
  const mode = THREAD_MODES.find((each) => each === value);
  return mode === undefined ? channelMention(value) : incidentThreads.modes[mode];
}

function noiseText(value: string, { words: { noise }, list }: Language): string {
  const names: Readonly<Record<string, string>> = { ...noise.parts, ...noise.formats };
  return list(value.split(' ').map((part) => names[part] ?? inlineCode(part)));
}
