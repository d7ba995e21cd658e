import type { Words } from '../words.ts';

export const setup: Words['setup'] = {
  heading: '## 警报发往何处，提及谁',
  intro: '每个选择会立即保存，仅对本服务器生效。',
  ofPipeline: (name: string) => `这些选择仅适用于 pipeline ${name}。其他设置与服务器相同。`,
  channel: '**频道**',
  channelHint: '选择接收警报的频道',
  mention: '**提及**',
  mentionHint: '选择身份组、成员，或不选',
  mentionFrom: '**从何种程度开始提及**',
  fromCritical: '仅严重警报',
  fromWarning: '警告和严重警报',
  timeZone: '**时区**',
  timeZoneHint: '其他时区：`/setup time_zone:`',
  summaryTime: '**每日汇总**',
  toWebhook: '在你选择频道之前，警报发往本监控的 Webhook。',
  toNowhere: '⚠️ 警报还没有目的地。',
  toChannel: (channel) => `✅ 警报发往 ${channel}。`,
  channelGone: (channel) => `⚠️ 我看不到 ${channel}：它已被删除，或我需要那里的“查看频道”权限。`,
  wrongKind: (channel) => `⚠️ 无法在 ${channel} 中发布警报：请选择文字、公告、语音或讲堂频道，或子区。`,
  missing: ({ channel, permissions }) =>
    `⚠️ 在 ${channel} 中缺少权限：**${permissions}**。请在频道设置中授予我的身份组。`,
  notSaved: '频道没有更改。',
  cannotPing: (role) => `⚠️ ${role} 会显示但不会收到通知：请允许提及该身份组，或授予我“提及所有人”。`,
  testHint: '试一试：测试警报走真实的发送路径。',
};
