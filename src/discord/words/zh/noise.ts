import type { Words } from '../words.ts';

/** What `/setup` offers against noise, how a change of it reads, and flapping. */
export const noise: Words['noise'] = {
  heading: '**减少打扰**',
  note: '严重警报始终有声音。其他消息可以静音发送。',
  hint: '没有静音的消息',
  options: {
    warnings: '警告静音',
    recoveries: '恢复消息静音',
    summaries: '每日汇总静音',
    compact: '警报显示为一行',
  },
  parts: { warnings: '警告', recoveries: '恢复消息', summaries: '每日汇总' },
  formats: { full: '完整', compact: '一行' },
  flapping: {
    title: '🔁 反复出现',
    intro: ({ kind, times, since }) => `**${kind}** 自 ${since} 起反复出现 ${times.text} 次。`,
    until: (length) => `在 ${length} 内不再出现之前，不再逐次发送。如果变得更严重或持续存在，会发送警报；提醒照常。`,
    field: '反复出现',
    value: ({ times, since }) => `自 ${since} 起 ${times.text} 次`,
    status: ({ times, since }) => `反复出现，自 ${since} 起 ${times.text} 次`,
  },
};
