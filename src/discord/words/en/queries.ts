export const errorsReport = {
  title: (span: string) => `🧾 Errors of the Last ${span}`,
  noResults: 'No solve result arrived in this time.',
  rate: ({ rate, failed, total, limit }: Record<'rate' | 'failed' | 'total' | 'limit', string>) =>
    `Error rate: **${rate}** (${failed}/${total}), limit ${limit}`,
  notFailures: 'Not failures, counted apart',
  byCode: 'Errors by Code',
  byType: 'Errors by CAPTCHA Type',
  noType: 'type not reported',
};

export const queueReport = {
  title: '📥 Queue',
  nothing: 'No queue depth has been reported yet: the pipeline sends it to `POST /v1/queue`.',
  depth: ({ depth, when }: Record<'depth' | 'when', string>) =>
    `Queue depth: **${depth}** pending tasks, reported ${when}`,
  workers: 'Active Workers',
  throughput: 'Throughput',
  perMinute: (n: string) => `${n} tasks a minute`,
  drain: 'Est. Drain Time',
  threshold: 'Threshold',
  empty: 'Empty',
  unknown: 'Unknown',
};
