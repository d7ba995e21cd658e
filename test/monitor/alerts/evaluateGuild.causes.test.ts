import { describe, expect, test } from 'vitest';
import { CONSEQUENT, tellStory } from '../../fixtures/guildStory.ts';
import { HOUR, MINUTE, THRESHOLDS } from '../../fixtures/thresholds.ts';

const COOLDOWN = THRESHOLDS.cooldownMs;
const ALL = 'errors queue silence latency runway';
/** Only without funds does CaptchaAI also refuse tasks as without threads. */
const ALL_WITH_THREADS = 'errors queue silence latency threads runway';

describe('one cause, one ping', () => {
  test.each([
    ['a refused account', 'accountRefused', [`provider critical affecting ${ALL}`]],
    ['a used-up balance', 'usedUp', [`balance critical affecting ${ALL}`]],
  ] as const)('%s holds back errors, queue, silence, latency and runway', (_name, cause, expected) => {
    const { sent } = tellStory();
    expect(sent(cause, ...CONSEQUENT)).toEqual(expected);
  });

  test.each([
    ['a refused account', 'accountRefused'],
    ['a used-up balance', 'usedUp'],
  ] as const)('%s is named as the reason for each that it holds back', (_name, cause) => {
    const reasons = tellStory().reasons(cause, ...CONSEQUENT);
    for (const kind of CONSEQUENT) expect(reasons[kind]).toBe('inhibited');
  });

  test('a used-up balance holds back threads too, and is named as the reason', () => {
    expect(tellStory().sent('usedUp', 'full', ...CONSEQUENT)).toEqual([
      `balance critical affecting ${ALL_WITH_THREADS}`,
    ]);
    expect(tellStory().reasons('usedUp', 'full')).toMatchObject({ threads: 'inhibited' });
  });

  test('a refused account does not hold back threads', () => {
    expect(tellStory().sent('accountRefused', 'full')).toEqual(['provider critical', 'threads warning']);
  });

  test('busy threads hold back the queue and, where most failures are no refusals, nothing else', () => {
    const { sent } = tellStory();
    const rest = ['errors critical', 'silence warning', 'latency warning', 'runway critical'];
    expect(sent('full', ...CONSEQUENT).toSorted()).toEqual(['threads warning affecting queue', ...rest].toSorted());
  });

  test.each([
    ['an outage of the provider, which is a warning', 'outage', 'provider warning'],
    ['a low balance', 'almostUsedUp', 'balance critical'],
  ] as const)('%s holds back nothing', (_name, what, alert) => {
    expect(tellStory().sent(what, 'errors', 'queue')).toEqual([alert, 'errors critical', 'queue warning']);
  });

  test('people are notified of both of two causes at once, and each names what it affects', () => {
    expect(tellStory().sent('accountRefused', 'usedUp', 'errors')).toEqual([
      'provider critical affecting errors',
      'balance critical affecting errors',
    ]);
  });

  test('a consequence that was sent before its cause is not repeated while the cause lasts, but its end is sent', () => {
    const { sent, wait } = tellStory();
    expect(sent('errors')).toEqual(['errors critical']);
    wait(COOLDOWN);
    expect(sent('errors', 'accountRefused')).toEqual(['provider critical affecting errors']);
    wait(MINUTE);
    sent('accountRefused');
    wait(MINUTE);
    expect(sent('accountRefused')).toEqual(['errors recovered', 'edit']);
  });

  test('a consequence that came and went with its cause is never sent', () => {
    const { sent, wait } = tellStory();
    sent('accountRefused', 'errors', 'queue');
    wait(MINUTE);
    expect(sent('errors', 'queue')).toEqual(['provider recovered', 'edit errors queue']);
    wait(MINUTE);
    expect(sent()).toEqual([]);
    wait(HOUR);
    expect(sent()).toEqual([]);
  });
});

describe('the message of a cause names what it affects', () => {
  test('as it appears: by an edit of the first message', () => {
    const { sent, wait } = tellStory();
    expect(sent('accountRefused')).toEqual(['provider critical']);
    wait(1);
    expect(sent('accountRefused', 'errors')).toEqual(['edit errors']);
    wait(1);
    expect(sent('accountRefused', 'errors')).toEqual([]);
    wait(1);
    expect(sent('accountRefused', 'errors', 'latency')).toEqual(['edit errors latency']);
  });

  test('and keeps naming it, also in what is repeated, when it is over by itself', () => {
    const { sent, wait } = tellStory();
    sent('accountRefused', 'errors');
    wait(COOLDOWN);
    expect(sent('accountRefused')).toEqual(['provider critical reminder 1 affecting errors']);
  });

  test('where it could not be sent at first, all at once when it is; until then its consequences are sent', () => {
    const { sent, wait, mute } = tellStory();
    mute('provider', MINUTE);
    expect(sent('accountRefused', 'errors')).toEqual(['errors critical']);
    wait(MINUTE);
    expect(sent('accountRefused', 'errors', 'queue')).toEqual([
      'provider critical after 1 suppressed affecting errors queue',
    ]);
  });

  test('an edit says that it goes on, and who is on it', () => {
    const { messages, sent, acknowledge, now, wait } = tellStory();
    sent('accountRefused');
    acknowledge('provider');
    wait(1);
    expect(messages('accountRefused', 'queue')).toMatchObject([
      { type: 'edit', state: { endedAt: null, affects: ['queue'], acknowledged: { by: { name: 'ana' } } }, at: now() },
    ]);
  });

  test('a balance that is used up only after people were notified that it is low names them at once', () => {
    const { sent, wait } = tellStory();
    expect(sent('almostUsedUp')).toEqual(['balance critical']);
    wait(MINUTE);
    expect(sent('usedUp', 'errors')).toEqual(['balance critical affecting errors', 'edit errors']);
  });

  test('a balance that was used up and is only low again names nothing new', () => {
    const { sent, wait } = tellStory();
    expect(sent('usedUp')).toEqual(['balance critical']);
    wait(HOUR);
    sent('almostUsedUp');
    wait(MINUTE);
    expect(sent('almostUsedUp', 'errors')).toEqual(['errors critical']);
  });
});
