import type { Words } from '../words.ts';

export const errorsReport: Words['errorsReport'] = {
  title: (span) => `🧾 最近 ${span}的错误`,
  noResults: '这段时间没有结果。',
  rate: ({ rate, failed, total, threshold }) => `错误率：**${rate}**（${failed}/${total}），阈值 ${threshold}`,
  notFailures: '不算错误，单独统计',
  byCode: '按代码统计的错误',
  byType: '按 CAPTCHA 类型统计的错误',
  noType: '未报告类型',
};

export const queueReport: Words['queueReport'] = {
  title: '📥 队列',
  nothing: '尚不知道队列长度。设置 `QUEUE_SOURCE` 让监控器读取队列，或通过 `POST /v1/queue` 报告。',
  depth: ({ tasks, when }) => `队列中有 **${tasks.text}** 个待处理任务，报告于 ${when}`,
  workers: '活跃工作进程',
  busy: '处理中',
  oldest: '最早的任务',
  throughput: '处理速度',
  perMinute: (tasks) => `每分钟 ${tasks.text} 个任务`,
  drain: '预计清空时间',
  threshold: '阈值',
  empty: '空',
  unknown: '未知',
};
