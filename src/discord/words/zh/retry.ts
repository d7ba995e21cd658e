import type { RetryReason } from '../../../monitor/delivery/outcome.ts';

export const retry: Readonly<Record<RetryReason, string>> = {
  notWritten: '我们的数据库没有响应',
  paced: '等待自身的发送速率限制',
  tooManyInvalidRequests: '被拒绝的请求过多；等待，以免 Discord 封禁该地址',
  rateLimited: 'Discord 要求等待',
  unreachable: '无法连接 Discord',
  unreadableAnswer: '无法读取 Discord 的回复',
  unknownFailure: '未知错误，请查看日志',
  pageInBetween: '机器人与 Discord 之间的某处拒绝了请求',
  discordFailed: 'Discord 出错',
  discordBusy: 'Discord 目前不接收消息',
  refused: 'Discord 拒绝了它',
  notAllowed: '缺少权限',
  slowMode: '频道处于慢速模式',
  rejected: 'Discord 拒绝了嵌入消息；改用纯文本重试',
  muted: '已静音',
  quietHours: '等待免打扰时段结束',
  cooldown: '等待冷却结束',
  nowhere: '没有可用的频道：请使用 `/setup`',
};
