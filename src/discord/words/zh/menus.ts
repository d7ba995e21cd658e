import type { Words } from '../words.ts';

/** The commands in the menu of a message: names at most 32 characters. */
export const menus: Words['menus'] = {
  muteKind: {
    name: '静音这类警报',
    description: '用于警报：将这类警报静音一段时间',
  },
  explain: {
    name: '解释',
    description: '用于警报：显示其含义和应对方法',
  },
  heading: '在消息菜单的“应用”中',
  notOurs: '这条消息不是我的警报。请在警报上使用。',
  noAlert: '这条消息没有涉及警报：没有可静音或可解释的内容。',
  howLong: (kinds) => `${kinds} 要静音多久？`,
  pick: '选择时长',
};
