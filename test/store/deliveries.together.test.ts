import { beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../src/monitor/alerts/message.ts';
import { alert, facts, NOTHING, recovery } from '../fixtures/alerts.ts';
import { claimAndSend } from '../fixtures/claimAndSend.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import { ANA } from '../fixtures/constants.ts';
import { type Pipeline, setUpSeveral } from '../fixtures/severalAccounts.ts';
import { MINUTE, NOW, type OpenFile, openOnDisk, rows, SECOND } from '../fixtures/store.ts';

let opened: OpenFile;
let stage: Awaited<ReturnType<typeof setUpSeveral>>;

beforeEach(async () => {
  opened = await openOnDisk();
  stage = await setUpSeveral(opened.store);
  await stage.addGuild('g1');
});

/** Both pipelines of the account fail. */
async function failBoth(solved = 50): Promise<void> {
  for (const pipeline of ['shop', 'tickets'] as const) await stage.results(pipeline, solved, 50);
}

/** Until both have been well for long enough; answers what was sent meanwhile. */
async function recoverBoth(): Promise<string[]> {
  const sent: string[] = [];
  for (let passed = 0; passed < 8 * MINUTE; passed += 30 * SECOND) {
    stage.wait(30 * SECOND);
    for (const pipeline of ['shop', 'tickets'] as const) await stage.results(pipeline, 100, 0);
    sent.push(...(await stage.tell()));
  }
  return sent;
}

const waiting = () =>
  rows(opened.other, 'select pipeline from deliveries where delivered_at is null and gave_up_at is null order by id');

test('what fires at once is one message, and so is its end', async () => {
  await failBoth();
  expect(await stage.tell()).toEqual(['g1: errors critical of shop + tickets']);
  expect(await recoverBoth()).toEqual(['g1: errors recovered of shop + tickets']);
  expect(await waiting()).toEqual([]);
});

test('each has its own cooldown and its own incident, as if it had been sent alone', async () => {
  await failBoth();
  await stage.tell();
  const cooldowns = await rows(opened.other, 'select pipeline, severity from cooldowns order by pipeline');
  expect(cooldowns).toEqual([
    { pipeline: 'shop', severity: 'critical' },
    { pipeline: 'tickets', severity: 'critical' },
  ]);
  // One recovers, the other one is repeated alone.
  for (let passed = 0; passed < 6 * MINUTE; passed += MINUTE) {
    stage.wait(MINUTE);
    await stage.results('shop', 200, 0);
    await stage.results('tickets', 5, 50);
    await stage.tell();
  }
  expect(stage.inbox.slice(1).map(({ message, companions }) => [message.type, companions.length])).toEqual([
    ['recovery', 0],
    ['alert', 0],
  ]);
});

describe('what may have arrived as one message', () => {
  /** Sent, and nobody heard what came of it. */
  async function loseAnswer(): Promise<void> {
    await failBoth();
    await stage.evaluateAll();
    stage.discordRefuses({ outcome: 'retry', afterMs: null, why: 'unreachable', isUncertain: true });
    await stage.drain();
    stage.discordIsBack();
  }

  test('is looked for as one, and found as one', async () => {
    await loseAnswer();
    stage.ports.receiver.findEarlier = async ({ delivery, place }) => {
      expect(delivery.companions).toHaveLength(1);
      return { found: 'message', messageId: 'm9', place };
    };
    stage.wait(MINUTE);
    await stage.drain();
    expect(await waiting()).toEqual([]);
    const ids = await rows(opened.other, 'select message_id from deliveries order by id');
    expect(ids).toEqual([{ message_id: 'm9' }, { message_id: 'm9' }]);
  });

  test('is sent as one again where nobody can tell', async () => {
    await loseAnswer();
    stage.ports.receiver.findEarlier = async () => ({ found: 'unknown', pingFailure: null });
    stage.wait(MINUTE);
    await stage.drain();
    expect(stage.inbox.map(({ companions }) => companions.length)).toEqual([1]);
  });

  test('is put together anew where it surely did not: what is muted by then is kept back', async () => {
    await loseAnswer();
    await stage.mute({ scope: 'errors', pipeline: 'tickets' }, 60 * MINUTE);
    stage.wait(MINUTE);
    await stage.drain();
    stage.wait(2 * MINUTE);
    await stage.drain();
    expect(stage.inbox.map(({ message, companions }) => [message.type, companions.length])).toEqual([['alert', 0]]);
  });

  test('comes as one after its sender was killed', async () => {
    await failBoth();
    await stage.evaluateAll();
    const delivery = await claimAndSend(stage.ports, 'killed');
    expect(delivery.companions).toHaveLength(1);
    await opened.reopen();
    const again = await opened.store.deliveries.claim(stage.now() + 10 * MINUTE, MINUTE);
    expect([again?.id, again?.companions?.map(({ id }) => id)]).toEqual([
      delivery.id,
      delivery.companions?.map(({ id }) => id),
    ]);
    // And nobody gets the other part alone.
    expect(await opened.store.deliveries.claim(stage.now() + 10 * MINUTE, MINUTE)).toBeNull();
  });
});

/** Something of a pipeline that waits to be sent. */
const put = (pipeline: string, message: Message) =>
  commitNow(
    opened.store,
    [
      {
        key: { guildId: 'g1', pipeline, kind: 'errors' },
        before: NOTHING,
        after: NOTHING,
        messages: [{ ...message, subject: pipeline, at: stage.now() } as Message],
      },
    ],
    stage.now(),
  );
const UNKNOWN: Message = {
  type: 'unknown',
  severity: 'critical',
  facts: facts(),
  why: 'stale',
  openedAt: NOW,
  since: NOW,
  at: NOW,
};

test('what people may have read is not taken back for one of several, and nobody waits for it', async () => {
  await put('shop', UNKNOWN);
  await put('tickets', UNKNOWN);
  stage.discordRefuses({ outcome: 'retry', afterMs: null, why: 'unreachable', isUncertain: true });
  await stage.drain();
  stage.discordIsBack();
  await put('shop', alert());
  await put('news', recovery());
  stage.wait(10 * MINUTE);
  await stage.drain();
  stage.wait(10 * MINUTE);
  await stage.drain();
  expect(await waiting()).toEqual([]);
  expect(stage.inbox.map(({ message }) => message.type)).toContain('recovery');
});

test('what waited longer is never sent with what came after it, so that neither waits for the other', async () => {
  await stage.mute({ scope: 'errors', pipeline: 'shop' }, 60 * MINUTE);
  await put('shop', recovery());
  await stage.drain();
  stage.wait(60 * MINUTE - SECOND);
  await put('tickets', recovery());
  stage.wait(2 * SECOND);
  stage.discordRefuses({ outcome: 'retry', afterMs: null, why: 'unreachable', isUncertain: true });
  await stage.drain();
  stage.discordIsBack();
  for (let i = 0; i < 3; i += 1) {
    stage.wait(10 * MINUTE);
    await stage.drain();
  }
  expect(await waiting()).toEqual([]);
});

test('one that is muted takes nobody along where it cannot be known whether they were notified', async () => {
  await failBoth();
  await stage.evaluateAll();
  stage.discordRefuses({ outcome: 'retry', afterMs: null, why: 'unreachable', isUncertain: true });
  await stage.drain();
  stage.discordIsBack();
  stage.ports.receiver.findEarlier = async () => ({ found: 'unknown', pingFailure: null });
  await stage.mute({ scope: 'errors', pipeline: 'tickets' }, 60 * MINUTE);
  stage.wait(2 * MINUTE);
  await stage.drain();
  expect(stage.inbox.map(({ message }) => message.type)).toEqual(['alert']);
});

test('what a guild no longer sees is not sent to it, neither alone nor with others', async () => {
  const sees: Record<string, readonly Pipeline[]> = {};
  stage = await setUpSeveral(opened.store, sees);
  await stage.addGuild('g1');
  await failBoth();
  await stage.evaluateAll();
  sees['g1'] = ['shop', 'news'];
  await stage.drain();
  expect(JSON.stringify(stage.inbox)).not.toContain('tickets');
  expect(stage.inbox.map(({ message, companions }) => [message.type, companions.length])).toEqual([['alert', 0]]);
  expect(await waiting()).toEqual([]);
});

test('what was taken together and never sent has its own turn after a kill', async () => {
  await failBoth();
  await stage.evaluateAll();
  await claimAndSend(stage.ports, 'killedBefore');
  await opened.reopen();
  const later = stage.now() + 10 * MINUTE;
  const first = await opened.store.deliveries.claim(later, MINUTE);
  expect([first?.about?.pipeline, first?.companions]).toEqual(['shop', undefined]);
  expect(await opened.store.deliveries.companions(first?.id ?? 0, later)).toHaveLength(1);
});

test('given up, nobody was notified of any of them', async () => {
  await failBoth();
  await stage.evaluateAll();
  stage.discordRefuses({ outcome: 'giveUp', why: 'destinationGone' });
  await stage.drain();
  const incidents = await rows(opened.other, 'select pipeline, notified_severity from incidents order by pipeline');
  expect(incidents).toEqual([
    { pipeline: 'shop', notified_severity: null },
    { pipeline: 'tickets', notified_severity: null },
  ]);
});

describe('later', () => {
  const states = () =>
    stage.edits.map(({ target }) =>
      target?.parts?.map(({ message, state }) => {
        const subject = 'subject' in message ? message.subject : null;
        return `${subject}: ${state === null ? 'as it was' : state.endedAt === null ? 'acknowledged' : 'over'}`;
      }),
    );

  test('one edit says what became of each', async () => {
    await failBoth();
    await stage.tell();
    await recoverBoth();
    expect(states()).toEqual([['shop: over', 'tickets: over']]);
  });

  test('an edit of one keeps what is known of the other', async () => {
    await failBoth();
    await stage.tell();
    const [tickets] = await rows(opened.other, "select id from incidents where pipeline = 'tickets'");
    const change = {
      at: stage.now(),
      by: ANA,
      action: 'acknowledge',
      subject: 'errors',
      before: null,
      after: 'ana',
    } as const;
    await opened.store.incidents.acknowledge('g1', Number(tickets?.['id']), ANA, stage.now(), change);
    await stage.drain();
    expect(states()).toEqual([['shop: as it was', 'tickets: acknowledged']]);
  });

  test('a message knows the incidents that it tells of, and another guild or message does not', async () => {
    await failBoth();
    await stage.tell();
    const { ofSameMessage } = opened.store.incidents;
    expect(await ofSameMessage('g1', 1, 'm1')).toEqual([1, 2]);
    expect(await ofSameMessage('g1', 2, 'm1')).toEqual([1, 2]);
    // Of a copy whose id nobody knows: what its last message tells of.
    expect(await ofSameMessage('g1', 2, 'm2')).toEqual([1, 2]);
    expect(await ofSameMessage('g2', 1, 'm1')).toEqual([]);
  });
});
