import type { Words } from '../words.ts';

export const overview: Words['overview'] = {
  pipelinesFiring: ({ firing, all }) => `${all.text} 条流水线中有 ${firing.text} 条报警`,
  accountsFiring: ({ firing, all }) => `${all.text} 个账户中有 ${firing.text} 个报警`,
  pipelines: '流水线',
  accounts: '账户',
  noAlerts: '无报警',
  notJudged: '数据还不够',
  tasks: (tasks) => `${tasks.text} 个任务`,
  one: '选项 `流水线` 可显示一条流水线的详情。',
};
