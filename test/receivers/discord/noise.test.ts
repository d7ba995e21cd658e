import { describe, expect, test } from 'vitest';
import { ENGLISH } from '../../../src/discord/words/language.ts';
import { LANGUAGES } from '../../../src/discord/words/languages.ts';
import type { IncidentState } from '../../../src/monitor/alerts/incidentState.ts';
import type { Noise } from '../../../src/monitor/delivery/noise.ts';
import type { OwnWords } from '../../../src/monitor/settings/ownWords.ts';
import type { Mention } from '../../../src/monitor/types.ts';
import { editBody, messageBody } from '../../../src/receivers/discord/messageBody.ts';
import type { NewMessage } from '../../../src/receivers/discord/messageEmbeds.ts';
import { AT, alertOf, balance, MINUTE, silence, stamp, workers } from '../../fixtures/embeds.ts';

const PLACE = { type: 'channel', channelId: '300000000000000001' } as const;
const WEBHOOK = { type: 'webhook', webhookId: '400000000000000001' } as const;
const ROLE: Mention = { type: 'role', id: '600000000000000001' };
const QUIET: Noise = { silent: ['warnings', 'recoveries', 'summaries'], format: 'full' };
const COMPACT: Noise = { silent: [], format: 'compact' };
const NO_LINKS: OwnWords = { links: [], notes: [] };
const AS_USUAL = { fallback: null, isRepeat: false, isPlain: false, pingFailure: null };

const to = (noise: Noise, mention: Mention | null = null, mentionFrom: 'warning' | 'critical' = 'critical') =>
  ({ noise, mention, mentionFrom, ownWords: NO_LINKS }) as const;
const bodyOf = (
  messages: readonly [NewMessage, ...NewMessage[]],
  receiver: ReturnType<typeof to>,
  how = AS_USUAL,
  place: typeof PLACE | typeof WEBHOOK = PLACE,
) => messageBody(messages, { incidentId: 7 }, place, receiver, ENGLISH, how);

const labels = (body: object) =>
  ((Reflect.get(body, 'components') ?? []) as { components: { label: string }[] }[]).map((row) =>
    row.components.map(({ label }) => label),
  );
const WARNING = alertOf(silence());
const CRITICAL = alertOf(balance(), 'critical');

describe('a silent message', () => {
  test('has the flag 4096, through a webhook too, and a critical one never', () => {
    expect(bodyOf([WARNING], to(QUIET)).flags).toBe(4096);
    expect(bodyOf([WARNING], to(QUIET), AS_USUAL, WEBHOOK).flags).toBe(4096);
    expect(bodyOf([CRITICAL], to(QUIET))).not.toHaveProperty('flags');
    expect(bodyOf([WARNING, CRITICAL], to(QUIET))).not.toHaveProperty('flags');
    expect(bodyOf([WARNING], to({ ...QUIET, silent: [] }))).not.toHaveProperty('flags');
  });

  test('that pings is not silent: somebody chose that', () => {
    const body = bodyOf([WARNING], to(QUIET, ROLE, 'warning'));
    expect(body.content).toBe('<@&600000000000000001>');
    expect(body).not.toHaveProperty('flags');
  });
});

describe('a compact message', () => {
  test('is one line an alert with Details and who is on it, and pings where it is critical', () => {
    const body = bodyOf([CRITICAL], to(COMPACT, ROLE));
    expect(body.content).toBe('<@&600000000000000001>\n🔴 **Balance** $8.42 (threshold $10.00)');
    expect(body.allowed_mentions).toEqual({ parse: [], roles: [ROLE.id] });
    expect(body).not.toHaveProperty('embeds');
    expect(labels(body)).toEqual([['Acknowledge', 'Details']]);
  });

  test('has a line a pipeline, and the operator’s links in the row of the buttons', () => {
    const links = [{ label: 'Runbook', url: 'https://wiki.example/captcha' }];
    const two = [
      { ...CRITICAL, subject: 'shop' },
      { ...alertOf(workers(), 'critical'), subject: 'news' },
    ] as const;
    const body = bodyOf(two, { ...to(COMPACT), ownWords: { links, notes: [] } });
    expect(body.content).toBe(
      '🔴 `shop`: **Balance** $8.42 (threshold $10.00)\n🔴 `news`: **Workers** 0 active, 1,340 pending',
    );
    expect(labels(body)).toEqual([['Acknowledge', 'Details', 'Runbook']]);
  });

  test('says what ended, came late or can no longer be judged in a line too', () => {
    const facts = silence();
    const recovery = { type: 'recovery', before: balance(), after: balance(20_000_000), topUp: null, at: AT } as const;
    expect(bodyOf([recovery], to(COMPACT)).content).toBe('🟢 Balance recovered: $8.42 → $20.00');
    const late = {
      type: 'late',
      severity: 'warning',
      worst: facts,
      openedAt: AT - MINUTE,
      endedAt: AT,
      at: AT,
    } as const;
    expect(bodyOf([late], to(COMPACT)).content).toBe(
      `⚪ **Silence** last result 12 min ago · Ended: ${stamp(AT, 'f')}, after 1 min`,
    );
    expect(bodyOf([{ type: 'botLost', why: 'tokenRefused', at: AT }], to(COMPACT)).embeds).toHaveLength(1);
  });

  test('that is sent again, or in another place, says so', () => {
    const body = bodyOf([WARNING], to(COMPACT), { ...AS_USUAL, isRepeat: true });
    expect(body.content).toMatch(/^🟠 \*\*Silence\*\* .*\n-# sent again, the first try may have arrived$/);
  });

  test('in plain words is the same line without buttons', () => {
    const body = bodyOf([WARNING], to(COMPACT), { ...AS_USUAL, isPlain: true });
    expect(body).toEqual({ content: '🟠 **Silence** last result 12 min ago', allowed_mentions: { parse: [] } });
  });

  test('reads later who is on it, and that it is over; what was sent in full before becomes a line', () => {
    const target = { incidentId: 7, place: PLACE, messageId: '9', message: CRITICAL };
    const state: IncidentState = { openedAt: AT, endedAt: null, acknowledged: null, muted: null, affects: [] };
    const by = { userId: '200000000000000001', name: 'ada' };
    const taken = editBody(
      target,
      { ...state, acknowledged: { by, at: AT, severity: 'critical' } },
      to(COMPACT),
      ENGLISH,
    );
    expect(taken.content).toBe(
      `🔴 **Balance** $8.42 (threshold $10.00) · <@200000000000000001> has been on it since ${stamp(AT, 't')}`,
    );
    expect(taken.embeds).toEqual([]);
    expect(labels(taken)).toEqual([['Undo Acknowledge', 'Details']]);
    const over = editBody(target, { ...state, endedAt: AT + MINUTE }, to(COMPACT), ENGLISH);
    expect(over.content).toContain(`🟢 **Balance** $8.42 (threshold $10.00) · Ended: ${stamp(AT + MINUTE, 'f')}`);
    expect(labels(over)).toEqual([['Note', 'Details']]);
  });

  test('keeps to Discord’s limit whatever it tells, in every language', () => {
    const many = Array.from({ length: 60 }, (_, i) => ({ ...CRITICAL, subject: `pipeline-with-a-long-name-${i}` }));
    const [first, ...others] = many;
    if (first === undefined) throw new Error('there are many');
    for (const language of LANGUAGES) {
      const body = messageBody([first, ...others], { incidentId: 7 }, PLACE, to(COMPACT, ROLE), language);
      expect(body.content?.length).toBeLessThanOrEqual(2_000);
      expect(body.content).toContain('pipeline-with-a-long-name-0');
    }
  });
});

test('in the full format nothing is different', () => {
  const usual = messageBody([CRITICAL], { incidentId: 7 }, PLACE, { mention: ROLE, mentionFrom: 'critical' }, ENGLISH);
  expect(bodyOf([CRITICAL], to({ silent: [], format: 'full' }, ROLE))).toEqual(usual);
  expect(usual.embeds?.[0]?.title).toBe('💰 Balance Alert');
});
