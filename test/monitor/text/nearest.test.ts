import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestName, nearestNames } from '../../../src/monitor/text/nearest.ts';

const KNOWN = ['ERRORS_RATE_PERCENT', 'DISCORD_TOKEN', 'INGEST_TOKEN', 'QUEUE_DEPTH', 'LOG_LEVEL'];

describe('the nearest name', () => {
  test.each([
    ['ERROR_RATE_PERCENT', 'ERRORS_RATE_PERCENT'],
    ['errors_rate_percent', 'ERRORS_RATE_PERCENT'],
    ['ERRORS-RATE-PERCENT', 'ERRORS_RATE_PERCENT'],
    ['ERORR_RATE_PERCNT', 'ERRORS_RATE_PERCENT'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['LOG_LEVLE', 'LOG_LEVEL'],
    ['DISCORD_BOT_TOKEN', 'DISCORD_TOKEN'],
    ['RATE_PERCENT', 'ERRORS_RATE_PERCENT'],
    ['QUEUE', 'QUEUE_DEPTH'],
    ['QUEUE_WIDTH', null],
    ['LOG_FORMAT', null],
    ['PATH', null],
    ['', null],
    ['___', null],
    ['№ 5', null],
  ])('of %j is %j', (typed, name) => {
    expect(nearestName(typed, KNOWN)).toBe(name);
  });

  test.each([
    ['four characters forgive no slip', 'CODE', 'CODF', false],
    ['five forgive one', 'DEPTH', 'DEPHT', true],
    ['and not two', 'DEPTH', 'DPEHT', false],
    ['ten forgive two', 'ABCDEFGHIJ', 'ABCDEFGHXY', true],
    ['and not three', 'ABCDEFGHIJ', 'ABCDEFGXYZ', false],
    ['twenty forgive three', 'ABCDEFGHIJKLMNOPQRST', 'ABCDEFGHIJKLMNOPQXYZ', true],
    ['and never more', 'ABCDEFGHIJKLMNOPQRST', 'ABCDEFGHIJKLMNOPWXYZ', false],
  ])('%s', (_name, known, typed, isFound) => {
    expect(nearestName(typed, [known])).toBe(isFound ? known : null);
  });

  test('slips come before words, and fewer of them first', () => {
    expect(nearestNames('DISCORD_TOKE', KNOWN)).toEqual(['DISCORD_TOKEN']);
    expect(nearestNames('TOKEN', KNOWN)).toEqual(['DISCORD_TOKEN', 'INGEST_TOKEN']);
  });

  test('every known name is the nearest to itself, however it is spelt', () => {
    const spelling = fc.constantFrom<(name: string) => string>(
      (name) => name.toLowerCase(),
      (name) => name.replaceAll('_', '-'),
      (name) => ` ${name} `,
    );
    fc.assert(
      fc.property(fc.constantFrom(...KNOWN), spelling, (name, spelt) => {
        expect(nearestName(spelt(name), KNOWN)).toBe(name);
      }),
    );
  });

  test('nothing that is typed breaks it', () => {
    const anything = fc.string({ maxLength: 100, unit: 'binary' });
    const slipped = fc
      .tuple(fc.constantFrom(...KNOWN), fc.nat(20), fc.string({ maxLength: 1, unit: 'binary' }))
      .map(([name, at, slip]) => name.slice(0, at) + slip + name.slice(at + 1));
    let found = 0;
    fc.assert(
      fc.property(fc.oneof(anything, slipped), (typed) => {
        const names = nearestNames(typed, KNOWN);
        found += names.length;
        expect(KNOWN).toEqual(expect.arrayContaining([...names]));
      }),
    );
    expect(found).toBeGreaterThan(0);
  });
});
