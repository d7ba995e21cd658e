import { roleMention } from '@discordjs/formatters';
import type { MonitorFailure } from '../../monitor/errors.ts';
import { THRESHOLDS, type ThresholdName } from '../../monitor/settings/thresholds.ts';
import { ALERT_KINDS, type AlertKind } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';
import { personText } from './person.ts';
import { inlineCode } from './text.ts';
import { thresholdName, thresholdsNear } from './thresholdName.ts';
import { thresholdText } from './thresholdText.ts';

/** A failure as a sentence. Typed text stands in it as inline code, which nothing in it can leave. */
export function failureWords(failure: MonitorFailure, language: Language): string {
  const { words } = language;
  const { errors } = words;
  switch (failure.code) {
    case 'badDuration':
    case 'badLength':
    case 'badMoment':
    case 'badWeekdays':
    case 'badTimeOfDay':
    case 'unknownQuiet':
    case 'badAfter':
    case 'unknownStep':
      return errors[failure.code]({ text: inlineCode(failure.details.text) });
    case 'badTimeZone': {
      const { text, isLetters, guess } = failure.details;
      const why = (isLetters ? errors.zoneLetters : errors.badTimeZone)({ text: inlineCode(text) });
      return `${why} ${guess === null ? errors.pickZone() : words.didYouMean(inlineCode(guess))}`;
    }
    case 'durationTooLong':
      return errors.durationTooLong({ ...failure.details, text: inlineCode(failure.details.text) });
    case 'unknownThreshold':
      return withGuess(
        errors.unknownThreshold({ name: inlineCode(failure.details.name) }),
        thresholdsNear(failure.details.name, language),
        language,
      );
    case 'thresholdOutOfRange':
    case 'thresholdsConflict':
      return thresholdRefusal(failure, language);
    case 'kindNotMuted':
      return errors.kindNotMuted({ scope: words.scopes[failure.details.scope] });
    case 'alreadyAcknowledged':
      return errors.alreadyAcknowledged({ by: personText(failure.details.by, words) });
    case 'mayNotAcknowledge':
      return errors.mayNotAcknowledge({ role: roleMention(failure.details.roleId) });
    case 'unknownPipeline': {
      const { name, known } = failure.details;
      return errors.unknownPipeline({ name: inlineCode(name), known: known.map(inlineCode).join(', ') });
    }
    case 'badKinds': {
      const known = ALERT_KINDS.map(inlineCode).join(', ');
      return errors.badKinds({ text: inlineCode(failure.details.text), known });
    }
    case 'quietEndless':
      return errors.quietEndless({ kinds: endlessWords(failure.details.kinds, language) });
    case 'unknownReceiver': {
      const { name, known } = failure.details;
      return errors.unknownReceiver({ name: inlineCode(name), known: known.map(inlineCode).join(', ') || '–' });
    }
    case 'onCallAlready':
    case 'notOnCall':
      return errors[failure.code]({ who: personText(failure.details.userId, words) });
    case 'tooManyPeople':
    case 'tooManySteps':
    case 'tooManyQuiet':
      return errors[failure.code]({ most: language.count(failure.details.most) });
    default:
      return errors[failure.code]();
  }
}

/** Everything where it is everything. */
function endlessWords(kinds: readonly AlertKind[], { words, list }: Language): string {
  return kinds.length === ALERT_KINDS.length
    ? `**${words.scopes.all}**`
    : list(kinds.map((kind) => `**${words.kinds[kind]}**`));
}

/** Why a threshold stays as it is, what it is, and which other one has to be changed first. */
function thresholdRefusal(
  failure: Extract<MonitorFailure, { code: 'thresholdOutOfRange' | 'thresholdsConflict' }>,
  language: Language,
): string {
  const { errors, thresholds } = language.words;
  const { name, now } = failure.details;
  const bold = (each: ThresholdName) => `**${thresholdName(each, language)}**`;
  const stays = thresholds.stays({ name: bold(name), value: thresholdText(name, now, language) });
  if (failure.code === 'thresholdOutOfRange') {
    const { min, max } = failure.details;
    const range = { min: thresholdText(name, min, language), most: thresholdText(name, max, language) };
    const isSwitch = THRESHOLDS[name].unit === 'switch';
    const why = isSwitch ? thresholds.isSwitch(bold(name)) : errors.thresholdOutOfRange({ name: bold(name), ...range });
    return `${why} ${stays}`;
  }
  const { other } = failure.details;
  const first =
    other === null
      ? []
      : [thresholds.changeFirst({ name: bold(other.name), value: thresholdText(other.name, other.now, language) })];
  return [errors.thresholdsConflict(failure.details), ...first, stays].join(' ');
}

function withGuess(refusal: string, guesses: readonly string[], { words }: Language): string {
  return guesses.length === 0
    ? refusal
    : `${refusal} ${words.didYouMean(guesses.map((guess) => `**${guess}**`).join(words.or))}`;
}
