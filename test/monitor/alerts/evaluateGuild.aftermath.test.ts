import { describe, expect, test } from 'vitest';
import { tellStory } from '../../fixtures/guildStory.ts';
import { HOUR, LIMITS, MINUTE, SECOND } from '../../fixtures/limits.ts';

describe('what still fires when its cause is gone', () => {
  test.each([
    ['just before two minutes after it', 2 * MINUTE - 1, []],
    ['exactly two minutes after it', 2 * MINUTE, ['errors error']],
  ])('is told %s: %s', (_name, ms, expected) => {
    const { told, wait } = tellStory();
    told('accountRefused', 'errors');
    wait(MINUTE);
    expect(told('errors')).toEqual(['provider recovered', 'edit errors']);
    wait(ms);
    expect(told('errors')).toEqual(expected);
  });

  test.each([
    ['just before two minutes after they were free', 2 * MINUTE - 1, []],
    ['when they count as free', 2 * MINUTE, ['threads recovered', 'edit queue']],
  ])('is not told %s, where the cause were busy threads', (_name, ms, expected) => {
    const { told, wait } = tellStory();
    told('full', 'queue');
    wait(MINUTE);
    expect(told('queue')).toEqual([]);
    wait(ms);
    expect(told('queue')).toEqual(expected);
  });

  test.each([
    ['just before two minutes after that', 2 * MINUTE - 1, []],
    ['exactly two minutes after that', 2 * MINUTE, ['queue warning']],
  ])('where busy threads have recovered, %s: %s', (_name, ms, expected) => {
    const { told, wait } = tellStory();
    told('full', 'queue');
    told('queue');
    wait(2 * MINUTE);
    expect(told('queue')).toContain('threads recovered');
    wait(ms);
    expect(told('queue')).toEqual(expected);
  });

  test('is told with the time of its true beginning', () => {
    const { told, wait, alertStates, now } = tellStory();
    const began = now();
    told('accountRefused', 'errors');
    told('errors');
    wait(2 * MINUTE);
    told('errors');
    expect(alertStates.get('errors')?.incident).toMatchObject({ openedAt: began, notifiedSeverity: 'error' });
  });

  test('waits anew where the cause comes back and is told again', () => {
    const { told, wait } = tellStory();
    told('accountRefused', 'errors');
    wait(LIMITS.cooldownMs);
    told('errors');
    wait(MINUTE);
    expect(told('accountRefused', 'errors')).toEqual(['provider error affecting errors']);
    wait(MINUTE);
    expect(told('accountRefused', 'errors')).toEqual([]);
  });

  test('is told where the cause comes back inside its cooldown, so that nobody knows of it', () => {
    const { told, wait } = tellStory();
    told('accountRefused', 'errors');
    told('errors');
    wait(MINUTE);
    expect(told('accountRefused', 'errors')).toEqual([]);
    wait(MINUTE);
    expect(told('accountRefused', 'errors')).toEqual(['errors error']);
  });

  test('is told although the end of its cause may not be told yet, because that is muted', () => {
    const { told, wait, mute } = tellStory();
    told('accountRefused', 'errors');
    mute('provider', 24 * HOUR);
    told('errors');
    wait(2 * MINUTE);
    expect(told('errors')).toEqual(['errors error']);
  });

  test('is told at once where the cause was none: an outage, which holds back nothing while it lasts', () => {
    const { told, wait } = tellStory();
    expect(told('outage')).toEqual(['provider warning']);
    wait(MINUTE);
    expect(told('errors')).toEqual(['provider recovered', 'edit', 'errors error']);
  });
});

describe('errors of which the window holds the failures of the time of their cause', () => {
  const AFTER = 2 * MINUTE + LIMITS.errors.windowMs;

  function ended() {
    const story = tellStory();
    story.told('accountRefused', 'errors');
    story.wait(MINUTE);
    expect(story.told('errors')).toEqual(['provider recovered', 'edit errors']);
    return story;
  }

  test.each([
    ['two minutes after it', 2 * MINUTE, []],
    ['just before the window has left that time', AFTER - 1, []],
    ['when the window has left that time', AFTER, ['errors error']],
  ])('are told by the window alone only when it has left it: %s', (_name, ms, expected) => {
    const { told, wait } = ended();
    wait(ms);
    expect(told('oldErrors')).toEqual(expected);
  });

  test.each([
    ['just before two minutes after it', 2 * MINUTE - 1, []],
    ['two minutes after it', 2 * MINUTE, ['errors error']],
    ['later', 4 * MINUTE, ['errors error']],
  ])('are told where the last two minutes alone fire: %s', (_name, ms, expected) => {
    const { told, wait } = ended();
    wait(ms);
    expect(told('errors')).toEqual(expected);
  });

  test.each([
    ['exactly at the limit', 15, []],
    ['just above the limit', 16, ['errors error']],
  ])('where of the last two minutes the share is %s', (_name, failed, expected) => {
    const { told, wait } = ended();
    wait(2 * MINUTE);
    expect(told('oldErrors', () => ({ inhibitionTotals: { solved: 100 - failed, failed, byCode: [] } }))).toEqual(
      expected,
    );
  });

  test('are told where there was no cause', () => {
    expect(tellStory().told('oldErrors')).toEqual(['errors error']);
  });

  test('are told after an outage, which causes nothing', () => {
    const { told, wait } = tellStory();
    told('outage');
    wait(MINUTE);
    expect(told('oldErrors')).toEqual(['provider recovered', 'edit', 'errors error']);
  });
});

test('after its end a cause names nothing new', () => {
  const { told, wait } = tellStory();
  told('accountRefused', 'errors');
  told('errors');
  wait(SECOND);
  expect(told('errors', 'latency')).toEqual([]);
});
