import type { Words } from '../words.ts';

export const incidentThreads: Words['incidentThreads'] = {
  title: '子区',
  heading: '**每个事件一个子区**',
  hint: '选择发帖的论坛，或不选',
  modes: { off: '不使用子区', thread: '告警下的子区', post: '论坛中的帖子' },
  isOff: '事件的所有消息都发在频道中。',
  inThread: '提醒、备注、认领和恢复发在告警下的子区；频道只保留告警本身。',
  inForum: (channel) => `每个事件是 ${channel} 中的一个帖子，带有状态和级别标签。其余内容留在频道。`,
  byWebhook: '如果 Webhook 发往论坛，每个事件都是其中的一个帖子。',
  pickForum: '⚠️ 请选择论坛：在此之前告警留在频道。',
  needs: ({ channel, permissions }) => `⚠️ 机器人在 ${channel} 需要：${permissions}。在此之前所有消息留在频道。`,
  trouble: (why) => `⚠️ 子区：${why}。消息发到频道。`,
  forumGone: '⚠️ 论坛已不存在：请另选一个。',
  notSaved: '子区设置未更改。',
  tagsOf: (tags) => `论坛中若有以下标签，机器人会使用：${tags}`,
  tags: { critical: '严重', warning: '警告', open: '进行中', acknowledged: '已认领', recovered: '已恢复' },
  tookOn: (who) => `👤 ${who} 正在处理`,
  tookBack: (who) => `👤 ${who} 不再处理`,
  note: ({ who, text }) => `📝 ${who}：${text}`,
  chart: (until) => `📈 截至 ${until} 的图表`,
};
