import { dateTime, relativeTime } from '../embeds/text.ts';
import type { KindTexts } from './kindTexts.ts';

export const silence: KindTexts<'silence'> = {
  body({ quietMs, newestAt, inHourBefore }, _severity, { words, counted, duration }) {
    const { title, description, ...names } = words.alerts.silence;
    return {
      title,
      description: description(duration(quietMs)),
      fields: [
        { name: names.last, value: dateTime(newestAt), inline: true },
        { name: names.before, value: names.results(counted(inHourBefore)), inline: true },
        { name: words.alerts.action, value: names.action },
      ],
    };
  },
  line: ({ quietMs }, { words, duration }) => words.facts.silence(duration(quietMs)),
  lastingLine: ({ newestAt }, { words }) => words.facts.lastResult(relativeTime(newestAt)),
  recovered: (before, after, { words, duration }) =>
    words.recovery.silence(duration(Math.max(before.quietMs, after.newestAt - before.newestAt))),
  recovers: (_level, { words }) => words.alerts.recoversWithResult,
};
