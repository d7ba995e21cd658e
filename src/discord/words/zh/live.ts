import type { Words } from '../words.ts';

/** The one message that shows how everything stands, and what `/setup` and `/status` say of it. */
export const live: Words['live'] = {
  title: '实时状态',
  kept: '有变化时会编辑这条消息。`/status` 显示更多。',
  heading: '**实时状态**',
  hint: '选择一个频道；不选则关闭',
  here: '在警报频道显示实时状态',
  off: '关闭实时状态',
  isOff: '一条始终显示整体情况的消息。目前已关闭。',
  isIn: (channel) => `✅ ${channel} 中的一条消息会保持最新。`,
  cannotPin: (channel) => `⚠️ 它没有被标注：请在 ${channel} 中授予我的身份组**标注消息**权限。机器人每十分钟再试一次。`,
  trouble: (why) => `⚠️ 不是最新的：${why}`,
  notSaved: '实时状态没有更改。',
  alertChannel: '警报频道',
};
