import type { Drain } from '../../monitor/kinds/drain.ts';
import type { Language } from '../words/language.ts';
import type { KindTexts } from './kindTexts.ts';

export const queue: KindTexts<'queue'> = {
  body({ depth, activeWorkers, drain }, _severity, language) {
    const { words, count, counted } = language;
    const { title, description, ...names } = words.alerts.queue;
    return {
      title,
      description: description(counted(depth)),
      fields: [
        {
          name: names.workers,
          value: activeWorkers === null ? words.alerts.unknown : count(activeWorkers),
          inline: true,
        },
        { name: names.drain, value: drainWords(drain, language), inline: true },
        { name: words.alerts.action, value: names.action },
      ],
    };
  },
  line: ({ depth }, { words, counted }) => words.facts.queue(counted(depth)),
  recovered: (before, after, { words, count, counted }) =>
    words.recovery.queue({ before: count(before.depth), after: counted(after.depth) }),
  recovers: (level, { words, counted }) => words.alerts.recoversAt(words.facts.queue(counted(level))),
};

/** How long until the queue is empty, or how fast it grows. */
export function drainWords(drain: Drain, { words, count, duration }: Language): string {
  const { growing, noWorker, rough } = words.alerts.queue;
  switch (drain.basis) {
    case 'measured':
      return duration(drain.ms);
    case 'crude':
      return rough(duration(drain.ms));
    case 'growing':
      return growing(count(drain.perMinute));
    case 'noWorker':
      return noWorker;
  }
}
