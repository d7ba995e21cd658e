import type { Words } from '../words.ts';

/** What `/setup` offers against noise, and how a change of it reads. */
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
};
