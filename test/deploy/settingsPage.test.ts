import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { settingEntries } from '../../deploy/docs/settingEntries.ts';
import { settingsPage } from '../../deploy/docs/settingsPage.ts';
import { SETTINGS } from '../../src/config/readSettings.ts';
import { KIND_THRESHOLDS } from '../../src/monitor/kinds/thresholds.ts';

const PAGE = readFileSync(new URL('../../docs/settings.md', import.meta.url), 'utf8');

test('docs/settings.md is what npm run docs:settings writes', () => {
  expect(PAGE).toBe(settingsPage());
});

describe('docs/settings.md', () => {
  /** The cells of each row, by the setting that it is about. */
  const rows = [...PAGE.matchAll(/^\| `([A-Z]\w+)` \| (.+) \|$/gm)].map(
    ([, name = '', cells = '']) => [name, cells.split(' | ')] as const,
  );
  const rowOf = (setting: string) => new Map(rows).get(setting);

  test('has a row for every setting, in their order', () => {
    expect(rows.map(([name]) => name)).toEqual(SETTINGS);
  });

  test.each([
    ['INGEST_TOKEN', 'required', ''],
    ['DISCORD_TOKEN', '', ''],
    ['HTTP_PORT', '`8787`', '0 to 65,535'],
    ['QUEUE_SOURCE_SECONDS', '', '5 to 300'],
    ['LOG_LEVEL', '`info`', '`debug`, `info`, `warn`, `error`'],
  ])('says of %s what it is when it is not set, and what it may be', (setting, standard, values) => {
    expect(rowOf(setting)?.slice(1)).toEqual([standard, values]);
  });

  test('calls every threshold by both names', () => {
    for (const { setting, name } of KIND_THRESHOLDS) expect(rowOf(setting)?.[3]).toContain(`\`${name}\``);
    expect(rowOf('ERRORS_WINDOW_SECONDS')?.[3]).toBe('`errors.window`, `latency.window`');
  });
});

test('a setting is explained by the lines right above it, and belongs to the section above it', () => {
  const example = [
    '# The whole file.',
    '',
    '# --- First ---',
    '',
    '# In two',
    '# lines.',
    'ONE=',
    '',
    '# Not of it.',
    '',
    '# --- Second (docs/two.md) -----',
    '# Of it.',
    'TWO=2',
    'THREE=',
  ];
  expect(settingEntries(example.join('\n'))).toEqual([
    { name: 'ONE', meaning: 'In two lines.', section: 'First' },
    { name: 'TWO', meaning: 'Of it.', section: 'Second (docs/two.md)' },
    { name: 'THREE', meaning: '', section: 'Second (docs/two.md)' },
  ]);
});
