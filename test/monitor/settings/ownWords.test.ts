import { expect, test } from 'vitest';
import { ownWordsFor } from '../../../src/monitor/settings/ownWords.ts';
import type { AlertKind, Link } from '../../../src/monitor/types.ts';
import { THRESHOLDS } from '../../fixtures/thresholds.ts';

const link = (name: string): Link => ({ label: name, url: `https://${name}.example` });

/** Two pipelines on one account; the second has the name of that of another. */
const GUILD = {
  pipelines: [
    {
      name: 'shop',
      account: 'main',
      thresholds: THRESHOLDS,
      links: { errors: [link('a')], balance: [link('a'), link('b')] },
      notes: { errors: 'Call Ann.' },
    },
    {
      name: 'tickets',
      account: 'main',
      thresholds: THRESHOLDS,
      links: { balance: [link('b'), link('c'), link('d')] },
      notes: { balance: 'Ask Bob.' },
    },
    { name: 'main', account: 'eu', thresholds: THRESHOLDS, links: { errors: [link('e')], balance: [link('f')] } },
  ],
};

test.each<[AlertKind, string, string, string | null]>([
  ['errors', 'shop', 'a', 'Call Ann.'],
  ['errors', 'tickets', '', null],
  ['errors', 'main', 'e', null],
  ['queue', 'shop', '', null],
  // Each once, and no more than three.
  ['balance', 'main', 'a b c', 'Ask Bob.'],
  ['balance', 'eu', 'f', null],
  ['errors', 'unknown', '', null],
])('%s of %s has the links "%s" and the note %s', (kind, pipeline, links, note) => {
  const own = ownWordsFor(GUILD, [{ kind, pipeline }]);
  expect([own.links.map(({ label }) => label).join(' '), own.notes]).toEqual([links, note === null ? [] : [note]]);
});

test('what is about no kind has none', () => {
  expect(ownWordsFor(GUILD, [])).toEqual({ links: [], notes: [] });
});

test('a message of several pipelines has those of each, every one once', () => {
  const about = ['tickets', 'shop', 'shop'].map((pipeline) => ({ kind: 'errors', pipeline }) as const);
  expect(ownWordsFor(GUILD, about)).toEqual(ownWordsFor(GUILD, [{ kind: 'errors', pipeline: 'shop' }]));
});
