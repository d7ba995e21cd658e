import { windowWords } from '../embeds/windowWords.ts';
import type { KindTexts } from './kindTexts.ts';

export const latency: KindTexts<'latency'> = {
  body({ p50Ms, p95Ms, solved, thresholdMs, windowMs }, _severity, language) {
    const { words, count, seconds } = language;
    const { title, description, ...names } = words.alerts.latency;
    return {
      title,
      description: description(seconds(p95Ms)),
      fields: [
        { name: names.threshold, value: seconds(thresholdMs), inline: true },
        { name: 'p50', value: seconds(p50Ms), inline: true },
        {
          name: words.alerts.window,
          value: names.windowSolved({ window: windowWords(windowMs, language), solved: count(solved) }),
          inline: true,
        },
        { name: words.alerts.action, value: names.action },
      ],
    };
  },
  line: ({ p95Ms }, { words, seconds }) => words.facts.latency(seconds(p95Ms)),
  recovered: (before, after, { words, seconds }) =>
    words.recovery.latency({ before: seconds(before.p95Ms), after: seconds(after.p95Ms) }),
  recovers: (level, { words, seconds }) => words.alerts.recoversAt(seconds(level)),
};
