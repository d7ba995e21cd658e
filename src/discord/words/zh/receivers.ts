import type { Words } from '../words.ts';

export const receivers: Words['receivers'] = {
  field: '接收方',
  lastNotified: ({ name, at }) => `${name}：上次通知 ${at}`,
  notYet: (name) => `${name}：暂无通知`,
  trouble: {
    unreachable: '无法连接',
    timedOut: '未及时响应',
    rateLimited: '要求等待',
    serverError: '报告自身故障',
    muted: '已静音',
    quietHours: '等待免打扰时段结束',
  },
  refusal: {
    rejected: '拒绝了该消息',
    unauthorized: '不接受密钥或令牌',
    redirected: '其地址指向另一个地址',
    privateAddress: '其地址为私有地址，不允许使用',
    superseded: '已不再需要',
  },
};
