import { subtext } from '@discordjs/formatters';
import type { APIEmbed, RESTPostAPIChannelMessageJSONBody } from 'discord-api-types/v10';
import { alertButtons, endedButtons, linkButtons } from '../../discord/components/alertButtons.ts';
import { alertEmbed, laterEmbed } from '../../discord/embeds/alert.ts';
import { botLostEmbed } from '../../discord/embeds/botLost.ts';
import { plainText } from '../../discord/embeds/plainText.ts';
import { lateEmbed, recoveryEmbed, topUpEmbed } from '../../discord/embeds/recovery.ts';
import { reminderLine } from '../../discord/embeds/reminder.ts';
import { dailySummaryEmbed } from '../../discord/embeds/summary.ts';
import { testEmbed } from '../../discord/embeds/test.ts';
import { mentionText } from '../../discord/embeds/text.ts';
import { unknownEmbed } from '../../discord/embeds/unknown.ts';
import { withinLimits } from '../../discord/embeds/withinLimits.ts';
import { pings } from '../../discord/pings.ts';
import type { Language } from '../../discord/words/language.ts';
import type { IncidentState, Message } from '../../monitor/alerts/message.ts';
import type { Delivery, SentMessage } from '../../monitor/delivery/delivery.ts';
import type { GiveUpWhy } from '../../monitor/delivery/giveUpWhy.ts';
import type { PingFailure } from '../../monitor/delivery/pingFailure.ts';
import type { AlertSeverity, Guild, Mention, Place } from '../../monitor/types.ts';

export type MessageBody = Pick<
  RESTPostAPIChannelMessageJSONBody,
  'content' | 'embeds' | 'components' | 'allowed_mentions'
>;
type NewMessage = Exclude<Message, { type: 'edit' }>;
type To = Pick<Guild, 'mention' | 'mentionFrom'>;

/** What is unusual about how a message is sent, and people should know. */
interface HowSent {
  /** Why it is not at the guild's own place; null: it is. */
  readonly fallback: GiveUpWhy | null;
  /** An earlier try may have arrived. */
  readonly isRepeat: boolean;
  /** Discord refused the embed: the words alone. */
  readonly isPlain: boolean;
  /** Why its mention notifies nobody; null: it does, as far as is known. */
  readonly pingFailure: PingFailure | null;
}

const AS_USUAL: HowSent = { fallback: null, isRepeat: false, isPlain: false, pingFailure: null };

/** Discord's form of a message: the embed, the buttons that work there, and the mention only where it is wanted. Nothing else can ever ping. */
export function messageBody(
  message: NewMessage,
  { incidentId }: Pick<Delivery, 'incidentId'>,
  place: Place,
  to: To,
  language: Language,
  { fallback, isRepeat, isPlain, pingFailure }: HowSent = AS_USUAL,
): MessageBody {
  const embeds = embedsOf(message, language)
    .map((embed) => withSubject(embed, message))
    .map((embed) => (isRepeat ? markRepeat(embed, language) : embed));
  const mention = mentionIn(message, place, to);
  const ping = mention === null ? null : mentionText(mention);
  const { words } = language;
  const note = fallback === null ? null : subtext(words.fallback(words.giveUp[fallback]));
  const failed = ping === null || pingFailure === null ? null : subtext(words.pingFailed[pingFailure]);
  const lines = [ping, failed, reminderOf(message, language), note, isPlain ? plainText(embeds) : null];
  const content = lines.filter((line) => line !== null).join('\n');
  return {
    ...(content === '' ? {} : { content }),
    ...(isPlain ? {} : { ...buttonsOf(message, incidentId, place, language), embeds }),
    // The first try has already pinged them, if it arrived.
    allowed_mentions: mention === null || isRepeat ? NOBODY : only(mention),
  };
}

const NOBODY = { parse: [] };

function only({ type, id }: Mention): MessageBody['allowed_mentions'] {
  return type === 'role' ? { parse: [], roles: [id] } : { parse: [], users: [id] };
}

/** The first message of an incident, edited. It keeps its words, and pings nobody again. */
export function editBody(
  { message, incidentId, place, isPlain }: SentMessage,
  state: IncidentState,
  to: To,
  language: Language,
) {
  if (message.type !== 'alert') return { allowed_mentions: NOBODY };
  const mention = mentionOf(message, to);
  const content = mention === null ? null : mentionText(mention);
  const { kind } = message.facts;
  const embeds = [withSubject(laterEmbed(message, state, language), message)];
  if (isPlain) {
    return {
      content: [content, plainText(embeds)].filter((line) => line !== null).join('\n'),
      allowed_mentions: NOBODY,
    };
  }
  return {
    ...(content === null ? {} : { content }),
    embeds,
    ...(place.type === 'channel' && incidentId !== null
      ? {
          components:
            state.endedAt === null
              ? alertButtons(incidentId, kind, state.acknowledged !== null, language)
              : endedButtons(incidentId, language),
        }
      : {}),
    allowed_mentions: NOBODY,
  } satisfies MessageBody;
}

/** Where a guild sees several pipelines, each message names the one, or the account, that it is about. */
function withSubject(embed: APIEmbed, message: NewMessage): APIEmbed {
  const subject = 'subject' in message ? message.subject : undefined;
  return subject === undefined ? embed : withinLimits({ ...embed, author: { name: subject } });
}

/** Seen twice, it is the same message: that is what the line is for. */
function markRepeat(embed: APIEmbed, { words }: Language): APIEmbed {
  const text = [embed.footer?.text, words.sentAgain].filter((part) => part !== undefined).join(' · ');
  return { ...embed, footer: { ...embed.footer, text } };
}

function buttonsOf(
  message: NewMessage,
  incidentId: number | null,
  place: Place,
  language: Language,
): Pick<MessageBody, 'components'> {
  if (message.type !== 'alert') return {};
  const { kind } = message.facts;
  if (place.type === 'channel') {
    return incidentId === null ? {} : { components: alertButtons(incidentId, kind, false, language) };
  }
  // Our buttons answer in a server only.
  const links = linkButtons(kind, language);
  return links.length === 0 ? {} : { components: links };
}

function reminderOf(message: NewMessage, language: Language): string | null {
  if (message.type !== 'alert' || message.reminder == null) return null;
  return reminderLine(message.reminder, message.facts, language);
}

/** Whom a message mentions at a place; null: nobody. Nobody's role is known in a direct message. */
export function mentionIn(message: NewMessage, place: Place, to: To): Mention | null {
  return place.type === 'user' ? null : mentionOf(message, to);
}

function mentionOf(message: NewMessage, to: To): Mention | null {
  if (message.type === 'alert' && message.pings === false) return null;
  const severity: AlertSeverity | null = message.type === 'alert' || message.type === 'test' ? message.severity : null;
  return severity === null || !pings(severity, to) ? null : to.mention;
}

function embedsOf(message: NewMessage, language: Language): APIEmbed[] {
  switch (message.type) {
    case 'alert':
      return [alertEmbed(message, language)];
    case 'recovery': {
      const { topUp, at } = message;
      return [recoveryEmbed(message, language), ...(topUp === null ? [] : [topUpEmbed(topUp, at, language)])];
    }
    case 'late':
      return [lateEmbed(message, language)];
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
  }
}
