import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { playStory } from '../../sandbox/demo/story.ts';
import { TROUBLE_NAMES, TROUBLES, troubleNamed } from '../../sandbox/demo/troubles.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The world of the demo, and what was done to it. */
function setUpWorld() {
  const done: string[] = [];
  const said: string[] = [];
  const world = {
    pipeline: { setMood: (mood: string) => void done.push(`pipeline ${mood}`) },
    captchaAi: {
      setBalance: (usd: number) => void done.push(`balance ${usd}`),
      setMood: (mood: unknown) => void done.push(`CaptchaAI ${String(mood)}`),
    },
  };
  return { done, said, story: playStory(world, (text) => said.push(text)) };
}

const WELL = ['pipeline healthy', 'CaptchaAI healthy', 'balance 142.3'];
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
    expect(done.slice(-4)).toEqual([...WELL, 'pipeline quiet']);
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
