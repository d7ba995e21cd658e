import { describe, expect, test } from 'vitest';
import { tellStory } from './guildStory.ts';
import { HOUR, MINUTE, SECOND } from './limits.ts';

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
    ['exactly two minutes after they were free', 2 * MINUTE, ['threads recovered', 'edit queue', 'queue warning']],
  ])('is told %s, where the cause were busy threads', (_name, ms, expected) => {
    const { told, wait } = tellStory();
    told('full', 'queue');
    wait(MINUTE);
    expect(told('queue')).toEqual([]);
    wait(ms);
    expect(told('queue')).toEqual(expected);
  });

  test('is told with the time of its true beginning', () => {
    const { told, wait, memories, now } = tellStory();
    const began = now();
    told('accountRefused', 'errors');
    told('errors');
    wait(2 * MINUTE);
    told('errors');
    expect(memories.get('errors')?.incident).toMatchObject({ openedAt: began, toldSeverity: 'error' });
  });

  test('waits anew where the cause comes back', () => {
    const { told, wait } = tellStory();
    told('accountRefused', 'errors');
    told('errors');
    wait(MINUTE);
    told('accountRefused', 'errors');
    wait(MINUTE);
    expect(told('accountRefused', 'errors')).toEqual([]);
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

test('after its end a cause names nothing new', () => {
  const { told, wait } = tellStory();
  told('accountRefused', 'errors');
  told('errors');
  wait(SECOND);
  expect(told('errors', 'latency')).toEqual([]);
});
