import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LANGUAGES, languageOf } from '../../src/discord/words/languages.ts';
import { type Counted, PLURAL_CATEGORIES, pluralIn } from '../../src/discord/words/plural.ts';
import type { Words } from '../../src/discord/words/words.ts';
import { leavesOf } from '../fixtures/catalogueTexts.ts';

const TEXTS = {
  processed: ({ summary }: Words, tasks: Counted) => summary.processed(tasks),
  perMinute: ({ queueReport }: Words, tasks: Counted) => queueReport.perMinute(tasks),
  waiting: ({ status }: Words, messages: Counted) => status.waiting({ messages, since: '@', why: '' }),
};

/** A text, `#` for the number, and the numbers that it is for. */
const FORMS: readonly (readonly [
  locale: string,
  text: keyof typeof TEXTS,
  form: string,
  numbers: readonly number[],
])[] = [
  ['en-US', 'processed', '# tasks processed', [0, 2, 5, 11, 21, 22, 1000]],
  ['en-US', 'processed', '# task processed', [1]],
  ['en-US', 'perMinute', '# tasks per minute', [0, 2, 5, 11, 21, 22, 1000]],
  ['en-US', 'perMinute', '# task per minute', [1]],
  ['en-US', 'waiting', '# messages waiting since @', [0, 2, 5, 11, 21, 22, 1000]],
  ['en-US', 'waiting', '# message waiting since @', [1]],
  ['de', 'processed', '# Aufgaben bearbeitet', [0, 2, 5, 11, 21, 22, 1000]],
  ['de', 'processed', '# Aufgabe bearbeitet', [1]],
  ['de', 'perMinute', '# Aufgaben pro Minute', [0, 2, 5, 11, 21, 22, 1000]],
  ['de', 'perMinute', '# Aufgabe pro Minute', [1]],
  ['de', 'waiting', '# Nachrichten warten seit @', [0, 2, 5, 11, 21, 22, 1000]],
  ['de', 'waiting', '# Nachricht wartet seit @', [1]],
  ['fr', 'processed', '# tâche traitée', [0, 1]],
  ['fr', 'processed', '# tâches traitées', [2, 5, 11, 21, 22, 1000]],
  ['fr', 'perMinute', '# tâche par minute', [0, 1]],
  ['fr', 'perMinute', '# tâches par minute', [2, 5, 11, 21, 22, 1000]],
  ['fr', 'waiting', '# message en attente depuis @', [0, 1]],
  ['fr', 'waiting', '# messages en attente depuis @', [2, 5, 11, 21, 22, 1000]],
  ['es-ES', 'processed', '# tareas procesadas', [0, 2, 5, 11, 21, 22, 1000]],
  ['es-ES', 'processed', '# tarea procesada', [1]],
  ['es-ES', 'perMinute', '# tareas por minuto', [0, 2, 5, 11, 21, 22, 1000]],
  ['es-ES', 'perMinute', '# tarea por minuto', [1]],
  ['es-ES', 'waiting', '# mensajes en espera desde @', [0, 2, 5, 11, 21, 22, 1000]],
  ['es-ES', 'waiting', '# mensaje en espera desde @', [1]],
  ['pt-BR', 'processed', '# tarefa processada', [0, 1]],
  ['pt-BR', 'processed', '# tarefas processadas', [2, 5, 11, 21, 22, 1000]],
  ['pt-BR', 'perMinute', '# tarefa por minuto', [0, 1]],
  ['pt-BR', 'perMinute', '# tarefas por minuto', [2, 5, 11, 21, 22, 1000]],
  ['pt-BR', 'waiting', '# mensagem esperando desde @', [0, 1]],
  ['pt-BR', 'waiting', '# mensagens esperando desde @', [2, 5, 11, 21, 22, 1000]],
  ['ru', 'processed', 'Обработано # задач', [0, 5, 11, 1000]],
  ['ru', 'processed', 'Обработана # задача', [1, 21]],
  ['ru', 'processed', 'Обработаны # задачи', [2, 22]],
  ['ru', 'perMinute', '# задач в минуту', [0, 5, 11, 1000]],
  ['ru', 'perMinute', '# задача в минуту', [1, 21]],
  ['ru', 'perMinute', '# задачи в минуту', [2, 22]],
  ['ru', 'waiting', '# сообщений ждут с @', [0, 5, 11, 1000]],
  ['ru', 'waiting', '# сообщение ждёт с @', [1, 21]],
  ['ru', 'waiting', '# сообщения ждут с @', [2, 22]],
  ['zh-CN', 'processed', '已处理 # 个任务', [0, 1, 2, 5, 11, 21, 22, 1000]],
  ['zh-CN', 'perMinute', '每分钟 # 个任务', [0, 1, 2, 5, 11, 21, 22, 1000]],
  ['zh-CN', 'waiting', '自 @ 起有 # 条在等待', [0, 1, 2, 5, 11, 21, 22, 1000]],
];

test.each(FORMS)('%s %s: %s for %j', (locale, name, form, numbers) => {
  const { words, count, counted } = languageOf(locale);
  for (const n of numbers) {
    expect(TEXTS[name](words, counted(n)).replaceAll('*', '')).toBe(form.replace('#', count(n)));
  }
});

test('the table has every language, text and number', () => {
  const locales = LANGUAGES.map(({ locale }) => locale).filter((locale) => !['en-GB', 'es-419'].includes(locale));
  const covered = FORMS.flatMap(([locale, name, , numbers]) => numbers.map((n) => `${locale} ${name} ${n}`));
  const wanted = locales.flatMap((locale) =>
    Object.keys(TEXTS).flatMap((name) => [0, 1, 2, 5, 11, 21, 22, 1_000].map((n) => `${locale} ${name} ${n}`)),
  );
  expect(covered.sort()).toEqual(wanted.sort());
});

test.each(LANGUAGES)('$locale has a form for each of its plural categories', ({ locale }) => {
  const categories: Readonly<Record<string, readonly string[]>> = PLURAL_CATEGORIES;
  const [language = ''] = locale.split('-');
  const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions();
  expect([...(categories[language] ?? ['other'])].sort()).toEqual([...pluralCategories].sort());
});

test('a form that the language has, or has not, must be given, or not', () => {
  const refused = [
    // @ts-expect-error: Russian has four.
    (tasks: Counted) => pluralIn('ru')(tasks, { one: 'задача', other: 'задачи' }),
    // @ts-expect-error: English has no few.
    (tasks: Counted) => pluralIn('en')(tasks, { one: 'task', few: 'tasks', other: 'tasks' }),
  ];
  expect(refused).toHaveLength(2);
});

test('the form goes by the number that is read', () => {
  const { words, counted } = languageOf('en-US');
  expect(words.queueReport.perMinute(counted(1.4))).toBe('1 task per minute');
  expect(words.queueReport.perMinute(counted(1.6))).toBe('2 tasks per minute');
});

describe.each(LANGUAGES)('with any number in $locale', ({ words, counted }) => {
  const texts = leavesOf(words).flatMap(([path, text]) =>
    // Looks a sentence up by its value.
    typeof text === 'function' && path !== '.errors.thresholdsConflict' ? [[path, text] as const] : [],
  );

  test('no text is empty, or has anything in it that is none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (n) => {
        for (const [path, text] of texts) {
          const said = String(text(...Array.from({ length: text.length }, () => anything(counted(n)))));
          expect(said.trim(), path).not.toBe('');
          expect(said, path).not.toMatch(/undefined|NaN|\[object/);
        }
      }),
      { numRuns: 30 },
    );
  });
});

/** Reads as the number; every value in it is the number too. */
function anything({ n, text }: Counted): object {
  return new Proxy(
    {},
    {
      get(_target, key) {
        if (key === Symbol.toPrimitive) return () => text;
        return key === 'n' ? n : anything({ n, text });
      },
    },
  );
}
