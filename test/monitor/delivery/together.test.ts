import { describe, expect, test } from 'vitest';
import type { Message } from '../../../src/monitor/alerts/message.ts';
import type { Delivery } from '../../../src/monitor/delivery/delivery.ts';
import { canBeTogether, isTogether } from '../../../src/monitor/delivery/together.ts';
import { alert, edit, recovery } from '../../fixtures/alerts.ts';
import { NOW } from '../../fixtures/store.ts';

const named = (message: Message, subject = 'shop') => ({ ...message, subject }) as Message;
const REMINDER = { n: 1, since: NOW, nextAt: NOW, recoversAt: null };

function delivery(pipeline: string, changes: Partial<Delivery> = {}): Delivery {
  return {
    id: 1,
    guildId: 'g1',
    message: named(alert(), pipeline),
    createdAt: NOW,
    attempts: 0,
    unknownFailures: 0,
    copies: 0,
    refusals: 0,
    isPlain: false,
    incidentId: 1,
    about: { kind: 'errors', pipeline },
    target: null,
    uncertain: null,
    ...changes,
  };
}

const PLACE = { type: 'channel', channelId: 'c1' } as const;

describe('what can be one of several', () => {
  test.for<[string, Partial<Delivery>, boolean]>([
    ['an alert of a pipeline', {}, true],
    ['a recovery of a pipeline', { message: named(recovery()) }, true],
    ['what people see as the only pipeline', { message: alert() }, false],
    ['an account', { about: { kind: 'balance', pipeline: 'main' } }, false],
    ['no kind', { about: null }, false],
    ['an edit', { message: edit() }, false],
    ['what may have arrived', { uncertain: { since: NOW, place: PLACE } }, false],
    ['what is sent with others already', { companions: [] }, false],
  ])('%s', ([_name, changes, expected]) => {
    expect(canBeTogether(delivery('shop', changes))).toBe(expected);
  });
});

describe('two of them are sent in one message', () => {
  test.for<[string, Partial<Delivery>, boolean]>([
    ['of one kind and type', {}, true],
    ['not of the same pipeline', { about: { kind: 'errors', pipeline: 'shop' } }, false],
    ['not of another kind', { about: { kind: 'queue', pipeline: 'tickets' } }, false],
    ['not of another type', { message: named(recovery()) }, false],
    ['not as plain words beside an embed', { isPlain: true }, false],
    ['not a reminder beside news', { message: named({ ...alert(), reminder: REMINDER }) }, false],
  ])('%s', ([_name, changes, expected]) => {
    const other = delivery('tickets', changes);
    expect(isTogether(delivery('shop'), other)).toBe(expected);
    expect(isTogether(other, delivery('shop'))).toBe(expected);
  });
});
