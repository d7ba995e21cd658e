import type { Words } from '../words.ts';

export const kinds: Words['kinds'] = {
  balance: '余额',
  errors: '错误率',
  types: 'CAPTCHA 类型',
  queue: '队列',
  workers: '工作进程',
  silence: '静默',
  provider: 'CaptchaAI',
  latency: '延迟',
  threads: '线程',
  runway: '可用时间',
};

export const scopes: Words['scopes'] = { all: '全部', ...kinds };

export const severities: Words['severities'] = { warning: '警告', critical: '严重' };

export const sureness: Words['sureness'] = { low: '低', medium: '中', high: '高' };

export const andMore: Words['andMore'] = (items) => `以及另外 ${items.text} 项`;

export const didYouMean: Words['didYouMean'] = (names) => `您是指 ${names} 吗？`;

export const or: Words['or'] = ' 或 ';

export const giveUp: Words['giveUp'] = {
  destinationGone: 'Webhook 或频道已不存在：用 `/setup` 另选一个',
  notAllowed: 'Discord 不允许：检查机器人在频道中的权限',
  threadGone: '事件的子区已被删除',
  threadClosed: '子区已锁定或归档：请重新打开，或用 `/setup` 另选频道',
  threadsFull: '频道中打开的子区过多：请关闭一些，或用 `/setup` 另选频道',
  tagRequired: '论坛要求每个帖子带标签：用 `/setup` 另选频道',
  autoMod: '被 AutoMod 拦截：请在服务器的 AutoMod 设置中放行机器人',
  slowMode: '频道处于慢速模式：请关闭它，或用 `/setup` 另选频道',
  channelKind: '这类频道不接收消息：用 `/setup` 另选一个',
  notAccepted: 'Discord 拒绝那里的所有消息：用 `/setup` 另选频道',
  answerLost: '很可能已送达：Discord 的回应在途中丢失',
  rejected: 'Discord 拒绝了该消息',
  noDestination: '未选择频道：使用 `/setup`',
  muted: '当时已静音',
  quietHours: '当时处于免打扰时段',
  nothingToEdit: '消息已被删除',
  superseded: '已被更新的消息取代',
  tooOld: '已太旧，没有用处',
};

export const pingFailed: Words['pingFailed'] = {
  roleGone: '没有人收到通知：身份组已被删除，用 `/setup` 另选一个',
  notMentionable: '没有人收到通知：请允许提及该身份组，或授予机器人“提及所有人”',
  memberGone: '没有人收到通知：此人不在服务器中，用 `/setup` 另选一个',
  notPinged: '上一次提及没有通知到任何人：请检查身份组或成员，或用 `/setup` 另选一个',
};

export const fallback: Words['fallback'] = (why) => `改发到此处：${why}`;

export const sentAgain: Words['sentAgain'] = '重新发送，第一次可能已送达';

export const facts: Words['facts'] = {
  balance: ({ balance, threshold }) => `${balance}（阈值 ${threshold}）`,
  errors: ({ rate, failed, total }) => `${rate}（${failed}/${total}）`,
  queue: (tasks) => `${tasks.text} 个待处理`,
  types: ({ type, rate, failed, total }) => `${type} ${rate}（${failed}/${total}）`,
  noTypeFails: '没有类型失败',
  activeWorkers: (workers) => `${workers.text} 个活跃`,
  workersNotReported: '未报告工作进程',
  silence: (length) => `最近的结果在 ${length} 前`,
  lastResult: (when) => `最近的结果 ${when}`,
  answers: '正常回复',
  answersWith: (code) => `回复 ${code}`,
  wrongAddress: '`CAPTCHAAI_URL` 中的地址不是 CaptchaAI',
  latency: (p95) => `p95 ${p95}`,
  busy: ({ busy, total }) => `${busy}/${total} 占用`,
  refused: (share) => `${share} 的任务被拒`,
  nothingReported: '没有报告',
  beyondForecast: '超过 30 天',
};
