import type { KindTexts } from './kindTexts.ts';

export const balance: KindTexts<'balance'> = {
  body({ balanceMicros, thresholdMicros, criticalMicros }, severity, { words, usd }) {
    const { title, description, ...names } = words.alerts.balance;
    return {
      title,
      description: description(usd(balanceMicros)),
      fields: [
        { name: names.threshold, value: usd(thresholdMicros), inline: true },
        { name: names.severity, value: words.severities[severity], inline: true },
        { name: words.alerts.action, value: words.alerts.topUpAction },
        ...(criticalMicros === undefined
          ? []
          : [{ name: names.criticalBelow, value: usd(criticalMicros), inline: true }]),
      ],
    };
  },
  line: ({ balanceMicros, thresholdMicros }, { words, usd }) =>
    words.facts.balance({ balance: usd(balanceMicros), threshold: usd(thresholdMicros) }),
  recovered: (before, after, { words, usd }) =>
    words.recovery.balance({ before: usd(before.balanceMicros), after: usd(after.balanceMicros) }),
  recovers: (level, { words, usd }) => words.alerts.recoversAt(usd(level)),
  offersTopUp: true,
};
