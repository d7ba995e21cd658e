import type { Words } from '../words.ts';

export const attention: Words['attention'] = {
  stillOnItTitle: '⏰ 还在处理吗？',
  stillOnIt: ({ who, kind, since, until }) =>
    `${who} 于 ${since} 认领了 **${kind}**，目前仍然严重。若无回复，认领将在 ${until} 结束，警报会继续发送。`,
  stillOnItButton: '仍在处理',
  undo: '取消认领',
  now: '现在',
  expired: '不再有人认领',
  expiredValue: (who) => `${who} 没有回复是否仍在处理`,
  isAsked: (until) => `已询问是否仍在处理，${until} 结束`,
  note: '备注',
  notes: '备注',
  noteTitle: '事件备注',
  noteLabel: '备注',
  noteHint: '所有能看到警报的人都可以阅读。',
  olderNotes: (notes) => `**详情** 中还有 ${notes.text} 条`,
  who: '**谁可以认领**',
  whoHint: '选择一个身份组，不选则所有人都可以',
  tookBack: ({ who, kind }) => `${who} 取消了对 **${kind}** 的认领。`,
};
