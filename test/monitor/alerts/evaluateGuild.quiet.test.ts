import { expect, test } from 'vitest';
import { tellStory } from '../../fixtures/guildStory.ts';
import { quietHours } from '../../fixtures/quietHours.ts';
import { HOUR, MINUTE } from '../../fixtures/thresholds.ts';

const NOON = quietHours('12:00-13:00');

test('a cause that waits inhibits nothing, and what it brings about waits too', () => {
  const { sent, reasons } = tellStory({ quietHours: [NOON] });
  expect(sent('full', 'queue')).toEqual([]);
  expect(reasons('full', 'queue')).toMatchObject({ threads: 'quietHours', queue: 'quietHours' });
});

test('a cause that passes inhibits as ever', () => {
  const { sent, reasons } = tellStory({ quietHours: [NOON] });
  expect(sent('accountRefused', 'errors', 'queue')).toEqual(['provider critical affecting errors queue']);
  expect(reasons('accountRefused', 'errors', 'queue')).toMatchObject({ errors: 'inhibited', queue: 'inhibited' });
});

test('a cause that is critical and waits inhibits nothing', () => {
  const { sent, reasons } = tellStory({ quietHours: [{ ...NOON, passes: 'nothing' }] });
  expect(sent('accountRefused', 'errors')).toEqual([]);
  expect(reasons('accountRefused', 'errors')).toMatchObject({ provider: 'quietHours', errors: 'quietHours' });
});

test('a cause inhibits what passes only while people know of it: not once it is quiet', () => {
  const story = tellStory({ quietHours: [quietHours('12:10-13:00', { kinds: ['threads'] })] });
  expect(story.sent('full')).toEqual(['threads warning']);
  story.wait(5 * MINUTE);
  expect(story.reasons('full', 'queue')).toMatchObject({ queue: 'inhibited' });
  story.wait(5 * MINUTE);
  expect(story.sent('full', 'queue')).toEqual(['queue warning']);
});

test('people are notified of kinds that quiet hours are not about', () => {
  const { sent } = tellStory({ quietHours: [{ ...NOON, kinds: ['queue'] }] });
  expect(sent('latency', 'queue')).toEqual(['latency warning']);
});

test('between the end of quiet hours and the catch-up nothing is sent twice, and nothing new waits', () => {
  const story = tellStory({ quietHours: [NOON] });
  expect(story.sent('queue')).toEqual([]);
  story.wait(HOUR);
  expect(story.sent('queue', 'latency')).toEqual(['latency warning']);
  expect(story.reasons('queue', 'latency')).toMatchObject({ queue: 'quietHours', latency: 'coolingDown' });
});
