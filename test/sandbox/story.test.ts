import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { playStory } from '../../sandbox/demo/story.ts';
import { TROUBLE_NAMES, TROUBLES, troubleNamed } from '../../sandbox/demo/troubles.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The world of the demo, and what was done to it. */
function setUpWorld() {
  const done: string[] = [];
  const said: string[] = [];
  const pipeline = (name: string) => ({ setMood: (mood: string) => void done.push(`pipeline ${name} ${mood}`) });
  const account = (name: string) => ({
    setBalance: (usd: number) => void done.push(`account ${name} $${usd}`),
    setMood: (mood: unknown) => void done.push(`account ${name} ${String(mood)}`),
  });
  const world = {
    pipelines: { shop: pipeline('shop'), tickets: pipeline('tickets'), news: pipeline('news') },
    accounts: { main: account('main'), eu: account('eu') },
  };
  return { done, said, story: playStory(world, (text) => said.push(text)) };
}

const WELL = [
  'pipeline shop healthy',
  'pipeline tickets healthy',
  'pipeline news healthy',
  'account main healthy',
  'account main $142.3',
  'account eu healthy',
  'account eu $0',
];
const begins: readonly string[] = TROUBLE_NAMES.map((name) => TROUBLES[name].begins);

describe('the story of the demo', () => {
  test('begins within the first minute, plays every trouble, and then begins again', () => {
    const { said, story } = setUpWorld();
    vi.advanceTimersByTime(15_000);
    expect(said).toEqual([begins[0]]);
    vi.advanceTimersByTime(15 * 60_000);
    expect(said.filter((text) => begins.includes(text)).slice(0, 6)).toEqual([...begins, begins[0]]);
    story.stop();
    said.length = 0;
    vi.advanceTimersByTime(60 * 60_000);
    expect(said).toEqual([]);
  });

  test.each(TROUBLE_NAMES)('%s is set off at will, heals, and the story goes on with the next one', (name) => {
    const { done, said, story } = setUpWorld();
    story.play(name);
    expect(done.length).toBe(WELL.length + 1);
    // It says which one it hits.
    const [hit = ''] = /^(?:pipeline|account) \w+/.exec(done.at(-1) ?? '') ?? [];
    expect(said[0]).toContain(hit);
    expect(TROUBLES[name].ends).toContain(hit);
    vi.advanceTimersByTime(TROUBLES[name].lastsSeconds * 1_000);
    expect(done.slice(-WELL.length)).toEqual(WELL);
    expect(said).toEqual([TROUBLES[name].begins, TROUBLES[name].ends]);
    vi.advanceTimersByTime(120_000);
    expect(said[2]).toBe(begins[(TROUBLE_NAMES.indexOf(name) + 1) % begins.length]);
    story.stop();
  });

  test('one trouble at a time: a second one ends the first', () => {
    const { done, story } = setUpWorld();
    story.play('drain');
    story.play('quiet');
    expect(done.slice(-WELL.length - 1)).toEqual([...WELL, 'pipeline news quiet']);
    story.stop();
  });
});

test.each([
  ['spike', 'spike'],
  [' Drain ', 'drain'],
  ['/spike', null],
  ['toString', null],
  ['', null],
])('%j names %s', (text, name) => {
  expect(troubleNamed(text)).toBe(name);
});
