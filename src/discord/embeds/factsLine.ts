import { type Facts, type ProviderFailure, type ThreadsFacts, WRONG_ADDRESS } from '../../monitor/alerts/facts.ts';
import type { Millis } from '../../monitor/time.ts';
import type { Language } from '../words/language.ts';
import { inlineCode } from './text.ts';

/** A reading in a few words, such as `22.5% (45/200)`. */
export function factsLine(facts: Facts, language: Language): string {
  const { words, usd, percent, count, duration, seconds } = language;
  switch (facts.kind) {
    case 'balance':
      return words.facts.balance(usd(facts.balanceMicros), usd(facts.thresholdMicros));
    case 'errors':
      return words.facts.errors(percent(facts.failed / facts.total), count(facts.failed), count(facts.total));
    case 'queue':
      return words.facts.queue(count(facts.depth));
    case 'silence':
      return words.facts.silence(duration(facts.quietMs));
    case 'provider':
      return answerLine(facts.failure, language);
    case 'latency':
      return words.facts.latency(seconds(facts.p95Ms));
    case 'threads':
      return threadsLine(facts, language);
    case 'runway':
      return runwayWords(facts.runwayMs, language);
  }
}

function answerLine(failure: ProviderFailure | null, { words: { facts } }: Language): string {
  if (failure === null) return facts.answers;
  return failure.code === WRONG_ADDRESS ? facts.wrongAddress : facts.answersWith(inlineCode(failure.code));
}

/** `15/15 busy` where the account tells, else the share of tasks that it refuses. */
export function threadsLine(
  { busy, total, refused, results }: ThreadsFacts,
  { words, count, percent, list }: Language,
): string {
  const parts = [
    ...(busy === null || total === null ? [] : [words.facts.busy(count(busy), count(total))]),
    ...(results === 0 ? [] : [words.facts.refused(percent(refused / results))]),
  ];
  return parts.length === 0 ? words.facts.nothingReported : list(parts);
}

/** How long the balance lasts; the forecast looks 30 days ahead. */
export function runwayWords(runwayMs: Millis | null, { words, duration }: Language): string {
  return runwayMs === null ? words.facts.beyondForecast : duration(runwayMs);
}
