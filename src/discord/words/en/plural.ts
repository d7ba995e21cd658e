import { pluralIn } from '../plural.ts';

export const plural = pluralIn('en');

export const TASKS = { one: 'task', other: 'tasks' };
export const MESSAGES = { one: 'message', other: 'messages' };
