import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { supersededPages, type WaitingPage } from '../../../src/monitor/alerts/paged.ts';

/** `T`, `A` and `R` wait; in small letters they may have arrived. */
function line(text: string): readonly WaitingPage[] {
  return [...text].map((letter, index) => ({
    id: index + 1,
    event: ({ T: 'trigger', A: 'acknowledge', R: 'resolve' } as const)[letter.toUpperCase()] ?? 'trigger',
    mayHaveArrived: letter !== letter.toUpperCase(),
  }));
}

describe('what need not be sent any more', () => {
  test.for([
    ['T', false, ''],
    ['TR', false, 'TR'],
    ['TAR', false, 'TAR'],
    ['TA', false, 'TA'],
    ['TAT', false, 'TA'],
    ['TT', false, 'T'],
    ['tR', false, ''],
    ['tAR', false, 'A'],
    ['tTR', false, 'T'],
    ['tTAR', false, 'TA'],
    ['R', true, ''],
    ['AR', true, 'A'],
    ['TR', true, 'T'],
    ['TA', true, ''],
    ['A', true, ''],
  ] as const)('of %s, notified before: %s', ([text, wasNotified, expected]) => {
    const pages = line(text);
    const ids = supersededPages(pages, wasNotified);
    expect(ids.map((id) => text[id - 1]).join('')).toBe(expected);
  });
});

test('whatever waits: a receiver that was notified is notified of the end, another one is notified of nothing that is over', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[ta]{0,3}[TA]{0,4}R?$/), fc.boolean(), (text, wasNotified) => {
      const pages = line(text);
      const ids = supersededPages(pages, wasNotified);
      const sent = pages.filter(({ id, mayHaveArrived }) => !mayHaveArrived && !ids.includes(id));
      const isKnown = wasNotified || /[ta]/.test(text);
      expect(pages.filter(({ id, mayHaveArrived }) => mayHaveArrived && ids.includes(id))).toEqual([]);
      if (text.endsWith('R')) expect(sent.map(({ event }) => event)).toEqual(isKnown ? ['resolve'] : []);
      expect(sent.filter(({ event }) => event === 'trigger').length).toBeLessThanOrEqual(1);
    }),
    { seed: 20_261_129, numRuns: 500 },
  );
});
