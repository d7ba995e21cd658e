import { pluralIn } from '../plural.ts';

export const plural = pluralIn('es');

export const TASKS = { one: 'tarea', many: 'de tareas', other: 'tareas' };
export const MESSAGES = { one: 'mensaje', many: 'de mensajes', other: 'mensajes' };
