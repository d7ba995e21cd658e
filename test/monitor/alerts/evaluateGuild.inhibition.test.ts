import { describe, expect, test } from 'vitest';
import { tellStory } from '../../fixtures/guildStory.ts';
import { HOUR, MINUTE, SECOND, THRESHOLDS } from '../../fixtures/thresholds.ts';

describe('what still fires when its cause is gone', () => {
  test.each([
    ['just before two minutes after it', 2 * MINUTE - 1, []],
    ['exactly two minutes after it', 2 * MINUTE, ['errors critical']],
  ])('is sent %s: %s', (_name, ms, expected) => {
    const { sent, wait } = tellStory();
    sent('accountRefused', 'errors');
    wait(MINUTE);
    expect(sent('errors')).toEqual(['provider recovered', 'edit errors']);
    wait(ms);
    expect(sent('errors')).toEqual(expected);
  });

  test.each([
    ['just before two minutes after they were free', 2 * MINUTE - 1, []],
    ['when they count as free', 2 * MINUTE, ['threads recovered', 'edit queue']],
  ])('is not sent %s, where the cause were busy threads', (_name, ms, expected) => {
    const { sent, wait } = tellStory();
    sent('full', 'queue');
    wait(MINUTE);
    expect(sent('queue')).toEqual([]);
    wait(ms);
    expect(sent('queue')).toEqual(expected);
  });

  test.each([
    ['just before two minutes after that', 2 * MINUTE - 1, []],
    ['exactly two minutes after that', 2 * MINUTE, ['queue warning']],
  ])('where busy threads have recovered, %s: %s', (_name, ms, expected) => {
    const { sent, wait } = tellStory();
    sent('full', 'queue');
    sent('queue');
    wait(2 * MINUTE);
    expect(sent('queue')).toContain('threads recovered');
    wait(ms);
    expect(sent('queue')).toEqual(expected);
  });

  test('is sent with the time of its true beginning', () => {
    const { sent, wait, alertStates, now } = tellStory();
    const began = now();
    sent('accountRefused', 'errors');
    sent('errors');
    wait(2 * MINUTE);
    sent('errors');
    expect(alertStates.get('errors')?.incident).toMatchObject({ openedAt: began, notifiedSeverity: 'critical' });
  });

  test('waits anew where the cause comes back and is sent again', () => {
    const { sent, wait } = tellStory();
    sent('accountRefused', 'errors');
    wait(THRESHOLDS.cooldownMs);
    sent('errors');
    wait(MINUTE);
    expect(sent('accountRefused', 'errors')).toEqual(['provider critical affecting errors']);
    wait(MINUTE);
    expect(sent('accountRefused', 'errors')).toEqual([]);
  });

  test('is sent where the cause comes back inside its cooldown, so that nobody knows of it', () => {
    const { sent, wait } = tellStory();
    sent('accountRefused', 'errors');
    sent('errors');
    wait(MINUTE);
    expect(sent('accountRefused', 'errors')).toEqual([]);
    wait(MINUTE);
    expect(sent('accountRefused', 'errors')).toEqual(['errors critical']);
  });

  test('is sent although the end of its cause may not be sent yet, because that is muted', () => {
    const { sent, wait, mute } = tellStory();
    sent('accountRefused', 'errors');
    mute('provider', 24 * HOUR);
    sent('errors');
    wait(2 * MINUTE);
    expect(sent('errors')).toEqual(['errors critical']);
  });

  test('is sent at once where the cause was none: an outage, which holds back nothing while it lasts', () => {
    const { sent, wait } = tellStory();
    expect(sent('outage')).toEqual(['provider warning']);
    wait(MINUTE);
    expect(sent('errors')).toEqual(['provider recovered', 'edit', 'errors critical']);
  });
});

describe('errors of which the window holds the failures of the time of their cause', () => {
  const AFTER = 2 * MINUTE + THRESHOLDS.errors.windowMs;

  function ended() {
    const story = tellStory();
    story.sent('accountRefused', 'errors');
    story.wait(MINUTE);
    expect(story.sent('errors')).toEqual(['provider recovered', 'edit errors']);
    return story;
  }

  test.each([
    ['two minutes after it', 2 * MINUTE, []],
    ['just before the window has left that time', AFTER - 1, []],
    ['when the window has left that time', AFTER, ['errors critical']],
  ])('lead to an alert by the window alone only when it has left it: %s', (_name, ms, expected) => {
    const { sent, wait } = ended();
    wait(ms);
    expect(sent('oldErrors')).toEqual(expected);
  });

  test.each([
    ['just before two minutes after it', 2 * MINUTE - 1, []],
    ['two minutes after it', 2 * MINUTE, ['errors critical']],
    ['later', 4 * MINUTE, ['errors critical']],
  ])('lead to an alert where the last two minutes alone fire: %s', (_name, ms, expected) => {
    const { sent, wait } = ended();
    wait(ms);
    expect(sent('errors')).toEqual(expected);
  });

  test.each([
    ['exactly at the threshold', 15, []],
    ['just above the threshold', 16, ['errors critical']],
  ])('where of the last two minutes the share is %s', (_name, failed, expected) => {
    const { sent, wait } = ended();
    wait(2 * MINUTE);
    expect(sent('oldErrors', () => ({ inhibitionTotals: { solved: 100 - failed, failed, byCode: [] } }))).toEqual(
      expected,
    );
  });

  test('lead to an alert where there was no cause', () => {
    expect(tellStory().sent('oldErrors')).toEqual(['errors critical']);
  });

  test('lead to an alert after an outage, which causes nothing', () => {
    const { sent, wait } = tellStory();
    sent('outage');
    wait(MINUTE);
    expect(sent('oldErrors')).toEqual(['provider recovered', 'edit', 'errors critical']);
  });
});

test('after its end a cause names nothing new', () => {
  const { sent, wait } = tellStory();
  sent('accountRefused', 'errors');
  sent('errors');
  wait(SECOND);
  expect(sent('errors', 'latency')).toEqual([]);
});
