import { describe, expect, test } from 'vitest';
import type { Message } from '../../../src/monitor/alerts/message.ts';
import type { Delivery } from '../../../src/monitor/delivery/delivery.ts';
import { canBeTogether, isTogether, type Reach } from '../../../src/monitor/delivery/together.ts';
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
const TO: Reach = { destination: PLACE, unusable: null, mention: { type: 'role', id: 'r1' }, mentionFrom: 'critical' };

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
  test.for<[string, Partial<Delivery>, Partial<Reach>, boolean]>([
    ['of one kind and type, to the same people in the same place', {}, {}, true],
    ['not of the same pipeline', { about: { kind: 'errors', pipeline: 'shop' } }, {}, false],
    ['not of another kind', { about: { kind: 'queue', pipeline: 'tickets' } }, {}, false],
    ['not of another type', { message: named(recovery()) }, {}, false],
    ['not as plain words beside an embed', { isPlain: true }, {}, false],
    ['not a reminder beside news', { message: named({ ...alert(), reminder: REMINDER }) }, {}, false],
    ['not in another channel', {}, { destination: { type: 'channel', channelId: 'c2' } }, false],
    ['not without a place', {}, { destination: null }, false],
    ['not where one place cannot be used', {}, { unusable: 'notAllowed' }, false],
    ['not with another role', {}, { mention: { type: 'role', id: 'r2' } }, false],
    ['not with a person of the same id', {}, { mention: { type: 'user', id: 'r1' } }, false],
    ['not with nobody', {}, { mention: null }, false],
    ['not the first of an incident that has a thread to begin', {}, { opensThread: true }, false],
    ['not from another severity on', {}, { mentionFrom: 'warning' }, false],
  ])('%s', ([_name, changes, reach, expected]) => {
    const other = delivery('tickets', changes);
    expect(isTogether(delivery('shop'), TO, other, { ...TO, ...reach })).toBe(expected);
    expect(isTogether(other, { ...TO, ...reach }, delivery('shop'), TO)).toBe(expected);
  });
});
