import { beforeEach, describe, expect, test } from 'vitest';
import { GONE_AFTER_MS } from '../../src/store/processes.ts';
import { NOW, type OpenFile, openOnDisk } from '../fixtures/store.ts';

let opened: OpenFile;
beforeEach(async () => {
  opened = await openOnDisk();
});
const processes = () => opened.store.processes;
const holders = async (now: number) => (await processes().running(now)).map(({ holder }) => holder);

describe('a running process', () => {
  test('is seen with what it has in force, until it ends', async () => {
    await processes().begin('a', '{"x":1}', NOW);
    const expected = {
      holder: 'a',
      roles: ['ingest', 'gateway', 'worker'],
      settings: '{"x":1}',
      asked: 0,
      answered: 0,
      problems: [],
    };
    expect(await processes().running(NOW)).toEqual([expected]);
    await processes().write('a', '{"x":2}');
    expect(await processes().running(NOW)).toEqual([{ ...expected, settings: '{"x":2}' }]);
    await processes().end('a');
    expect(await processes().running(NOW)).toEqual([]);
  });

  test.each([
    [GONE_AFTER_MS, ['a']],
    [GONE_AFTER_MS + 1, []],
  ])('that said nothing for %d ms counts as %j', async (afterMs, expected) => {
    await processes().begin('a', '{}', NOW);
    expect(await holders(NOW + afterMs)).toEqual(expected);
    await processes().seen('a', NOW + afterMs);
    expect(await holders(NOW + afterMs)).toEqual(['a']);
  });

  test('is seen with its roles', async () => {
    await processes().begin('a', '{}', NOW, ['gateway', 'worker']);
    expect(await processes().running(NOW)).toMatchObject([{ roles: ['gateway', 'worker'] }]);
  });

  test('that was seen last comes first', async () => {
    await processes().begin('a', '{}', NOW);
    await processes().begin('b', '{}', NOW + 1);
    expect(await holders(NOW + 1)).toEqual(['b', 'a']);
    await processes().seen('a', NOW + 2);
    expect(await holders(NOW + 2)).toEqual(['a', 'b']);
  });

  test('is asked as often as somebody asks, and answers once for all of them', async () => {
    await processes().begin('a', '{}', NOW);
    expect(await processes().asked('a')).toBeNull();
    await processes().ask(NOW);
    await processes().ask(NOW);
    expect(await processes().asked('a')).toBe(2);
    await processes().answer('a', 2, ['HTTP_PORT "x" é']);
    expect(await processes().asked('a')).toBeNull();
    expect(await processes().running(NOW)).toMatchObject([{ asked: 2, answered: 2, problems: ['HTTP_PORT "x" é'] }]);
  });

  test('that is gone is not asked, and is removed by one that begins an hour later', async () => {
    await processes().begin('a', '{}', NOW);
    await processes().ask(NOW + GONE_AFTER_MS + 1);
    expect(await processes().asked('a')).toBeNull();
    await processes().begin('b', '{}', NOW + 3_600_001);
    await processes().seen('a', NOW + 3_600_001);
    expect(await holders(NOW + 3_600_001)).toEqual(['b']);
  });
});
