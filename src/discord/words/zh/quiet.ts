import type { Words } from '../words.ts';

export const quiet: Words['quiet'] = {
  title: '🌙 免打扰时段',
  field: '免打扰时段',
  none: '没有免打扰时段：消息随时发送。',
  howToAdd: '`/quiet from:22:00 to:07:00` 可添加，`/quiet remove:` 可删除。',
  line: ({ id, days, from, to, scope, passes }) => `${id} ${days} ${from}–${to}：**${scope}**，${passes}`,
  everyDay: '每天',
  passes: { critical: '严重警报仍会发送', nothing: '严重警报也等待' },
  added: (hours) => `🌙 已添加免打扰时段：${hours}。`,
  removed: (hours) => `🔔 已删除免打扰时段：${hours}。`,
  restored: '🌙 设置中的免打扰时段重新生效。',
  until: ({ until, relative }) => `免打扰至 ${until}（${relative}）。`,
  next: ({ from, to, relative }) => `下一次：${from} – ${to}（${relative}）。`,
  zone: (zone) => `时间以 ${zone} 为准。`,
  ofSettings: '这些来自设置。第一次更改后即成为本服务器自己的时段。',
  restore: '设置中的免打扰时段',
};

export const catchUp: Words['catchUp'] = {
  title: '🌙 免打扰期间',
  intro: ({ since, incidents, open }) =>
    `自 ${since} 起，免打扰时段暂存了警报。事件：**${incidents}**，仍未结束：**${open}**。`,
  unknown: '已无法判断。',
};
