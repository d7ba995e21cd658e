import { messageLink, subtext } from '@discordjs/formatters';
import type { APIEmbed, RESTPostAPIChannelMessageJSONBody } from 'discord-api-types/v10';
import { alertButtons, endedButtons, linkButtons, stillOnItButtons } from '../../discord/components/alertButtons.ts';
import { laterEscalation } from '../../discord/embeds/escalation.ts';
import { withNotes } from '../../discord/embeds/note.ts';
import { withPeoplesNotes } from '../../discord/embeds/notes.ts';
import { plainText } from '../../discord/embeds/plainText.ts';
import type { AlertPart, Several } from '../../discord/embeds/several.ts';
import { clip, mentionText } from '../../discord/embeds/text.ts';
import { pings } from '../../discord/pings.ts';
import type { Language } from '../../discord/words/language.ts';
import type { EscalationMessage, IncidentState } from '../../monitor/alerts/message.ts';
import type { Delivery, SentMessage } from '../../monitor/delivery/delivery.ts';
import type { GiveUpWhy } from '../../monitor/delivery/giveUpWhy.ts';
import type { PingFailure } from '../../monitor/delivery/pingFailure.ts';
import { NO_WORDS, type OwnWords } from '../../monitor/settings/ownWords.ts';
import { SOMEONE } from '../../monitor/someone.ts';
import type { Guild, Mention, Place } from '../../monitor/types.ts';
import { alertParts, laterEmbedOf, messageEmbeds, type NewMessage, remindersOf, type Told } from './messageEmbeds.ts';

/** What of a delivery decides its buttons. */
type ToldBy = Pick<Delivery, 'incidentId'> & Partial<Pick<Delivery, 'guildId' | 'incidentNow'>>;
export type MessageBody = Pick<
  RESTPostAPIChannelMessageJSONBody,
  'content' | 'embeds' | 'components' | 'allowed_mentions'
>;
type To = Pick<Guild, 'mention' | 'mentionFrom'> & { readonly ownWords?: OwnWords };

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
  messages: Told,
  { incidentId, guildId, incidentNow }: ToldBy,
  place: Place,
  to: To,
  language: Language,
  { fallback, isRepeat, isPlain, pingFailure }: HowSent = AS_USUAL,
): MessageBody {
  const { links, notes } = to.ownWords ?? NO_WORDS;
  const embeds = messageEmbeds(messages, language)
    .map((embed) => (messages[0].type === 'alert' ? withNotes(embed, notes, language) : embed))
    .map((embed) => (isRepeat ? markRepeat(embed, language) : embed));
  const mention = mentionIn(messages, place, to);
  const ping = mention === null ? null : mentionText(mention);
  const { words } = language;
  const note = fallback === null ? null : subtext(words.fallback(words.giveUp[fallback]));
  const failed = ping === null || pingFailure === null ? null : subtext(words.pingFailed[pingFailure]);
  const lines = [ping, failed, remindersOf(messages, language), note, isPlain ? plainText(embeds) : null];
  const content = clip(lines.filter((line) => line !== null).join('\n'), CONTENT_LIMIT);
  return {
    ...(content === '' ? {} : { content }),
    ...(isPlain
      ? {}
      : {
          ...buttonsOf(messages[0], { incidentId, links, alertUrl: alertUrl(guildId, incidentNow) }, place, language),
          embeds,
        }),
    // The first try has already pinged them, if it arrived.
    allowed_mentions: mention === null || isRepeat ? NOBODY : only(mention),
  };
}

/** https://discord.com/developers/docs/resources/message#create-message */
const CONTENT_LIMIT = 2_000;
const NOBODY = { parse: [] };

function only({ type, id }: Mention): MessageBody['allowed_mentions'] {
  return type === 'role' ? { parse: [], roles: [id] } : { parse: [], users: [id] };
}

/** The first message of an incident, edited. It keeps its words, and pings nobody again. */
export function editBody(
  { message, incidentId, place, isPlain, parts, notes: written = [] }: SentMessage,
  state: IncidentState,
  to: To,
  language: Language,
): MessageBody {
  if (message.type === 'escalation')
    return laterEscalationBody(message, { incidentId, place, isPlain: isPlain === true }, state, to, language);
  const alerts = alertParts(parts ?? [{ incidentId, about: null, message, state }]);
  if (alerts === null) return { allowed_mentions: NOBODY };
  const { links, notes } = to.ownWords ?? NO_WORDS;
  const embeds = [withNotes(withPeoplesNotes(laterEmbedOf(alerts, language), written, language), notes, language)];
  const mention = mentionOf(
    alerts.map((part) => part.message),
    to,
  );
  const lines = [mention === null ? null : mentionText(mention), isPlain ? plainText(embeds) : null];
  const content = lines.filter((line) => line !== null).join('\n');
  const withButtons = !isPlain && place.type === 'channel' && incidentId !== null;
  return {
    ...(content === '' ? {} : { content }),
    ...(isPlain ? {} : { embeds }),
    ...(withButtons ? { components: laterButtons(incidentId, alerts, links, language) } : {}),
    allowed_mentions: NOBODY,
  };
}

/** A step of the escalation that was told, as it reads later. */
function laterEscalationBody(
  message: EscalationMessage,
  { incidentId, place, isPlain = false }: Pick<SentMessage, 'incidentId' | 'place' | 'isPlain'>,
  state: IncidentState,
  to: To,
  language: Language,
): MessageBody {
  const embeds = [laterEscalation(message, state, language)];
  const mention = place.type === 'user' ? null : mentionOf([message], to);
  const lines = [mention === null ? null : mentionText(mention), isPlain ? plainText(embeds) : null];
  const content = lines.filter((line) => line !== null).join('\n');
  const buttons = (id: number) =>
    state.endedAt === null
      ? alertButtons(id, message.facts.kind, state.acknowledged !== null, [], language)
      : endedButtons(id, [], language);
  const withButtons = !isPlain && place.type === 'channel' && incidentId !== null;
  return {
    ...(content === '' ? {} : { content }),
    ...(isPlain ? {} : { embeds }),
    ...(withButtons ? { components: buttons(incidentId) } : {}),
    allowed_mentions: NOBODY,
  };
}

/** What is left to do about a message whose incidents may be acknowledged, or over. */
function laterButtons(incidentId: number, parts: Several<AlertPart>, links: OwnWords['links'], language: Language) {
  const open = parts.filter(({ state }) => state === null || state.endedAt === null);
  if (open.length === 0) return endedButtons(incidentId, links, language);
  const isAcknowledged = open.every(({ state }) => state !== null && state.acknowledged !== null);
  return alertButtons(incidentId, parts[0].message.facts.kind, isAcknowledged, links, language);
}

/** Seen twice, it is the same message: that is what the line is for. */
function markRepeat(embed: APIEmbed, { words }: Language): APIEmbed {
  const text = [embed.footer?.text, words.sentAgain].filter((part) => part !== undefined).join(' · ');
  return { ...embed, footer: { ...embed.footer, text } };
}

function buttonsOf(
  message: NewMessage,
  {
    incidentId,
    links,
    alertUrl,
  }: {
    readonly incidentId: number | null;
    readonly links: OwnWords['links'];
    readonly alertUrl: string | null;
  },
  place: Place,
  language: Language,
): Pick<MessageBody, 'components'> {
  // Our buttons answer in a server only.
  const withButtons = place.type === 'channel' && incidentId !== null;
  if (message.type === 'stillOnIt') return withButtons ? { components: stillOnItButtons(incidentId, language) } : {};
  if (message.type !== 'alert' && message.type !== 'escalation') return {};
  const { kind } = message.facts;
  const toAlert = alertUrl === null ? [] : [{ label: language.words.attention.openAlert, url: alertUrl }];
  const all = message.type === 'escalation' ? [...toAlert, ...links] : links;
  const rows = withButtons ? alertButtons(incidentId, kind, false, all, language) : linkButtons(kind, all, language);
  return rows.length === 0 ? {} : { components: rows };
}

/** Where the first message of an incident can be read; null where nobody knows. */
function alertUrl(guildId: string | undefined, incidentNow: Delivery['incidentNow']): string | null {
  const first = incidentNow?.first ?? null;
  if (guildId === undefined || first === null || first.place.type !== 'channel') return null;
  return messageLink(first.place.channelId, first.messageId, guildId);
}

/** Whom a message mentions at a place; null: nobody. Nobody's role is known in a direct message. */
export function mentionIn(messages: Told, place: Place, to: To): Mention | null {
  return place.type === 'user' ? null : mentionOf(messages, to);
}

function mentionOf(messages: readonly NewMessage[], to: To): Mention | null {
  const [first] = messages;
  // Whoever is asked, and nobody else.
  if (first?.type === 'stillOnIt') {
    const { userId } = first.acknowledged.by;
    return userId === SOMEONE.userId ? null : { type: 'user', id: userId };
  }
  // Whom the step names, and else whom every alert mentions.
  const mention = first !== undefined && 'step' in first ? (first.step?.mention ?? to.mention) : to.mention;
  return messages.some((message) => isPinging(message, to)) ? mention : null;
}

function isPinging(message: NewMessage, to: To): boolean {
  if ('step' in message && message.step !== undefined) return true;
  if (message.type === 'catchUp') return message.pings && pings('error', to);
  if (message.type === 'alert' && message.pings === false) return false;
  return (message.type === 'alert' || message.type === 'test') && pings(message.severity, to);
}
