import { describe, expect, test } from 'vitest';
import type { DiscordPlace } from '../../../../src/discord/place.ts';
import type { Message } from '../../../../src/monitor/alerts/message.ts';
import type { Delivery, FirstMessage } from '../../../../src/monitor/delivery/delivery.ts';
import type { SendOutcome } from '../../../../src/monitor/delivery/outcome.ts';
import type { Place } from '../../../../src/monitor/delivery/place.ts';
import type { Guild } from '../../../../src/monitor/types.ts';
import { alert, recovery } from '../../../fixtures/alerts.ts';
import { ANA } from '../../../fixtures/constants.ts';
import { discordRoutes, placeName } from '../../../fixtures/discordRoutes.ts';
import { GUILD } from '../../../fixtures/embeds.ts';
import { delivery } from '../../../fixtures/receiver.ts';
import { NOW, THRESHOLDS } from '../../../fixtures/thresholds.ts';

const DEFAULTS = { timeZone: 'UTC', summaryMinute: 540, thresholds: THRESHOLDS, webhook: null, fallbacks: () => [] };
const routes = (knowsWebhook = true) =>
  discordRoutes(
    () => DEFAULTS,
    () => NOW,
    () => knowsWebhook,
  );

test.each<[DiscordPlace, string]>([
  [{ type: 'channel', channelId: 'c1' }, 'channel'],
  [{ type: 'forum', channelId: 'f1' }, 'channel'],
  [{ type: 'webhook', webhookId: 'w1' }, 'webhook'],
  [{ type: 'webhook', webhookId: 'w1', isPost: true }, 'webhook'],
  [{ type: 'user', userId: 'u1' }, 'direct_message'],
])('metrics call the way to %o %s', (place, name) => {
  expect(routes().wayTo(place)).toBe(name);
});

const CHANNEL: DiscordPlace = { type: 'channel', channelId: 'own' };
const SYSTEM: DiscordPlace = { type: 'channel', channelId: 'system' };
const OWNER: DiscordPlace = { type: 'user', userId: 'owner' };
const FIRST: FirstMessage = { place: CHANNEL, messageId: 'm1', threadId: 't1', threadClosed: null };
const REMINDER = { ...alert(), reminder: { n: 1, nextAt: 2, since: 0, recoversAt: null } } as Message;
const TEST: Message = { type: 'test', severity: 'critical', by: ANA, at: NOW };
const SUMMARY = { type: 'summary', at: NOW } as unknown as Message;
const stepTo = (place: DiscordPlace) =>
  ({ ...TEST, type: 'escalation', step: { mention: null, place, receiver: null } }) as unknown as Message;

interface Case {
  readonly message?: Message;
  readonly first?: FirstMessage;
  readonly refusals?: number;
  readonly guild?: Partial<Guild>;
  readonly fallbacks?: readonly Place[];
  readonly knowsWebhook?: boolean;
}

/** Goes the way of a message, where each place answers what is said of it, and else takes it. */
function walk(
  { message = alert(), first, refusals = 0, guild, fallbacks = [], knowsWebhook }: Case,
  answers: Readonly<Record<string, SendOutcome>> = {},
) {
  const what: Delivery = {
    ...delivery(1, message),
    incidentId: 7,
    refusals,
    ...(first === undefined ? {} : { first }),
  };
  const main: Guild = {
    ...GUILD,
    destination: { type: 'channel', channelId: 'own' },
    fallbacks: () => fallbacks,
    ...guild,
  };
  const route = routes(knowsWebhook).route({ delivery: what, guild: main, fallbacks: () => fallbacks });
  const steps: string[] = [];
  let step = route.next();
  while (step.done !== true) {
    if (step.value.do === 'note') {
      const { of, why } = step.value.note;
      steps.push(`note ${of}: ${why}`);
      step = route.next();
      continue;
    }
    const { attempt } = step.value;
    const name = placeName(attempt.place);
    steps.push([name, ...(attempt.fallbackFor === null ? [] : [`because ${attempt.fallbackFor}`])].join(' '));
    const outcome = answers[name] ?? { outcome: 'delivered', messageId: 'm9', place: attempt.place };
    step = route.next({ outcome, delivery: attempt.delivery, copies: 1 });
  }
  const { outcome } = step.value;
  return [...steps, outcome.outcome === 'delivered' ? 'delivered' : `${outcome.outcome} ${outcome.why}`];
}

const gaveUp = (why: Extract<SendOutcome, { outcome: 'giveUp' }>['why']): SendOutcome => ({ outcome: 'giveUp', why });
const GONE = gaveUp('destinationGone');
const SLOW: SendOutcome = { outcome: 'retry', afterMs: null, why: 'discordFailed' };

describe('a message goes', () => {
  test.each<[string, Case, Record<string, SendOutcome>, readonly string[]]>([
    ['to the own place of its guild', {}, {}, ['channel own', 'delivered']],
    [
      'nowhere else where that is only slow',
      { fallbacks: [SYSTEM] },
      { 'channel own': SLOW },
      ['channel own', 'retry discordFailed'],
    ],
    [
      'to a fallback where that is gone, which is noted',
      { fallbacks: [SYSTEM, OWNER] },
      { 'channel own': GONE },
      ['channel own', 'note destination: destinationGone', 'channel system because destinationGone', 'delivered'],
    ],
    [
      'to the next fallback where one refuses',
      { fallbacks: [SYSTEM, OWNER] },
      { 'channel own': GONE, 'channel system': gaveUp('notAllowed') },
      [
        'channel own',
        'note destination: destinationGone',
        'channel system because destinationGone',
        'user owner because destinationGone',
        'delivered',
      ],
    ],
    [
      'there again where a permission is missing for a moment',
      { fallbacks: [SYSTEM] },
      { 'channel own': gaveUp('notAllowed') },
      ['channel own', 'retry notAllowed'],
    ],
    [
      'to a fallback where it is still missing',
      { refusals: 1, fallbacks: [SYSTEM] },
      { 'channel own': gaveUp('notAllowed') },
      ['channel own', 'note destination: notAllowed', 'channel system because notAllowed', 'delivered'],
    ],
    [
      'to a fallback at once where its place is known not to work',
      { guild: { unusable: 'notAllowed' }, fallbacks: [SYSTEM] },
      {},
      ['channel system because notAllowed', 'delivered'],
    ],
    [
      'to a fallback where none is chosen',
      { guild: { destination: null }, fallbacks: [OWNER] },
      {},
      ['user owner because noDestination', 'delivered'],
    ],
    [
      'nowhere, and is decided again later',
      {},
      { 'channel own': GONE },
      ['channel own', 'note destination: destinationGone', 'giveUp destinationGone'],
    ],
    [
      'nowhere, and waits as the end of an incident',
      { message: recovery() },
      { 'channel own': GONE },
      ['channel own', 'note destination: destinationGone', 'retry nowhere'],
    ],
    [
      'nowhere as a summary without a place',
      { message: SUMMARY, guild: { destination: null }, fallbacks: [OWNER] },
      {},
      ['giveUp noDestination'],
    ],
    [
      'nowhere yet as a summary where nobody knows whose the webhook is',
      { message: SUMMARY, guild: { destination: null }, knowsWebhook: false },
      {},
      ['retry nowhere'],
    ],
    [
      'to no other place as a test',
      { message: TEST, fallbacks: [SYSTEM] },
      { 'channel own': GONE },
      ['channel own', 'note destination: destinationGone', 'giveUp destinationGone'],
    ],
  ])('%s', (_name, what, answers, expected) => {
    expect(walk(what, answers)).toEqual(expected);
  });
});

describe('what follows an incident goes', () => {
  const threads = { threads: { mode: 'thread', forumId: null } } as const;
  const posts = { threads: { mode: 'post', forumId: 'forum' } } as const;
  test.each<[string, Case, Record<string, SendOutcome>, readonly string[]]>([
    ['to its thread', { message: REMINDER, first: FIRST, guild: threads }, {}, ['channel t1', 'delivered']],
    [
      'to the channel where somebody deleted the thread, which says nothing of the next one',
      { message: REMINDER, first: FIRST, guild: threads },
      { 'channel t1': GONE },
      ['channel t1', 'note thread: threadGone', 'channel own because threadGone', 'delivered'],
    ],
    [
      'to the channel where the thread takes nothing, which people are told',
      { message: REMINDER, first: FIRST, guild: threads },
      { 'channel t1': gaveUp('notAllowed') },
      [
        'channel t1',
        'note thread: notAllowed',
        'note threads: notAllowed',
        'channel own because notAllowed',
        'delivered',
      ],
    ],
    ['to a post that it opens', { guild: posts }, {}, ['forum forum', 'delivered']],
    [
      'to a post, after one could not be opened',
      { guild: { ...posts, threadTrouble: 'tagRequired' } },
      {},
      ['forum forum', 'note threads: null', 'delivered'],
    ],
    [
      'to the channel where no post can be opened',
      { guild: posts },
      { 'forum forum': gaveUp('tagRequired') },
      ['forum forum', 'note threads: tagRequired', 'channel own because tagRequired', 'delivered'],
    ],
    ['to the place that its step names', { message: stepTo(SYSTEM) }, {}, ['channel system', 'delivered']],
    [
      'to the own place where that of its step is gone',
      { message: stepTo(SYSTEM) },
      { 'channel system': GONE },
      ['channel system', 'channel own because destinationGone', 'delivered'],
    ],
  ])('%s', (_name, what, answers, expected) => {
    expect(walk(what, answers)).toEqual(expected);
  });
});
