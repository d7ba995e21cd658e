import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { supersededPages, type WaitingPage } from '../../../src/monitor/alerts/paged.ts';

/** `T`, `A` and `R` wait; in small letters they may have arrived. `H` is a trigger that waits for the end of a mute or of quiet hours. */
function line(text: string): readonly WaitingPage[] {
  return [...text].map((letter, index) => ({
    id: index + 1,
    event: ({ T: 'trigger', A: 'acknowledge', R: 'resolve' } as const)[letter.toUpperCase()] ?? 'trigger',
    mayHaveArrived: letter !== letter.toUpperCase(),
    isHeld: letter.toUpperCase() === 'H',
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
    ['H', false, ''],
    ['h', false, ''],
    ['HT', false, 'H'],
    ['hT', false, 'h'],
    ['HA', false, 'HA'],
    ['hA', false, 'h'],
    ['HA', true, 'H'],
    ['HR', false, 'HR'],
    ['hR', false, 'h'],
    ['HR', true, 'H'],
    ['hAR', false, 'hA'],
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

test('whatever waits: nothing that quiet hours held leaves after what came after it', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[Hh]{1,2}[TAH]{0,3}R?$/), fc.boolean(), (text, wasNotified) => {
      const pages = line(text);
      const ids = supersededPages(pages, wasNotified);
      const left = pages.filter(({ id }) => !ids.includes(id));
      expect(left.slice(0, -1).filter(({ isHeld }) => isHeld)).toEqual([]);
      if (text.endsWith('R')) expect(left.length).toBe(wasNotified || text.includes('h') ? 1 : 0);
    }),
    { seed: 20_261_130, numRuns: 500 },
  );
});
