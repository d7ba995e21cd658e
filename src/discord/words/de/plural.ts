import { pluralIn } from '../plural.ts';

export const plural = pluralIn('de');

export const TASKS = { one: 'Aufgabe', other: 'Aufgaben' };
export const MESSAGES = { one: 'Nachricht', other: 'Nachrichten' };
