import { pluralIn } from '../plural.ts';

export const plural = pluralIn('fr');

export const TASKS = { one: 'tâche', many: 'de tâches', other: 'tâches' };
export const MESSAGES = { one: 'message', many: 'de messages', other: 'messages' };
