import type { Facts } from '../../monitor/alerts/facts.ts';
import { textsOf } from '../kinds/index.ts';
import type { Language } from '../words/language.ts';

/** A reading in a few words, such as `22.5% (45/200)`. */
export function factsLine(facts: Facts, language: Language): string {
  return textsOf(facts.kind).line(facts, language);
}

/** The same in a message that stays: it has no age that goes on with the clock. */
export function lastingLine(facts: Facts, language: Language): string {
  const texts = textsOf(facts.kind);
  return texts.lastingLine?.(facts, language) ?? texts.line(facts, language);
}
