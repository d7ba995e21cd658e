import type { Words } from '../words.ts';

export const onCall: Words['onCall'] = {
  title: '📟 值班',
  handover: '交接',
  none: '还没有人轮班。`/oncall add:@ada` 添加成员。',
  insteadOf: (whom) => `警报提及 ${whom}。`,
  nobodyElse: '警报不提及任何人。',
  now: ({ who, until }) => `${who} 值班至 ${until}。`,
  tookOver: ({ who, until }) => `${who} 从现在起值班至 ${until}。`,
  covers: ({ who, instead, until }) => `${who} 代替 ${instead} 值班至 ${until}。`,
  every: ({ day, time, zone }) => `每${day} ${time}（${zone}）`,
  changed: (who) => `${who} 更改了值班安排。`,
};
