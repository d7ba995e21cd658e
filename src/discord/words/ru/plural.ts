import { pluralIn } from '../plural.ts';

export const plural = pluralIn('ru');

export const TASKS = { one: 'задача', few: 'задачи', many: 'задач', other: 'задачи' };
export const MESSAGES = { one: 'сообщение', few: 'сообщения', many: 'сообщений', other: 'сообщения' };
