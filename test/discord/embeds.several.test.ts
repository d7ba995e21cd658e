import { embedLength } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { ENGLISH, type Language } from '../../src/discord/words/language.ts';
import { LANGUAGES } from '../../src/discord/words/languages.ts';
import type { IncidentState } from '../../src/monitor/alerts/incidentState.ts';
import type { AlertMessage, Message } from '../../src/monitor/alerts/message.ts';
import type { Mention } from '../../src/monitor/types.ts';
import { editBody, type MessageBody, messageBody } from '../../src/receivers/discord/messageBody.ts';
import { AT, alertOf, FRAME, HOUR, latency, MINUTE, SECOND, silence, stamp } from '../fixtures/embeds.ts';

type NewMessage = Exclude<Message, { type: 'edit' | 'thread' }>;

const PLACE = { type: 'channel', channelId: '300000000000000001' } as const;
const ROLE: Mention = { type: 'role', id: '111111111111111111' };
const TO = { mention: ROLE, mentionFrom: 'critical' } as const;
const ON_IT = { by: { userId: '7', name: '@everyone' }, at: AT + MINUTE, severity: 'critical' } as const;

const slow = (subject: string, p95Ms: number, more: Partial<AlertMessage> = {}) =>
  ({ ...alertOf(latency(p95Ms), 'warning', more), subject }) as const;

const state = (more: Partial<IncidentState> = {}): IncidentState => ({
  openedAt: AT,
  endedAt: null,
  acknowledged: null,
  muted: null,
  affects: [],
  ...more,
});

function sent(first: NewMessage, ...others: NewMessage[]): MessageBody {
  return messageBody([first, ...others], { incidentId: 1 }, PLACE, TO, ENGLISH);
}

function edited(parts: readonly [AlertMessage, IncidentState | null][], language: Language = ENGLISH): MessageBody {
  const sentParts = parts.map(([message, became], index) => ({
    incidentId: index + 1,
    about: null,
    message,
    state: became,
  }));
  const [{ message } = { message: slow('shop', 1) }] = sentParts;
  const target = { incidentId: 1, place: PLACE, messageId: '900000000000000001', message, parts: sentParts };
  return editBody(target, state(), TO, language);
}

/** The labels of its buttons. */
const labels = ({ components = [] }: MessageBody) =>
  components
    .flatMap((row): readonly object[] => ('components' in row ? row.components : []))
    .flatMap((button) => ('label' in button ? [button.label] : []));

describe('alerts of several pipelines', () => {
  test('are a line each, the worst first, and ping once where one is critical', () => {
    const body = sent(slow('shop', 143_600), slow('tickets', 300_000, { severity: 'critical', suppressed: 2 }));
    expect(body.embeds).toEqual([
      {
        ...FRAME,
        color: 0xe74c3c,
        author: { name: 'shop, tickets' },
        title: '🐢 Slow Solves',
        description: '🔴 `tickets`: Solve latency p95: **300.0s**\n🟠 `shop`: Solve latency p95: **143.6s**',
        fields: [{ name: 'Suppressed', value: '2 messages suppressed while this was muted' }],
      },
    ]);
    expect([body.content, body.allowed_mentions]).toEqual([`<@&${ROLE.id}>`, { parse: [], roles: [ROLE.id] }]);
    expect(labels(body)).toEqual(['Mute 1 h', 'Mute 24 h', 'Acknowledge', 'Note', 'Details']);
  });

  test('ping nobody where none of them would', () => {
    const { content, allowed_mentions } = sent(
      slow('shop', 1),
      slow('tickets', 1, { severity: 'critical', pings: false }),
    );
    expect([content, allowed_mentions]).toEqual([undefined, { parse: [] }]);
  });

  test('that are reminders say so once where they began together, else each', () => {
    const reminder = { n: 2, since: AT, nextAt: AT + HOUR, recoversAt: 100 * SECOND };
    const line = (since: number) =>
      `🔁 Reminder 2: still firing since ${stamp(since, 'f')}, recovers at 100.0s, next one ${stamp(AT + HOUR, 'R')}`;
    expect(sent(slow('shop', 1, { reminder }), slow('tickets', 1, { reminder })).content).toBe(line(AT));
    const other = { ...reminder, since: AT - HOUR };
    expect(sent(slow('shop', 1, { reminder }), slow('tickets', 1, { reminder: other })).content).toBe(
      `\`shop\` ${line(AT)}\n\`tickets\` ${line(AT - HOUR)}`,
    );
  });
});

describe('read later', () => {
  test('what lasts comes first, and each line says what became of it', () => {
    const body = edited([
      [slow('shop', 143_600, { severity: 'critical' }), state({ endedAt: AT + 12 * MINUTE })],
      [slow('tickets', 200_000), state({ acknowledged: ON_IT })],
      [slow('news', 130_000), null],
      [slow('blog', 150_000), null],
    ]);
    expect(body.embeds).toMatchObject([
      {
        color: 0xf39c12,
        title: '🐢 Slow Solves',
        author: { name: 'shop, tickets, news, blog' },
        description: [
          `🟠 \`tickets\`: Solve latency p95: **200.0s** · <@7> has been on it since ${stamp(AT + MINUTE, 't')}`,
          '🟠 `blog`: Solve latency p95: **150.0s**',
          '🟠 `news`: Solve latency p95: **130.0s**',
          `🟢 \`shop\`: Solve latency p95: **143.6s** · Ended: ${stamp(AT + 12 * MINUTE, 'f')}, after 12 min`,
        ].join('\n'),
      },
    ]);
    // One of them nobody is on.
    expect(labels(body)).toContain('Acknowledge');
    expect(body.allowed_mentions).toEqual({ parse: [] });
  });

  test('all are over', () => {
    const over = state({ endedAt: AT + MINUTE });
    const body = edited([
      [slow('shop', 1), over],
      [slow('tickets', 1), over],
    ]);
    expect(body.embeds).toMatchObject([{ color: 0x2ecc71, title: '🐢 Slow Solves (over)' }]);
    expect(labels(body)).toEqual(['Note', 'Details']);
  });

  test('somebody is on all that last', () => {
    const body = edited([
      [slow('shop', 1), state({ acknowledged: ON_IT })],
      [slow('tickets', 1), state({ endedAt: AT })],
    ]);
    expect(labels(body)).toContain('Undo Acknowledge');
  });
});

test('what has recovered in several pipelines', () => {
  const recovered = (subject: string) =>
    ({ type: 'recovery', before: silence(), after: silence(0), topUp: null, subject, at: AT }) as const;
  expect(sent(recovered('shop'), recovered('tickets'))).toEqual({
    embeds: [
      {
        ...FRAME,
        color: 0x2ecc71,
        author: { name: 'shop, tickets' },
        title: '✅ Pipeline Recovered',
        description:
          '🟢 `shop`: Results arrive again after 12 min without any\n🟢 `tickets`: Results arrive again after 12 min without any',
      },
    ],
    allowed_mentions: { parse: [] },
  });
});

test.for([
  [[undefined, undefined], 'Discord could not be reached while it lasted'],
  [[1, 1], 'It ended before the cooldown did'],
  [[1, 3], 'It happened 3 times before the cooldown ended'],
  [[1, undefined], 'Discord could not be reached while it lasted'],
] as const)('what came and went in several pipelines, %j times in a cooldown', ([times, why]) => {
  const late = (subject: string, n: number | undefined) =>
    ({
      type: 'late',
      severity: 'warning',
      worst: latency(),
      openedAt: AT,
      endedAt: AT + MINUTE,
      ...(n === undefined ? {} : { cooldown: { times: n, endsAt: AT } }),
      subject,
      at: AT,
    }) as const;
  const [embed] = sent(late('shop', times[0]), late('tickets', times[1])).embeds ?? [];
  const line = (subject: string) =>
    `⚪ \`${subject}\`: Solve latency p95: **143.6s** · Ended: ${stamp(AT + MINUTE, 'f')}, after 1 min`;
  expect(embed).toMatchObject({
    title: '🐢 Slow Solves (over)',
    description: `${line('shop')}\n${line('tickets')}`,
    fields: [{ name: 'Sent Late', value: why }],
  });
});

test('what can no longer be judged in several pipelines', () => {
  const unknown = (subject: string) =>
    ({
      type: 'unknown',
      severity: 'warning',
      facts: latency(),
      why: 'tooFewResults',
      openedAt: AT - HOUR,
      since: AT,
      subject,
      at: AT,
    }) as const;
  const [embed] = sent(unknown('shop'), unknown('tickets')).embeds ?? [];
  expect(embed).toMatchObject({ title: '❔ Can No Longer Be Judged', author: { name: 'shop, tickets' } });
  expect(embed?.description?.split('\n')).toEqual([
    '**Latency**',
    ...['shop', 'tickets'].map(
      (subject) =>
        `🟠 \`${subject}\`: too few results to judge, since ${stamp(AT, 'f')} · Firing Since: ${stamp(AT - HOUR, 'f')} · Last Known: p95 143.6s`,
    ),
  ]);
});

describe.for(LANGUAGES.map((language) => [language.locale, language] as const))('in %s', ([_name, language]) => {
  test.for([2, 25, 100])('%i pipelines keep to the limits of Discord', (n) => {
    const names = Array.from({ length: n }, (_, i) => `a-pipeline-with-a-name-of-some-length-${i}`);
    const reminders = names.map((_, i) => ({ n: i, since: AT, nextAt: AT + HOUR, recoversAt: 1 }));
    const alerts = names.map((name, i) =>
      slow(name, 1_000_000 + i, { severity: 'critical', reminder: reminders[i] ?? null }),
    );
    const [first = slow('shop', 1), ...others] = alerts;
    const became = state({ acknowledged: ON_IT, muted: { by: ON_IT.by, until: AT }, endedAt: AT });
    const bodies = [
      messageBody([first, ...others], { incidentId: 1 }, PLACE, TO, language),
      edited(
        alerts.map((alert) => [alert, became]),
        language,
      ),
    ];
    for (const { embeds = [], content = '' } of bodies) {
      expect(content.length).toBeLessThanOrEqual(2_000);
      expect(embeds).toHaveLength(1);
      for (const embed of embeds) {
        expect(embedLength(embed)).toBeLessThanOrEqual(6_000);
        expect(embed.description?.length).toBeLessThanOrEqual(4_096);
        expect(embed.author?.name.length).toBeLessThanOrEqual(256);
        expect(embed.description).not.toMatch(/undefined|null|NaN/);
      }
    }
  });
});

describe('who is notified next, where nobody acknowledges', () => {
  const lead = { mention: { type: 'role', id: '4' }, place: null, receiver: null, at: AT + 5 * MINUTE } as const;
  const pager = { mention: null, place: null, receiver: 'pager', at: AT + 15 * MINUTE } as const;
  const shop = slow('shop', 300_000, { severity: 'critical', next: lead });
  const next = `Next: <@&4> at ${stamp(AT + 5 * MINUTE, 't')}`;
  const later = `Escalated to <@&4> at ${stamp(AT + 5 * MINUTE, 't')} · Next: \`pager\` at ${stamp(AT + 15 * MINUTE, 't')}`;
  const became = state({ escalation: { sent: [lead], next: pager } });
  const compact = { ...TO, noise: { silent: [], format: 'compact' } } as const;

  test('stands on the line of its pipeline, and later whom was', () => {
    const other = slow('tickets', 143_600);
    const [first, second] = sent(shop, other).embeds?.[0]?.description?.split('\n') ?? [];
    expect(first).toBe(`🔴 \`shop\`: Solve latency p95: **300.0s** · ${next}`);
    expect(second).not.toContain('Next');
    const edit = edited([
      [shop, became],
      [other, state()],
    ]);
    expect(edit.embeds?.[0]?.description?.split('\n')[0]).toBe(`🔴 \`shop\`: Solve latency p95: **300.0s** · ${later}`);
  });

  test('stands on an alert in one line, and pings nobody', () => {
    const body = messageBody([shop], { incidentId: 1 }, PLACE, compact, ENGLISH);
    expect(body.content?.endsWith(` · ${next}`)).toBe(true);
    expect(body.allowed_mentions).toEqual({ parse: [], roles: [ROLE.id] });
    const target = { incidentId: 1, place: PLACE, messageId: '9', message: shop };
    expect(editBody(target, became, compact, ENGLISH).content?.endsWith(` · ${later}`)).toBe(true);
  });
});
