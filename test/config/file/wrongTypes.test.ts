import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { parseFile } from '../../../src/config/file/parseFile.ts';

/** With every key that a file may have, but for the other kinds of queues and receivers. */
const COMPLETE = `accounts:
  main: { apiKey: "\${KEY}", plan: balance, url: "https://ocr.captchaai.com", pollSeconds: 60, threadsProbe: true }
pipelines:
  shop:
    account: main
    ingestToken: "\${TOKEN}"
    guilds: ["123456789012345678"]
    thresholds: { errors.rate: 20, balance.alerts: 1, balance.warning: 5, queue.depth: 100, queue.criticalFactor: 5 }
    queue: { redis: "\${REDIS_URL}", name: [captcha], seconds: 15 }
    webhook: "\${WEBHOOK}"
    links: { errors: [{ label: Runbook, url: "https://wiki.example" }] }
    notes: { errors: Ask Anna. }
thresholds: { cooldown: 300 }
quietHours: [{ days: daily, from: "22:00", to: "07:00", alerts: [latency], passes: critical }]
silent: [warnings]
format: full
incidentThreads: "off"
receivers:
  pager: { pagerduty: "\${PAGER}", from: critical, guilds: ["123456789012345678"], allowPrivate: false }
escalation: [{ after: 5m, mention: "role:123456789012345678", guilds: ["123456789012345678"] }, { after: 15m, receiver: pager }]
`;

const WRONG: readonly unknown[] = [5, true, 'some words', [1], { a: 1 }, null];

type Path = readonly (string | number)[];

/** Of every value that stands in a file. */
function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inside = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [...(path.length === 0 ? [] : [path]), ...inside.flatMap(([key, each]) => pathsIn(each, [...path, key]))];
}

function problemsWith(path: Path, value: unknown): readonly string[] {
  const document = parseDocument(COMPLETE);
  document.setIn(path, value);
  return parseFile(String(document)).problems;
}

const PATHS = pathsIn(parseDocument(COMPLETE).toJS());

test('the file that is changed here can be read, and has every key', () => {
  expect(parseFile(COMPLETE).problems).toEqual([]);
  expect(PATHS.length).toBeGreaterThan(50);
});

describe.each(PATHS.map((path) => ({ path, name: path.join('.') })))('$name', ({ path, name }) => {
  test.each(WRONG)('%j in its place is either taken or refused in words about what must stand there', (wrong) => {
    for (const problem of problemsWith(path, wrong)) {
      expect(problem).toMatch(/^\d+:\d+: \S+ /);
      expect(problem).not.toMatch(/invalid|expected|undefined|something else|\[object/i);
      expect(problem).not.toContain(`${name} is missing`);
    }
  });

  test('without a value it says so', () => {
    const [problem] = problemsWith(path, null);
    expect(problem).toMatch(
      name === 'pipelines.shop.queue.name.0' ? /must be a name, or a list/ : `${name} has no value.`,
    );
  });
});

test.each([
  ['a number as text', ['pipelines', 'shop', 'thresholds', 'errors.rate'], '20%', 'must be a number, in percent.'],
  ['an id without quotes', ['pipelines', 'shop', 'guilds', 0], 123, 'must be a Discord id in quotes'],
  ['a switch', ['pipelines', 'shop', 'thresholds', 'balance.alerts'], 'off', 'must be 1 (on) or 0 (off).'],
  ['a number of tasks', ['pipelines', 'shop', 'thresholds', 'queue.depth'], 'many', 'must be a number, such as 10.'],
  ['words in place of a list', ['escalation'], 'anna', 'escalation must be a list.'],
  ['a list in place of a map', ['thresholds'], [], 'thresholds must have keys and values.'],
  ['a map in place of text', ['pipelines', 'shop', 'notes', 'errors'], {}, 'notes.errors must be text.'],
] as const)('%s', (_what, path, value, sentence) => {
  expect(problemsWith(path, value)[0]).toContain(sentence);
});

test('a file that is no map', () => {
  expect(parseFile('foo').problems).toEqual(['1:1: The file must have keys and values.']);
});

test('what is not there is missing', () => {
  expect(parseFile('accounts: {}').problems).toEqual(['1:1: pipelines is missing.']);
});
