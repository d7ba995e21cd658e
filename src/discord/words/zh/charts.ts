import type { Words } from '../words.ts';

export const charts: Words['charts'] = {
  titles: {
    balance: '余额',
    errors: '错误率',
    latency: '求解延迟',
    queue: '队列长度',
    cost: '每日费用',
    hours: '按小时统计的失败',
  },
  noData: '暂无数据',
  others: '其他',
  perMinute: '每分钟任务数',
  balance: ({ span, last, lowest }) => `${span}内的余额：当前 ${last}，最低 ${lowest}。`,
  errors: ({ span, failed, total, code }) =>
    `${span}内的错误率：${total.text} 个任务中有 ${failed.text} 个失败，最常见的是 ${code}。`,
  latency: ({ span, p50, p95 }) => `${span}内的求解延迟：最近 p50 ${p50}，p95 ${p95}。`,
  queue: ({ span, last, peak }) => `${span}内的队列长度：当前 ${last}，峰值 ${peak}。`,
  hours: ({ span, total, failed }) => `${span}内按日和小时的任务：${total.text} 个，失败 ${failed.text} 个。`,
  cost: ({ span, total, most }) => `${span}内的每日费用：共 ${total}，单日最高 ${most}。`,
  empty: (span) => `${span}内没有数据。`,
  noCode: '无代码',
};
