import { subtext } from '@discordjs/formatters';
import { type APIEmbed, MessageFlags, type RESTPostAPIChannelMessageJSONBody } from 'discord-api-types/v10';
import { compactText, laterText } from '../../discord/embeds/compact.ts';
import { entryText } from '../../discord/embeds/entry.ts';
import { withNotes } from '../../discord/embeds/note.ts';
import { withPeoplesNotes } from '../../discord/embeds/notes.ts';
import { personText } from '../../discord/embeds/person.ts';
import { plainText } from '../../discord/embeds/plainText.ts';
import { clip, mentionText } from '../../discord/embeds/text.ts';
import type { DiscordPlace } from '../../discord/place.ts';
import type { Language } from '../../discord/words/language.ts';
import type { IncidentState } from '../../monitor/alerts/incidentState.ts';
import type { EntryMessage } from '../../monitor/alerts/message.ts';
import type { Delivery, SentMessage } from '../../monitor/delivery/delivery.ts';
import type { GiveUpWhy } from '../../monitor/delivery/giveUpWhy.ts';
import { FULL_NOISE } from '../../monitor/delivery/noise.ts';
import type { PingFailure } from '../../monitor/delivery/pingFailure.ts';
import { isSilent } from '../../monitor/delivery/silent.ts';
import { NO_WORDS, type OwnWords } from '../../monitor/settings/ownWords.ts';
import type { Guild } from '../../monitor/types.ts';
import { editedBody } from './editedBody.ts';
import { laterBody } from './laterBody.ts';
import { directTo, mentionedIn, mentionIn, NOBODY, only } from './mentionIn.ts';
import { alertUrl, buttonsOf, laterButtons } from './messageButtons.ts';
import {
  alertParts,
  laterEmbedOf,
  messageEmbeds,
  type NewMessage,
  type NewMessages,
  remindersOf,
} from './messageEmbeds.ts';

/** What of a delivery decides its buttons. */
type DeliveryFacts = Pick<Delivery, 'incidentId'> & Partial<Pick<Delivery, 'guildId' | 'incidentNow'>>;
export type MessageBody = Pick<
  RESTPostAPIChannelMessageJSONBody,
  'content' | 'embeds' | 'components' | 'allowed_mentions' | 'flags' | 'attachments'
>;
type To = Pick<Guild, 'mention' | 'mentionFrom' | 'noise'> & { readonly ownWords?: OwnWords };

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
  messages: NewMessages,
  { incidentId, guildId, incidentNow }: DeliveryFacts,
  place: DiscordPlace,
  to: To,
  language: Language,
  { fallback, isRepeat, isPlain, pingFailure }: HowSent = AS_USUAL,
): MessageBody {
  if (messages[0].type === 'entry') return entryBody(messages[0], isRepeat, language);
  const { links, notes } = to.ownWords ?? NO_WORDS;
  const compact = isCompact(to) ? compactText(messages, language) : null;
  const embeds = messageEmbeds(messages, language)
    .map((embed) => (messages[0].type === 'alert' ? withNotes(embed, notes, language) : embed))
    .map((embed) => (isRepeat ? markRepeat(embed, language) : embed));
  const mention = mentionIn(messages, place, to);
  const ping = mention === null ? null : mentionText(mention);
  const { words } = language;
  const note = fallback === null ? null : subtext(fallbackWords(messages[0], fallback, language));
  const failed = ping === null || pingFailure === null ? null : subtext(words.pingFailed[pingFailure]);
  const text = compact ?? (isPlain ? plainText(embeds) : null);
  const again = compact !== null && isRepeat ? subtext(words.sentAgain) : null;
  const lines = [ping, failed, remindersOf(messages, language), note, text, again];
  const content = clip(lines.filter((line) => line !== null).join('\n'), CONTENT_LIMIT);
  return {
    ...(content === '' ? {} : { content }),
    ...(isPlain
      ? {}
      : buttonsOf(
          messages[0],
          { incidentId, links, alertUrl: alertUrl(guildId, incidentNow), isCompact: compact !== null },
          place,
          language,
        )),
    ...(isPlain || compact !== null ? {} : { embeds }),
    ...(ping === null && isSilent(messages, to.noise ?? FULL_NOISE)
      ? { flags: MessageFlags.SuppressNotifications }
      : {}),
    // The first try has already pinged them, if it arrived.
    allowed_mentions: mention === null || isRepeat ? NOBODY : only(mention),
  };
}

/** Why it is posted there. What keeps a direct message from somebody is nothing that a choice of channel changes. */
function fallbackWords(message: NewMessage, why: GiveUpWhy, { words }: Language): string {
  const person = directTo(message);
  return person === null ? words.fallback(words.giveUp[why]) : words.attention.notDirect(personText(person.id, words));
}

/** A line in a thread. */
function entryBody(entry: EntryMessage, isRepeat: boolean, language: Language): MessageBody {
  const again = isRepeat ? [subtext(language.words.sentAgain)] : [];
  return { content: clip([entryText(entry, language), ...again].join('\n'), CONTENT_LIMIT), allowed_mentions: NOBODY };
}

function isCompact({ noise }: Pick<To, 'noise'>): boolean {
  return noise?.format === 'compact';
}

/** https://discord.com/developers/docs/resources/message#create-message */
const CONTENT_LIMIT = 2_000;

/** The first message of an incident, edited. It keeps its words, and pings nobody again. */
export function editBody(target: SentMessage, state: IncidentState, to: To, language: Language): MessageBody {
  const { message, incidentId, parts, notes: written = [] } = target;
  if (message.type === 'escalation' || message.type === 'flapping' || message.type === 'stillOnIt')
    return laterBody(message, target, state, to, language);
  const alerts = alertParts(parts ?? [{ incidentId, about: null, message, state }]);
  if (alerts === null) return { allowed_mentions: NOBODY };
  const { links, notes } = to.ownWords ?? NO_WORDS;
  const embeds = [withNotes(withPeoplesNotes(laterEmbedOf(alerts, language), written, language), notes, language)];
  const mention = mentionedIn(
    target,
    alerts.map((part) => part.message),
    to,
  );
  const compact = isCompact(to) ? laterText(alerts, language) : null;
  const buttons = (id: number) => laterButtons(id, alerts, { links, isCompact: compact !== null }, language);
  return editedBody(target, { mention, embeds, compact, buttons });
}

/** Seen twice, it is the same message: that is what the line is for. */
function markRepeat(embed: APIEmbed, { words }: Language): APIEmbed {
  const text = [embed.footer?.text, words.sentAgain].filter((part) => part !== undefined).join(' · ');
  return { ...embed, footer: { ...embed.footer, text } };
}
