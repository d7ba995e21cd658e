import type { APIEmbed, RESTPostAPIChannelMessageJSONBody } from 'discord-api-types/v10';
import type { Delivery, GiveUpWhy, IncidentState, Message, SentMessage } from '../monitor/message.ts';
import type { AlertSeverity, Guild, Place } from '../monitor/types.ts';
import { alertButtons, endedButtons, linkButtons } from './components/alertButtons.ts';
import { alertEmbed, laterEmbed } from './embeds/alert.ts';
import { lateEmbed, recoveryEmbed, topUpEmbed } from './embeds/recovery.ts';
import { reminderLine } from './embeds/reminder.ts';
import { dailySummaryEmbed } from './embeds/summary.ts';
import { testEmbed } from './embeds/test.ts';
import { unknownEmbed } from './embeds/unknown.ts';
import { pings } from './pings.ts';
import type { Language } from './words/language.ts';

export type MessageBody = Pick<
  RESTPostAPIChannelMessageJSONBody,
  'content' | 'embeds' | 'components' | 'allowed_mentions'
>;
type NewMessage = Exclude<Message, { type: 'edit' }>;
type To = Pick<Guild, 'mention' | 'mentionFrom'>;

/** What is unusual about how a message is sent, and people should know. */
interface HowSent {
  /** Why it is not at the guild's own place; null: it is. */
  readonly detour: GiveUpWhy | null;
  /** An earlier try may have arrived. */
  readonly isRepeat: boolean;
}

const AS_USUAL: HowSent = { detour: null, isRepeat: false };

/** Discord's form of a message: the embed, the buttons that work there, and the mention only where it is wanted. Nothing else can ever ping. */
export function messageBody(
  message: NewMessage,
  { incidentId }: Pick<Delivery, 'incidentId'>,
  place: Place,
  to: To,
  language: Language,
  { detour, isRepeat }: HowSent = AS_USUAL,
): MessageBody {
  const { mention } = to;
  const embeds = embedsOf(message, language);
  const body = {
    ...buttonsOf(message, incidentId, place, language),
    embeds: isRepeat ? embeds.map((embed) => markRepeat(embed, language)) : embeds,
  };
  // Nobody's role is known in a direct message.
  const ping = place.type === 'user' ? null : mentionOf(message, to);
  const note = detour === null ? null : `-# ${language.words.detour(language.words.giveUp[detour])}`;
  const content = [ping, reminderOf(message, language), note].filter((line) => line !== null).join('\n');
  if (ping === null || mention === null) {
    return { ...(content === '' ? {} : { content }), ...body, allowed_mentions: { parse: [] } };
  }
  const ids = [mention.id];
  return {
    content,
    ...body,
    allowed_mentions: mention.type === 'role' ? { parse: [], roles: ids } : { parse: [], users: ids },
  };
}

/** The first message of an incident, edited. It keeps its words, and pings nobody anew. */
export function editBody(
  { message, incidentId, place }: SentMessage,
  state: IncidentState,
  to: To,
  language: Language,
) {
  if (message.type !== 'alert') return { allowed_mentions: { parse: [] } };
  const content = mentionOf(message, to);
  const { kind } = message.facts;
  return {
    ...(content === null ? {} : { content }),
    embeds: [laterEmbed(message, state, language)],
    ...(place.type === 'channel' && incidentId !== null
      ? {
          components:
            state.endedAt === null
              ? alertButtons(incidentId, kind, state.acknowledged !== null, language)
              : endedButtons(incidentId, language),
        }
      : {}),
    allowed_mentions: { parse: [] },
  } satisfies MessageBody;
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

function mentionOf(message: NewMessage, to: To): string | null {
  if (message.type === 'alert' && message.pings === false) return null;
  const severity: AlertSeverity | null = message.type === 'alert' || message.type === 'test' ? message.severity : null;
  if (severity === null || to.mention === null || !pings(severity, to)) return null;
  return `<@${to.mention.type === 'role' ? '&' : ''}${to.mention.id}>`;
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
    case 'summary':
      return [dailySummaryEmbed(message, language)];
  }
}
