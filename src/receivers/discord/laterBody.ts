import type { APIEmbed } from 'discord-api-types/v10';
import { alertButtons, compactButtons, endedButtons, stillOnItButtons } from '../../discord/components/alertButtons.ts';
import { laterFlappingText } from '../../discord/embeds/compact.ts';
import { laterEscalation } from '../../discord/embeds/escalation.ts';
import { laterFlapping } from '../../discord/embeds/flappingMessage.ts';
import { withPeoplesNotes } from '../../discord/embeds/notes.ts';
import { isUnanswered, laterStillOnIt } from '../../discord/embeds/stillOnIt.ts';
import { inDiscord } from '../../discord/place.ts';
import type { Language } from '../../discord/words/language.ts';
import type { IncidentState } from '../../monitor/alerts/incidentState.ts';
import type { EscalationMessage, FlappingMessage, StillOnItMessage } from '../../monitor/alerts/message.ts';
import type { SentMessage } from '../../monitor/delivery/delivery.ts';
import type { Note } from '../../monitor/ports/noteStore.ts';
import { NO_WORDS, type OwnWords } from '../../monitor/settings/ownWords.ts';
import type { Guild } from '../../monitor/types.ts';
import { type EditedBody, editedBody } from './editedBody.ts';
import { mentionedIn } from './mentionIn.ts';
import { withSubjects } from './messageEmbeds.ts';

type To = Pick<Guild, 'mention' | 'mentionFrom' | 'noise'> & { readonly ownWords?: OwnWords };

type EditedMessage = EscalationMessage | FlappingMessage | StillOnItMessage;

/** A step of the escalation, that it is flapping, or a question whether somebody is still on it, as it reads later. */
export function laterBody(
  message: EditedMessage,
  target: SentMessage,
  state: IncidentState,
  to: To,
  language: Language,
): EditedBody {
  const { place, notes = [] } = target;
  const facts = message.type === 'flapping' ? message.worst : message.facts;
  // A step is sent without them.
  const links = message.type === 'flapping' ? (to.ownWords ?? NO_WORDS).links : [];
  const embeds = [withSubjects(laterEmbed(message, state, notes, language), [message], language)];
  const mention = inDiscord(place).type === 'user' ? null : mentionedIn(target, [message], to);
  const compact =
    message.type === 'flapping' && to.noise?.format === 'compact' ? laterFlappingText(message, state, language) : null;
  const buttons = (id: number) => {
    if (message.type === 'stillOnIt') return isUnanswered(message, state) ? stillOnItButtons(id, language) : [];
    if (state.endedAt !== null) return endedButtons(id, links, language);
    const isAcknowledged = state.acknowledged !== null;
    return compact === null
      ? alertButtons(id, facts.kind, isAcknowledged, links, language)
      : compactButtons(id, isAcknowledged, links, language);
  };
  return editedBody(target, { mention, embeds, compact, buttons });
}

function laterEmbed(
  message: EditedMessage,
  state: IncidentState,
  notes: readonly Note[],
  language: Language,
): APIEmbed {
  switch (message.type) {
    case 'stillOnIt':
      return laterStillOnIt(message, state, language);
    case 'escalation':
      return withPeoplesNotes(laterEscalation(message, state, language), notes, language);
    case 'flapping':
      return withPeoplesNotes(laterFlapping(message, state, language), notes, language);
  }
}
