import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readThreads } from '../../src/captchaai/threads.ts';

const UNSUPPORTED = { ok: false, unsupported: true };

describe('threads', () => {
  test.each<[name: string, body: object, busy: number, total: number]>([
    ['all three', { status: 1, threads: 15, working_threads: 4, free_threads: 11 }, 4, 15],
    ['all three as text', { status: '1', threads: '15', working_threads: ' 4 ', free_threads: '11' }, 4, 15],
    ['without a status', { threads: 15, working_threads: 4 }, 4, 15],
    ['without the free ones', { status: 1, threads: 15, working_threads: 0 }, 0, 15],
    ['without the busy ones', { status: 1, threads: 15, free_threads: 15 }, 0, 15],
    ['without their number', { status: 1, working_threads: 4, free_threads: 11 }, 4, 15],
    ['where one of them is no number', { status: 1, threads: null, working_threads: 4, free_threads: '11' }, 4, 15],
    ['more busy than there are', { status: 1, threads: 5, working_threads: 6, free_threads: 0 }, 6, 5],
    ['none at all', { status: 1, threads: 0, working_threads: 0, free_threads: 0 }, 0, 0],
    ['in the envelope', { status: 1, request: { threads: '15', working_threads: '4' } }, 4, 15],
    ['beside further fields', { status: 1, request: 'ok', threads: 15, working_threads: 4, plan: 'basic' }, 4, 15],
  ])('are read with %s', (_name, body, busy, total) => {
    expect(readThreads(200, ` ${JSON.stringify(body)}\n`)).toEqual({ ok: true, busy, total });
  });

  test.each([
    '',
    '15',
    'null',
    '[]',
    '{}',
    '{"status":1}',
    '{"status":1,"request":"15"}',
    '{"status":1,"request":null}',
    '{"status":1,"request":["15"]}',
    '{"status":1,"threads":15}',
    '{"status":1,"threads":-1,"working_threads":4}',
    '{"status":1,"threads":1.5,"working_threads":1}',
    '{"status":1,"threads":"many","working_threads":4}',
    '{"status":1,"threads":3,"free_threads":4}',
    '{"status":1,"threads":1e12,"working_threads":4}',
    '{"status":0,"threads":15,"working_threads":4}',
    '{"status":1,"threads":15,"working_thr',
    'Service is under maintenance',
    '<html>no such page</html>',
    'ERROR_EMPTY_ACTION',
    '{"status":0,"request":"ERROR_FROM_TOMORROW"}',
  ])('are not supported where the answer is %j', (text) => {
    expect(readThreads(200, text)).toEqual(UNSUPPORTED);
    expect(readThreads(404, text)).toEqual(readThreads(200, text));
  });

  test.each([
    [200, 'ERROR_KEY_DOES_NOT_EXIST', 'account'],
    [200, '{"status":0,"request":"IP_BANNED"}', 'account'],
    [200, 'ERROR_NO_SLOT_AVAILABLE', 'capacity'],
    [200, 'ERROR_SERVER_ERROR', 'outage'],
    [429, '', 'capacity'],
    [502, '{"threads":15,"working_threads":4}', 'outage'],
  ])('are not known after HTTP %d with %j, a failure of class %s', (status, text, of) => {
    expect(readThreads(status, text)).toMatchObject({ ok: false, failure: { class: of } });
  });

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.integer({ min: 100, max: 599 }), (text, status) => {
        readThreads(status, text);
        readThreads(status, `{"status":1,"request":${text}}`);
      }),
    );
  });
});
