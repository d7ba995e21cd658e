import type { Words } from '../words.ts';

const limitProblems = {
  balanceOrder: '严重余额不得高于警告余额。',
  errorsClear: '视为恢复的错误率不得高于报警的错误率：否则警报会在仍然报警时结束。',
  typesClear: 'CAPTCHA 类型视为恢复的错误率不得高于报警的错误率：否则警报会在仍然报警时结束。',
  queueClear: '队列必须在阈值或以下恢复，因此最多 100%。',
  latencyClear: '视为恢复的延迟不得高于报警的延迟：否则警报会在仍然报警时结束。',
  runwayOrder: '严重的可用时间不得长于警告的可用时间。',
  runwayClear: '视为恢复的可用时间不得短于报警的可用时间：否则警报会在仍然报警时结束。',
};

export const errors: Words['errors'] = {
  badDuration: ({ text }) => `${text} 不是有效的时间。例如：30m、2 hours、1.5h、until tomorrow 9:00。`,
  badLength: ({ text }) => `${text} 不是有效的时长。例如：30m、2h、1d12h。`,
  badMoment: ({ text }) => `${text} 不是过去的时间。例如：14:07、2h ago、yesterday 9:00、2026-11-23 14:07。`,
  durationTooLong: ({ text, longest }) => `${text} 太长。最长为 ${longest}。`,
  unknownLimit: ({ name }) => `${name} 不是阈值。请从列表中选择。`,
  limitOutOfRange: ({ name, min, most }) => `${name} 必须在 ${min} 到 ${most} 之间。`,
  limitsConflict: ({ problem }) => limitProblems[problem],
  nothingMuted: () => '没有任何静音。',
  kindNotMuted: ({ scope }) => `${scope} 没有静音。\`/mutes\` 列出当前的静音。`,
  onlyAllMuted: () => '目前所有警报一起静音。不带类型的 `/unmute` 可结束。',
  alreadyAcknowledged: ({ by }) => `${by} 已认领此事件。`,
  incidentEnded: () => '此事件已经结束。',
  unknownIncident: () => '找不到此事件。它可能已被删除。',
  unknownPipeline: ({ name, known }) => `${name} 不是流水线。可用的有：${known}。`,
  badTimeZone: ({ text }) => `${text} 不是时区。`,
  zoneLetters: ({ text }) => `${text} 是多个时区的缩写，也不说明何时调整时钟。`,
  pickZone: () => '请选择城市，例如 Europe/Berlin。',
  noDestination: () => '警报还没有目的地。请用 `/setup` 选择频道。',
  notSaved: () => '无法保存。没有任何更改。请重试。',
  overloaded: () => '监控过载。没有保存任何内容。请稍后重试。',
};
