import type { Words } from '../words.ts';

export const queueSource: Words['queueSource'] = {
  title: '无法读取队列',
  trouble: ({ why, since }) => `${why}，自 ${since}。长度未知，不是 0。`,
  why: {
    unreachable: '无法连接服务器',
    timeout: '未及时响应',
    certificate: '服务器证书不受信任',
    unauthorized: '服务器拒绝用户名或密码',
    forbidden: '该用户无权读取队列',
    notFound: '没有这个队列',
    wrongType: 'Redis 中的键是其他类型',
    noCount: '服务器目前不知道长度',
    redirect: '该地址跳转到另一个地址',
    unexpectedAnswer: '响应格式不符合预期',
    serverError: '服务器报告错误',
    missingPackage: '缺少一个软件包，请查看日志',
  },
};
