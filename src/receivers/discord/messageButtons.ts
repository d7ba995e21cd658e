import { messageLink } from '@discordjs/formatters';
import {
  alertButtons,
  compactButtons,
  endedButtons,
  linkButtons,
  stillOnItButtons,
} from '../../discord/components/alertButtons.ts';
import type { AlertPart, Several } from '../../discord/embeds/several.ts';
import { type DiscordPlace, inDiscord } from '../../discord/place.ts';
import type { Language } from '../../discord/words/language.ts';
import { type CatchUpMessage, openIn } from '../../monitor/alerts/catchUp.ts';
import type { Delivery } from '../../monitor/delivery/delivery.ts';
import type { OwnWords } from '../../monitor/settings/ownWords.ts';
import type { NewMessage } from './messageEmbeds.ts';

/** The buttons that a new message has at a place. */
export function buttonsOf(
  message: NewMessage,
  {
    incidentId,
    links,
    alertUrl,
    isCompact,
  }: ButtonsOf & { readonly incidentId: number | null; readonly alertUrl: string | null },
  place: DiscordPlace,
  language: Language,
): { readonly components?: ReturnType<typeof alertButtons> } {
  if (message.type === 'catchUp') return place.type === 'channel' ? catchUpButtons(message, language) : {};
  // Our buttons answer in a server only.
  const withButtons = (place.type === 'channel' || place.type === 'forum') && incidentId !== null;
  if (message.type === 'stillOnIt') return withButtons ? { components: stillOnItButtons(incidentId, language) } : {};
  if (message.type !== 'alert' && message.type !== 'escalation' && message.type !== 'flapping') return {};
  const { kind } = message.type === 'flapping' ? message.worst : message.facts;
  if (withButtons && isCompact) return { components: compactButtons(incidentId, false, links, language) };
  const toAlert = alertUrl === null ? [] : [{ label: language.words.attention.openAlert, url: alertUrl }];
  const all = message.type === 'escalation' ? [...toAlert, ...links] : links;
  const rows = withButtons ? alertButtons(incidentId, kind, false, all, language) : linkButtons(kind, all, language);
  return rows.length === 0 ? {} : { components: rows };
}

/** A component interaction is about everything that was open when the catch-up was written. */
function catchUpButtons(message: CatchUpMessage, language: Language): ReturnType<typeof buttonsOf> {
  const open = openIn(message);
  const [first] = open;
  if (first === undefined) return {};
  return {
    components: compactButtons(
      first.id,
      open.every(({ isAcknowledged }) => isAcknowledged),
      [],
      language,
    ),
  };
}

/** Where the first message of an incident can be read; null where nobody knows. */
export function alertUrl(guildId: string | undefined, incidentNow: Delivery['incidentNow']): string | null {
  const first = incidentNow?.first ?? null;
  if (guildId === undefined || first === null) return null;
  const place = inDiscord(first.place);
  return place.type === 'channel' ? messageLink(place.channelId, first.messageId, guildId) : null;
}

/** What is left to do about a message whose incidents may be acknowledged, or over. */
export function laterButtons(
  incidentId: number,
  parts: Several<AlertPart>,
  { links, isCompact }: ButtonsOf,
  language: Language,
) {
  const open = parts.filter(({ state }) => state === null || state.endedAt === null);
  if (open.length === 0) return endedButtons(incidentId, links, language);
  const isAcknowledged = open.every(({ state }) => state !== null && state.acknowledged !== null);
  if (isCompact) return compactButtons(incidentId, isAcknowledged, links, language);
  return alertButtons(incidentId, parts[0].message.facts.kind, isAcknowledged, links, language);
}

interface ButtonsOf {
  readonly links: OwnWords['links'];
  readonly isCompact: boolean;
}
