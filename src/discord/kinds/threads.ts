import type { ThreadsFacts } from '../../monitor/kinds/threads.ts';
import type { Language } from '../words/language.ts';
import type { KindTexts } from './kindTexts.ts';

export const threads: KindTexts<'threads'> = {
  body(facts, _severity, language) {
    const { alerts } = language.words;
    const { title, description, action } = alerts.threads;
    return {
      title,
      description: description(threadsLine(facts, language)),
      fields: [{ name: alerts.action, value: action }],
    };
  },
  line: threadsLine,
  recovered: (before, after, language) =>
    language.words.recovery.threads({ before: threadsLine(before, language), after: threadsLine(after, language) }),
  recovers: (level, { words, percent }) => words.alerts.recoversAt(percent(level)),
};

/** `15/15 busy` where the account tells, else the share of tasks that it refuses. */
function threadsLine(
  { busy, total, refused, results }: ThreadsFacts,
  { words, count, percent, list }: Language,
): string {
  const parts = [
    ...(busy === null || total === null ? [] : [words.facts.busy({ busy: count(busy), total: count(total) })]),
    ...(results === 0 ? [] : [words.facts.refused(percent(refused / results))]),
  ];
  return parts.length === 0 ? words.facts.nothingReported : list(parts);
}
