import type { APIEmbed } from 'discord-api-types/v10';
import { alertEmbed, laterEmbed } from '../../discord/embeds/alert.ts';
import { botLostEmbed } from '../../discord/embeds/botLost.ts';
import { catchUpEmbed } from '../../discord/embeds/catchUp.ts';
import { escalationEmbed } from '../../discord/embeds/escalation.ts';
import { flappingEmbed } from '../../discord/embeds/flappingMessage.ts';
import { handoverEmbed } from '../../discord/embeds/onCall.ts';
import { lateEmbed, recoveryEmbed, topUpEmbed } from '../../discord/embeds/recovery.ts';
import { reminderLine } from '../../discord/embeds/reminder.ts';
import {
  type AlertPart,
  type Several,
  severalAlertsEmbed,
  severalLateEmbed,
  severalRecoveriesEmbed,
  severalUnknownEmbed,
} from '../../discord/embeds/several.ts';
import { stillOnItEmbed } from '../../discord/embeds/stillOnIt.ts';
import { dailySummaryEmbed } from '../../discord/embeds/summary.ts';
import { testEmbed } from '../../discord/embeds/test.ts';
import { clip, inlineCode } from '../../discord/embeds/text.ts';
import { unknownEmbed } from '../../discord/embeds/unknown.ts';
import { withinLimits } from '../../discord/embeds/withinLimits.ts';
import type { Language } from '../../discord/words/language.ts';
import type { AlertMessage, Message } from '../../monitor/alerts/message.ts';
import type { MessagePart } from '../../monitor/delivery/delivery.ts';
import type { OfTarget } from '../../monitor/delivery/messageTypes.ts';

export type NewMessage = Exclude<Message, OfTarget>;

/** What one message of Discord tells: one thing, or of one type about several pipelines. */
export type NewMessages = Several<NewMessage>;

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
const AUTHOR_LIMIT = 256;
/** Above the words of a message there is room for so many. */
const REMINDER_LINES = 8;

/** The embeds of a message. Where a guild sees several pipelines, each names those, or the account, that it is about. */
export function messageEmbeds(messages: NewMessages, language: Language): APIEmbed[] {
  const [first, ...others] = messages;
  const embeds = others.length === 0 ? embedsOf(first, language) : [severalEmbed(messages, language)];
  return embeds.map((embed) => withSubjects(embed, messages, language));
}

/** Alerts as they read later. */
export function laterEmbedOf(parts: Several<AlertPart>, language: Language): APIEmbed {
  const [{ message, state }, ...others] = parts;
  const isOne = others.length === 0 && state !== null;
  const embed = isOne ? laterEmbed(message, state, language) : severalAlertsEmbed(parts, language);
  return withSubjects(
    embed,
    parts.map((part) => part.message),
    language,
  );
}

/** Only alerts are edited; null where there is none. */
export function alertParts(parts: readonly MessagePart[]): Several<AlertPart> | null {
  const alerts = parts.flatMap(({ message, state }) => (message.type === 'alert' ? [{ message, state }] : []));
  return alerts.length === 0 ? null : several(alerts);
}

/** The lines above reminders; null where there are none. */
export function remindersOf(messages: NewMessages, language: Language): string | null {
  const lines = messages.flatMap((message) => {
    if (message.type !== 'alert' || message.reminder == null) return [];
    return [{ subject: message.subject ?? '', line: reminderLine(message.reminder, message.facts, language) }];
  });
  const [first, ...others] = lines;
  if (first === undefined) return null;
  // What began together is said once.
  if (others.every(({ line }) => line === first.line)) return first.line;
  const more = lines.length - REMINDER_LINES;
  return [
    ...lines.slice(0, REMINDER_LINES).map(({ subject, line }) => `${inlineCode(subject)} ${line}`),
    ...(more > 0 ? [language.words.andMore(language.counted(more))] : []),
  ].join('\n');
}

/** With the pipelines or accounts that the messages are about, where people have several. */
export function withSubjects(embed: APIEmbed, messages: readonly NewMessage[], language: Language): APIEmbed {
  const subjects = messages.flatMap((message) => ('subject' in message ? (message.subject ?? []) : []));
  if (subjects.length === 0) return embed;
  return withinLimits({ ...embed, author: { name: clip(language.list(subjects), AUTHOR_LIMIT) } });
}

function severalEmbed(messages: NewMessages, language: Language): APIEmbed {
  const [{ type }] = messages;
  switch (type) {
    case 'alert':
      return severalAlertsEmbed(several(ofType('alert', messages).map(asSent)), language);
    case 'recovery':
      return severalRecoveriesEmbed(ofType('recovery', messages), language);
    case 'late':
      return severalLateEmbed(ofType('late', messages), language);
    case 'unknown':
      return severalUnknownEmbed(ofType('unknown', messages), language);
    default:
      throw new Error(`a message of type ${type} is of one pipeline`);
  }
}

function asSent(message: AlertMessage): AlertPart {
  return { message, state: null };
}

function several<T>([first, ...others]: readonly T[]): Several<T> {
  if (first === undefined) throw new Error('a message that tells nothing');
  return [first, ...others];
}

type OfType<T extends Message['type']> = Extract<NewMessage, { readonly type: T }>;

function ofType<T extends Message['type']>(type: T, messages: NewMessages): Several<OfType<T>> {
  return several(messages.filter((message): message is OfType<T> => message.type === type));
}

function embedsOf(message: NewMessage, language: Language): APIEmbed[] {
  switch (message.type) {
    case 'alert':
      return [alertEmbed(message, language)];
    case 'recovery': {
      const { topUp, at } = message;
      return [recoveryEmbed(message, language), ...(topUp === null ? [] : [topUpEmbed(topUp, at, language)])];
    }
    case 'flapping':
      return [flappingEmbed(message, language)];
    case 'late':
      return [lateEmbed(message, language)];
    case 'catchUp':
      return [catchUpEmbed(message, language)];
    case 'escalation':
      return [escalationEmbed(message, language)];
    case 'handover':
      return [handoverEmbed(message, language)];
    case 'stillOnIt':
      return [stillOnItEmbed(message, language)];
    case 'unknown':
      return [unknownEmbed(message, language)];
    case 'topUp':
      return [topUpEmbed(message.topUp, message.at, language)];
    case 'test':
      return [testEmbed(message, language)];
    case 'botLost':
      return [botLostEmbed(message, language)];
    case 'summary':
      return [dailySummaryEmbed(message, language)];
    // Words alone.
    case 'entry':
      return [];
  }
}
