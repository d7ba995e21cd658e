import type { Words } from '../words.ts';

export const refusals: Words['refusals'] = {
  serverOnly: '请在服务器中使用。',
  notAllowed: '本服务器无权使用此监控。请联系运营者添加。',
  starting: '我还在连接。请几秒后重试。',
  unknownCommand: '这个命令已被移除。Discord 更新命令列表后它会消失。',
  oldButton: '这个按钮属于旧版本。请改用命令：`/help` 列出全部命令。',
  missingPermission: (permissions) => `你需要“${permissions}”权限。`,
  noPicture: '未附图表：Discord 没有接受图片。',
  chartFailed: '未附图表：无法绘制。',
  broken: (reference) => `出了问题。请让运营者在日志中查找 ${reference}。`,
};

export const permissions: Words['permissions'] = {
  ViewChannel: '查看频道',
  SendMessages: '发送消息',
  SendMessagesInThreads: '在子区内发送消息',
  CreatePublicThreads: '创建公开子区',
  EmbedLinks: '嵌入链接',
  AttachFiles: '上传文件',
  ManageGuild: '管理服务器',
};

export const buttons: Words['buttons'] = {
  mute1h: '静音 1 小时',
  mute24h: '静音 24 小时',
  acknowledge: '认领',
  details: '详情',
  topUp: '充值',
  sendTest: '发送测试警报',
  useWebhook: '使用 Webhook',
  asTheServer: '与服务器相同',
};

export const mutes: Words['mutes'] = {
  muted: ({ scope, until, relative }) => `🔇 **${scope}** 已静音至 ${until}（${relative}）。`,
  reason: (reason) => `原因：${reason}。`,
  endEarly: '`/unmute` 可提前结束。',
  summaryStays: '每日汇总仍会发送。',
  unmutedAll: '🔔 所有静音已结束。',
  unmuted: (scope) => `🔔 **${scope}** 的静音已结束。`,
  title: '🔇 当前静音',
  none: '没有任何静音。',
  line: ({ scope, until, relative, who }) => `**${scope}** 由 ${who} 静音至 ${until}（${relative}）`,
  suggestion: ({ length, until }) => `${length}，至 ${until}`,
};

export const incidents: Words['incidents'] = {
  title: '📒 最近的事件',
  none: '还没有事件。',
  ongoing: ({ when, kind, length, peak }) => `${when}：**${kind}** 已报警 ${length}。峰值：${peak}。`,
  over: ({ when, kind, length, peak }) => `${when}：**${kind}** 报警持续 ${length}。峰值：${peak}。`,
  isOnIt: (who) => `${who} 已认领。`,
  wasOnIt: (who) => `由 ${who} 认领过。`,
  notNotified: '没有通知任何人。',
  changesTitle: '更改',
  noneBefore: '无',
  theDefault: '默认值',
  defaultValue: (value) => `默认值 ${value}`,
  muted: ({ who, scope, until }) => `${who} 将 **${scope}** 静音至 ${until}。`,
  unmuted: ({ who, scope, until }) => `${who} 取消了 **${scope}** 的静音（原定至 ${until}）。`,
  changed: ({ who, what, before, after }) => `${who} 将 **${what}** 从 ${before} 改为 ${after}。`,
  tookOn: ({ who, kind }) => `${who} 认领了 **${kind}**。`,
  quietAdded: ({ who, hours }) => `${who} 添加了免打扰时段：${hours}。`,
  quietRemoved: ({ who, hours }) => `${who} 删除了免打扰时段：${hours}。`,
  quietRestored: (who) => `${who} 恢复了设置中的免打扰时段。`,
  settings: {
    channel: '频道',
    mention: '提及对象',
    mentionFrom: '提及的程度',
    acknowledgeRole: '谁可以认领',
    timeZone: '时区',
    summaryTime: '汇总时间',
    liveStatus: '实时状态',
    silent: '静音发送',
    format: '警报的形式',
    threads: '子区',
  },
  webhook: '该 Webhook',
  began: '开始',
  ended: '结束',
  peak: '峰值',
  stillOn: '进行中',
};

export const thresholds: Words['thresholds'] = {
  title: '🎚️ 阈值',
  own: '本服务器设置',
  unused: (value) => `本服务器设置的 ${value} 未生效：与其他阈值不匹配`,
  footerHint: '`/threshold kind value` 为本服务器更改一个阈值。值 `default` 恢复默认值。',
  changed: ({ name, before, after }) => `🎚️ ${name}：${before} → **${after}**。`,
  unchanged: ({ name, value }) => `🎚️ ${name} 为 **${value}**。`,
  cooldown: (length) => `⏱️ 间隔：两条同类消息之间至少 **${length}**。`,
  cooldownChanged: ({ before, after }) => `⏱️ 间隔：${before} → **${after}**。`,
  notANumber: (text) => `${text} 不是数字。请写例如 15，或 \`default\`。`,
  needsKind: '请在 `kind` 中选择要更改的阈值。',
  named: ({ kind, label }) => `${kind}：${label}`,
  range: ({ min, most }) => `从 ${min} 到 ${most}`,
  stays: ({ name, value }) => `${name} 仍为 ${value}。`,
  changeFirst: ({ name, value }) => `${name} 现为 ${value}：请先更改它。`,
  isSwitch: (name) => `${name} 只能是 \`on\` 或 \`off\`。`,
  on: '开',
  off: '关',
};

export const test: Words['test'] = {
  title: (severity) => `🧪 测试警报（${severity}）`,
  description: (who) => `${who} 在测试警报能否到达这里。一切正常。`,
  severities: { warning: '警告', critical: '严重' },
  arrived: (place) => `🧪 测试警报已到达 ${place}。`,
  pinged: (whom) => `它提及了 ${whom}。`,
  pingsNobody: '它不提及任何人。请在 `/setup` 中选择严重警报提及谁。',
  belowPing: '这种程度的警报不提及任何人。',
  cannotPing: (role) => `${role} 已显示但没有收到通知：请允许提及该身份组，或授予机器人“提及所有人”。`,
  retrying: 'Discord 还没有接收。它已保存，机器人会一直重试到送达。',
  waiting: (messages) => `它已保存，前面还有 ${messages.text} 条 Discord 尚未接收的消息。`,
  refused: (why) => `❌ 测试警报未送达：${why}。`,
  theWebhook: 'Webhook 的频道',
  toReceivers: (names) => `同时也发送给 ${names}：\`/status\` 会显示是否送达。`,
};

export const explain: Words['explain'] = {
  title: (code) => `📖 ${code}`,
  advice: '处理办法',
  whoActs: '谁应处理',
  unknown: (code) => `${code} 不是 CaptchaAI 说明过的代码。它会照原样计数和显示。请检查是否有拼写错误。`,
  classes: {
    account: '你，立刻：问题在账户',
    capacity: '你：套餐允许的并发更少',
    caller: '你：请求有误',
    proxy: '你：代理不工作',
    solver: '无人：少数任务会失败。很多时再查看',
    outage: 'CaptchaAI：请等待',
    none: '无人：这不是失败',
  },
};

export const help: Words['help'] = {
  title: '🛟 CaptchaAI 监控',
  description: '我监视求解 CAPTCHA 的流水线，出问题时通知你。我从不求解 CAPTCHA。',
  everyone: '所有人可用',
  managers: '可管理服务器的人可用',
};
