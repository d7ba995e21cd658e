import type { Words } from '../words.ts';
import { kinds, scopes } from './kinds.ts';
import { test } from './replies.ts';

const pipeline = { name: '流水线', description: '哪条流水线（默认：全部）' };
/** For what is about one pipeline in any case. */
const onePipeline = { ...pipeline, description: '哪条流水线（默认：第一条）' };

export const commands: Words['commands'] = {
  balance: { name: '余额', description: '显示 CaptchaAI 余额、消耗速度和可用时间', options: { pipeline } },
  status: { name: '状态', description: '一览：各类警报、静音、最近的结果和最近的发送', options: { pipeline } },
  summary: {
    name: '汇总',
    description: '一段时间的任务、成功率、延迟、费用和错误',
    options: {
      period: {
        name: '时段',
        description: '哪个时段（默认：今天）',
        choices: {
          today: '今天',
          yesterday: '昨天',
          '24h': '最近 24 小时',
          '7d': '最近 7 天',
          '30d': '最近 30 天',
        },
      },
      pipeline,
    },
  },
  errors: {
    name: '错误',
    description: '按代码显示错误，附含义和处理办法',
    options: { window: { name: '时长', description: '往回多久：30m、6h、2d（默认：1h）' }, pipeline },
  },
  latency: {
    name: '延迟',
    description: '显示任务求解用时：p50、p95 和 p99，也按 CAPTCHA 类型显示',
    options: { window: { name: '时长', description: '往回多久：30m、6h、2d（默认：1h）' }, pipeline },
  },
  cost: {
    name: '费用',
    description: '按日和 CAPTCHA 类型显示花费，以及本月预测',
    options: {
      period: {
        name: '时段',
        description: '哪个时段（默认：最近 7 天）',
        choices: { today: '今天', '7d': '最近 7 天', '30d': '最近 30 天', month: '本月' },
      },
      pipeline,
    },
  },
  queue: { name: '队列', description: '显示有多少任务在等待、求解速度以及何时清空', options: { pipeline } },
  incidents: {
    name: '事件',
    description: '显示最近的事件、谁认领了它们，以及谁更改了哪项设置',
    options: { limit: { name: '数量', description: '多少条（默认：10）' } },
  },
  why: {
    name: '原因',
    description: '显示某个时间为什么发送或没有发送某类警报',
    options: {
      alert: { name: '警报', description: '哪类警报', choices: kinds },
      at: {
        name: '时间',
        description: '时间：14:07、2h ago、yesterday 9:00、2026-11-23 14:07（默认：现在）',
      },
      pipeline: onePipeline,
    },
  },
  export: {
    name: '导出',
    description: '将事件和每日汇总导出为 CSV 文件',
    options: { pipeline: onePipeline },
  },
  mute: {
    name: '静音',
    description: '将某类警报或全部警报静音一段时间',
    options: {
      alert: { name: '警报', description: '静音哪类警报', choices: scopes },
      for: { name: '时长', description: '多久：30m、2 hours、1d12h、until 9、until tomorrow 9:00' },
      reason: { name: '原因', description: '原因，显示在 /status 和 /mutes 中' },
      pipeline,
    },
  },
  unmute: {
    name: '取消静音',
    description: '提前结束静音',
    options: { alert: { name: '警报', description: '哪类警报（默认：结束所有静音）', choices: scopes }, pipeline },
  },
  mutes: { name: '静音列表', description: '显示当前的静音：到何时、由谁以及原因', options: {} },
  quiet: {
    name: '免打扰',
    description: '查看、添加或删除免打扰时段：每周消息等待发送的时间',
    options: {
      from: { name: '从', description: '何时开始：22:00（服务器的时区）' },
      to: { name: '到', description: '何时结束：07:00；不晚于“从”则为次日' },
      days: { name: '日子', description: '在哪些日子开始：mon-fri、sat、weekend（默认：daily）' },
      alerts: { name: '警报', description: '哪些警报，用逗号分隔：queue, latency（默认：全部）' },
      passes: {
        name: '放行',
        description: '仍会发送什么（默认：严重警报）',
        choices: { critical: '严重警报', nothing: '无' },
      },
      remove: { name: '删除', description: '删除哪个免打扰时段' },
    },
  },
  escalation: {
    name: '升级',
    description: '查看、添加或删除步骤：严重警报无人认领时还会通知谁',
    options: {
      after: { name: '之后', description: '警报后多久：5m、1h' },
      mention: { name: '提及', description: '要提及的身份组或成员' },
      channel: { name: '频道', description: '另一个频道' },
      direct_message: { name: '私信', description: '向谁发送私信' },
      receiver: { name: '接收方', description: 'Discord 之外的接收方，例如 PagerDuty' },
      remove: { name: '删除', description: '删除哪个步骤' },
    },
  },
  oncall: {
    name: '值班',
    description: '查看或更改谁在值班：每周轮换；警报提及值班的人',
    options: {
      add: { name: '添加', description: '谁也参加轮班' },
      remove: { name: '删除', description: '谁不再轮班' },
      day: { name: '日子', description: '交接的星期（默认：monday）' },
      time: { name: '时间', description: '交接的时间：09:00（服务器的时区）' },
      cover: { name: '代班', description: '谁从现在起代班' },
      until: { name: '到', description: '到何时：4h、tomorrow 9:00、monday、now' },
    },
  },
  setup: {
    name: '设置',
    description: '选择警报发往何处、提及谁、时区和每日汇总时间',
    options: { time_zone: { name: '时区', description: '菜单中没有的时区' }, pipeline },
  },
  threshold: {
    name: '阈值',
    description: '显示或更改警报阈值',
    options: {
      kind: { name: '类型', description: '哪个阈值（默认：显示全部）' },
      value: { name: '值', description: '以该阈值单位表示的新值，或 "default"' },
      pipeline,
    },
  },
  cooldown: {
    name: '间隔',
    description: '显示或更改同类消息之间的最短时间',
    options: { length: { name: '时长', description: '多久：5m、1h，或 "default"' } },
  },
  test: {
    name: '测试',
    description: '通过真实的发送路径发送测试警报',
    options: {
      severity: { name: '程度', description: '哪种程度（默认：严重，并提及）', choices: test.severities },
      escalation: { name: '升级', description: '是否走完所有升级步骤' },
    },
  },
  explain: {
    name: '解释',
    description: '解释 CaptchaAI 错误代码：含义和处理办法',
    options: { code: { name: '代码', description: '错误代码' } },
  },
  privacy: {
    name: '隐私',
    description: '显示保存了关于你和此服务器的哪些内容、保存多久，以及如何被遗忘',
    options: {},
  },
  help: { name: '帮助', description: '显示所有命令', options: {} },
};
