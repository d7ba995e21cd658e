import type { MonitorFailure } from '../../monitor/errors.ts';
import { LIMITS, LIMITS_OF_PROBLEM } from '../../monitor/limits.ts';
import type { Language } from '../words/language.ts';
import { inlineCode } from './text.ts';

/** A failure as a sentence. Typed text stands in it as inline code, which nothing in it can leave. */
export function failureWords(failure: MonitorFailure, { words }: Language): string {
  const { errors } = words;
  switch (failure.code) {
    case 'badDuration':
    case 'badLength':
    case 'badTimeZone':
      return errors[failure.code]({ text: inlineCode(failure.details.text) });
    case 'durationTooLong':
      return errors.durationTooLong({ ...failure.details, text: inlineCode(failure.details.text) });
    case 'unknownLimit':
      return errors.unknownLimit({
        name: inlineCode(failure.details.name),
        known: Object.keys(LIMITS).map(inlineCode).join(', '),
      });
    case 'limitOutOfRange': {
      const { name, min, max, unit } = failure.details;
      return errors.limitOutOfRange({ name: inlineCode(name), min, most: `${max} ${words.limits.units[unit]}`.trim() });
    }
    case 'limitsConflict':
      return `${errors.limitsConflict(failure.details)} (${LIMITS_OF_PROBLEM[failure.details.problem].map(inlineCode).join(', ')})`;
    case 'kindNotMuted':
      return errors.kindNotMuted({ scope: words.scopes[failure.details.scope] });
    case 'alreadyAcknowledged':
      return errors.alreadyAcknowledged({ by: `<@${failure.details.by}>` });
    case 'unknownPipeline': {
      const { name, known } = failure.details;
      return errors.unknownPipeline({ name: inlineCode(name), known: known.map(inlineCode).join(', ') });
    }
    default:
      return errors[failure.code]();
  }
}
