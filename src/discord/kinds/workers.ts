import type { KindTexts } from './kindTexts.ts';

export const workers: KindTexts<'workers'> = {
  body({ depth, activeWorkers, quietMs }, _severity, { words, count, duration }) {
    const { title, leftAlone, stuck, ...names } = words.alerts.workers;
    const isStuck = activeWorkers === null && quietMs !== null;
    return {
      title,
      description: isStuck ? stuck({ length: duration(quietMs), depth: count(depth) }) : leftAlone(count(depth)),
      fields: [
        {
          name: words.alerts.queue.workers,
          value: activeWorkers === null ? words.alerts.unknown : count(activeWorkers),
          inline: true,
        },
        ...(quietMs === null ? [] : [{ name: names.noResultFor, value: duration(quietMs), inline: true }]),
        { name: words.alerts.action, value: names.action },
      ],
    };
  },
  line({ activeWorkers, depth }, { words: { facts }, counted, list }) {
    const workers = activeWorkers === null ? facts.workersNotReported : facts.activeWorkers(counted(activeWorkers));
    return list([workers, facts.queue(counted(depth))]);
  },
  recovered: (before, after, { words, count, counted }) =>
    words.recovery.workers({ before: count(before.depth), after: counted(after.depth) }),
  recovers: (_level, { words }) => words.alerts.recoversWithWork,
};
