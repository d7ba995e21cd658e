import type { RESTPostAPIChannelMessageJSONBody } from 'discord-api-types/v10';
import { alertButtons, compactButtons, endedButtons } from '../../discord/components/alertButtons.ts';
import { laterFlappingText } from '../../discord/embeds/compact.ts';
import { laterEscalation } from '../../discord/embeds/escalation.ts';
import { laterFlapping } from '../../discord/embeds/flappingMessage.ts';
import { withPeoplesNotes } from '../../discord/embeds/notes.ts';
import { plainText } from '../../discord/embeds/plainText.ts';
import { mentionText } from '../../discord/embeds/text.ts';
import type { Language } from '../../discord/words/language.ts';
import type { EscalationMessage, FlappingMessage, IncidentState } from '../../monitor/alerts/message.ts';
import type { SentMessage } from '../../monitor/delivery/delivery.ts';
import { NO_WORDS, type OwnWords } from '../../monitor/settings/ownWords.ts';
import type { Guild } from '../../monitor/types.ts';
import { mentionedIn, NOBODY } from './mentionIn.ts';

type To = Pick<Guild, 'mention' | 'mentionFrom' | 'noise'> & { readonly ownWords?: OwnWords };
type LaterBody = Pick<RESTPostAPIChannelMessageJSONBody, 'content' | 'embeds' | 'components' | 'allowed_mentions'>;

/** A step of the escalation that was told, or that it comes and goes, as it reads later. */
export function laterBody(
  message: EscalationMessage | FlappingMessage,
  target: SentMessage,
  state: IncidentState,
  to: To,
  language: Language,
): LaterBody {
  const { incidentId, place, isPlain = false, notes = [] } = target;
  const [later, facts] =
    message.type === 'escalation'
      ? [laterEscalation(message, state, language), message.facts]
      : [laterFlapping(message, state, language), message.worst];
  // A step is sent without them.
  const links = message.type === 'flapping' ? (to.ownWords ?? NO_WORDS).links : [];
  const embeds = [withPeoplesNotes(later, notes, language)];
  const mention = place.type === 'user' ? null : mentionedIn(target, [message], to);
  const compact =
    message.type === 'flapping' && to.noise?.format === 'compact' ? laterFlappingText(message, state, language) : null;
  const lines = [mention === null ? null : mentionText(mention), compact ?? (isPlain ? plainText(embeds) : null)];
  const content = lines.filter((line) => line !== null).join('\n');
  const buttons = (id: number) => {
    if (state.endedAt !== null) return endedButtons(id, links, language);
    const isAcknowledged = state.acknowledged !== null;
    return compact === null
      ? alertButtons(id, facts.kind, isAcknowledged, links, language)
      : compactButtons(id, isAcknowledged, links, language);
  };
  const withButtons = !isPlain && place.type === 'channel' && incidentId !== null;
  return {
    ...(content === '' ? {} : { content }),
    ...(isPlain ? {} : { embeds: compact === null ? embeds : [] }),
    ...(withButtons ? { components: buttons(incidentId) } : {}),
    allowed_mentions: NOBODY,
  };
}
