import { describe, expect, test } from 'vitest';
import type { TopUp } from '../../../src/monitor/accounts/topUp.ts';
import { ALERT_KINDS } from '../../../src/monitor/types.ts';
import { GUILD, tellStory, WRONG } from '../../fixtures/guildStory.ts';
import { HOUR, MINUTE, NOW, THRESHOLDS } from '../../fixtures/thresholds.ts';

const COOLDOWN = THRESHOLDS.cooldownMs;

test('every kind is judged and decided once', () => {
  const kinds = tellStory()
    .outcomes()
    .map(({ kind }) => kind);
  expect(kinds.toSorted()).toEqual(ALERT_KINDS.toSorted());
});

test('the same view gives the same outcomes', () => {
  expect(tellStory().outcomes('usedUp', 'queue')).toEqual(tellStory().outcomes('usedUp', 'queue'));
});

test('where all is well nothing is said, and what is remembered is the very same', () => {
  const { outcomes, sent } = tellStory();
  expect(sent()).toEqual([]);
  for (const { before, after } of outcomes()) expect(after).toBe(before);
});

describe('once somebody is on it', () => {
  test('there is no repeat, and its end is sent with who was on it', () => {
    const { sent, messages, wait, acknowledge } = tellStory();
    expect(sent('queue')).toEqual(['queue warning']);
    acknowledge('queue');
    for (const _cooldown of [1, 2, 3]) {
      wait(COOLDOWN);
      expect(sent('queue')).toEqual([]);
    }
    expect(messages()).toMatchObject([
      { type: 'recovery', after: { kind: 'queue' } },
      { type: 'edit', state: { acknowledged: { by: { name: 'ana' } } } },
    ]);
  });

  test('it is sent at once when it gets worse, and again from then on', () => {
    const { sent, wait, acknowledge } = tellStory();
    const worse = (at: number) => ({ ...WRONG.almostUsedUp(at) });
    const low = (at: number) => ({ balance: { metric: 'balance', at, value: 8_000_000 } }) as const;
    expect(sent(low)).toEqual(['balance warning']);
    acknowledge('balance');
    wait(1);
    // The first message no longer says that somebody is on it.
    expect(sent(worse)).toEqual(['balance critical', 'edit']);
    wait(COOLDOWN);
    expect(sent(worse)).toEqual(['balance critical reminder 1']);
  });

  test('people are notified of other kinds as ever', () => {
    const { sent, acknowledge } = tellStory();
    sent('queue');
    acknowledge('queue');
    expect(sent('queue', 'errors')).toEqual(['errors critical']);
  });
});

describe('while nothing can be sent to the guild', () => {
  test.each([
    ['it has no destination', { destination: null }],
    ['its destination is gone', { unusable: 'destinationGone' }],
    ['the bot may not write there', { unusable: 'notAllowed' }],
  ] as const)('because %s, nothing is handed on', (_name, guild) => {
    const { sent, reasons, wait } = tellStory(guild);
    expect(sent('errors', 'usedUp')).toEqual([]);
    wait(COOLDOWN);
    expect(reasons('errors')).toMatchObject({ errors: 'noDestination' });
  });

  test('an incident is tracked, and sent as the first firing once it works', () => {
    const story = tellStory({ unusable: 'notAllowed' });
    story.sent('queue');
    const later = tellStory();
    for (const [kind, alertState] of story.alertStates) later.alertStates.set(kind, alertState);
    later.wait(1);
    expect(later.reasons('queue')).toMatchObject({ queue: 'firstFiring' });
    expect(later.alertStates.get('queue')?.incident).toMatchObject({ openedAt: NOW, notifiedSeverity: 'warning' });
  });

  test('the end of what people were notified of waits until it works', () => {
    const story = tellStory();
    expect(story.sent('queue')).toEqual(['queue warning']);
    const refused = tellStory({ unusable: 'notAllowed' });
    for (const [kind, alertState] of story.alertStates) refused.alertStates.set(kind, alertState);
    expect(refused.sent()).toEqual([]);
    for (const [kind, alertState] of refused.alertStates) story.alertStates.set(kind, alertState);
    expect(story.sent()).toEqual(['queue recovered', 'edit']);
  });
});

describe('a top-up', () => {
  const topUp: TopUp = { at: NOW, fromMicros: 0, toMicros: 50_000_000, runwayMs: 40 * HOUR };
  const filled = () => ({ topUp });

  test('is sent, with what is known of it', () => {
    expect(tellStory().messages(filled)).toEqual([{ type: 'topUp', topUp, at: NOW }]);
  });

  test('that ends an incident is sent together with its end', () => {
    const { sent, messages } = tellStory();
    sent('usedUp');
    expect(messages(filled)).toMatchObject([{ type: 'recovery', topUp }, { type: 'edit' }]);
  });

  test('that does not suffice is sent beside the alert', () => {
    expect(tellStory().sent('almostUsedUp', filled)).toEqual(['balance critical', 'topped up']);
  });

  test.each([
    ['just before it', NOW - 1, true],
    ['exactly at it', NOW, false],
    ['just after it', NOW + 1, false],
  ])('is sent where the last one that was sent was %s: %s', (_name, notifiedAt, expected) => {
    expect(tellStory({ notifiedTopUps: { default: notifiedAt } }).sent(filled)).toEqual(expected ? ['topped up'] : []);
  });

  test.each([
    ['while the balance is muted', 'balance', []],
    ['while everything is muted', 'all', []],
    ['while another kind is muted', 'queue', ['topped up']],
  ] as const)('%s', (_name, scope, expected) => {
    const { sent, mute, wait } = tellStory();
    mute(scope, MINUTE);
    expect(sent(filled)).toEqual(expected);
    wait(MINUTE);
    expect(sent(filled)).toEqual(['topped up']);
  });

  test('is not handed on where nothing can be sent', () => {
    expect(tellStory({ unusable: 'destinationGone' }).sent(filled)).toEqual([]);
    expect(tellStory({ ...GUILD, destination: null }).sent(filled)).toEqual([]);
  });
});
