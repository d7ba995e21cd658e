import { pluralIn } from '../plural.ts';

export const plural = pluralIn('pt');

export const TASKS = { one: 'tarefa', many: 'de tarefas', other: 'tarefas' };
export const MESSAGES = { one: 'mensagem', many: 'de mensagens', other: 'mensagens' };
