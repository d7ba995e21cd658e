import type { Words } from '../words.ts';

export const latencyReport: Words['latencyReport'] = {
  title: (span) => `⏱️ 最近 ${span}的求解延迟`,
  nothing: '这段时间没有已解决的任务报告用时。',
  overall: ({ p50, p95, p99, tasks }) =>
    `p50 **${p50}**，p95 **${p95}**，p99 **${p99}**，共 ${tasks.text} 个已解决的任务`,
  byType: '按 CAPTCHA 类型的 p50 / p95 / p99（已解决任务数）',
  others: (tasks) => `其他类型或未报告类型：${tasks.text} 个任务`,
  threshold: '阈值',
};

export const costReport: Words['costReport'] = {
  titles: { today: '💵 费用：今天', '7d': '💵 费用：最近 7 天', '30d': '💵 费用：最近 30 天', month: '💵 费用：本月' },
  total: ({ cost, tasks }) => `${tasks.text} 个任务共报告 **${cost}**`,
  unreported: (tasks) => `${tasks.text} 个任务没有报告费用。`,
  noTasks: '这段时间没有任务。',
  notReported: '未报告',
  soFar: '本月至今',
  forecast: '本月预测',
  about: (cost) => `约 ${cost}`,
  noForecast: '未知：需要有一天的任务报告了费用。',
  basis: '依据',
  perDay: ({ cost, days }) => `每天 ${cost}，最近 ${days} 天的平均值`,
  byType: '按 CAPTCHA 类型',
  otherTypes: '其他类型',
  costOf: ({ cost, tasks, each }) => `${cost}（${tasks.text} 个任务${each}）`,
  each: (cost) => `，每 1000 个 ${cost}`,
  byDay: '按日',
  noTasksThen: '没有任务',
};

export const why: Words['why'] = {
  title: (kind) => `❓ 原因：${kind}`,
  asked: (at) => `时间：${at}`,
  nothing: '没有这个时间的记录。决定保留 30 天。',
  around: '该时间前后的决定',
  because: (why) => `原因：${why}。`,
  threshold: (value) => `阈值 ${value}`,
  mutedBy: ({ who, until }) => `没有发送：${who} 已将其静音至 ${until}。`,
  reasons: {
    firstFiring: '警报开始，已发送消息。',
    worsened: '情况变差，立即发送了消息。',
    cooldownElapsed: '冷却结束后警报仍在，已发送消息。',
    muteEnded: '消息不再被抑制时警报仍在，已发送消息。',
    recovered: '已恢复，已发送消息。',
    endedInCooldown: '在冷却期内开始并结束，发送了一条延迟消息。',
    unknownForLong: '事件未结束且长时间无法判断，已发送消息。',
    stillOnIt: '认领两小时后仍然严重，已询问认领人。',
    acknowledgementExpired: '没有人回复仍在处理，已发送消息。',
    escalated: '仍然严重且无人认领，已执行升级的下一步。',
    flapping: '一小时内反复出现超过五次，已合并为一条消息发送。',
    healthy: '没有发送：一切正常。',
    noVerdict: '没有发送：无法判断。',
    switchedOff: '没有发送：这类警报已关闭。',
    muted: '没有发送：已静音。',
    coolingDown: '警报仍在。下一条消息等待冷却结束。',
    awaitingClear: '已恢复正常，等待确认后再发送消息。',
    endedBeforeNotified: '在通知任何人之前已结束，因此没有发送。',
    acknowledged: '警报仍在。已有人确认，因此没有发送提醒。',
    inhibited: '警报仍在。没有发送：已改为通知其原因。',
    noDestination: '没有发送：没有选择目的地。',
    quietHours: '没有发送：等待免打扰时段结束。',
    stillFlapping: '它反复出现，并且已通知。下一条消息要等它变得更严重、持续存在或不再出现。',
  },
};

export const exported: Words['exported'] = {
  tables: ({ incidents, days }) =>
    `📤 ${incidents.text} 个事件和 ${days.text} 天的汇总。时间为 UTC，空单元格表示未报告。`,
  newestOnly: (incidents) => `这是最近的 ${incidents.text} 个事件，不含更早的事件。`,
};
