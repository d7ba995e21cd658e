import { embedLength } from 'discord.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alertEmbed } from '../../src/discord/embeds/alert.ts';
import { clipLines, clockOrDate, inlineCode } from '../../src/discord/embeds/text.ts';
import { ENGLISH } from '../../src/discord/words/language.ts';
import { bodyTo } from '../fixtures/bodies.ts';

const HOUR = 3_600_000;
const anyText = fc.string({ unit: 'binary', maxLength: 100 });

test('inline code cannot be left by anything in it', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const code = inlineCode(text);
      expect(code).toMatch(/^`[^`]+`$/);
      expect(code).not.toContain('\n');
    }),
  );
});

test.each([
  [-12 * HOUR, 'f'],
  [-12 * HOUR + 1, 't'],
  [0, 't'],
  [12 * HOUR - 1, 't'],
  [12 * HOUR, 'f'],
])('a time %d ms from now is shown in the style %s', (ms, style) => {
  expect(clockOrDate(1_800_000_000_000 + ms, 1_800_000_000_000)).toBe(
    `<t:${Math.floor((1_800_000_000_000 + ms) / 1_000)}:${style}>`,
  );
});

test('lines are cut whole, within the limit, and the number of those left out is right', () => {
  let shortened = 0;
  fc.assert(
    fc.property(
      fc.array(
        anyText.map((text) => text.replaceAll('\n', ' ')),
        { maxLength: 30, size: 'max' },
      ),
      fc.integer({ min: 120, max: 300 }),
      (lines, limit) => {
        const text = clipLines(lines, limit, ENGLISH);
        expect(text.length).toBeLessThanOrEqual(limit);
        const more = /(?:^|\n)and (\d+) more$/.exec(text);
        const kept = text.split('\n');
        if (more !== null && text !== lines.join('\n')) {
          shortened += 1;
          expect(kept.slice(0, -1)).toEqual(lines.slice(0, kept.length - 1));
          expect(Number(more[1])).toBe(lines.length - (kept.length - 1));
        } else expect(text).toBe(lines.join('\n'));
      },
    ),
  );
  expect(shortened).toBeGreaterThan(0);
});

test('whatever codes a pipeline reports, the embed keeps to the limits of Discord and pings nobody', () => {
  const byCode = fc.array(
    fc.record({ code: fc.string({ unit: 'binary', minLength: 1, maxLength: 64 }), count: fc.nat() }),
    { maxLength: 200 },
  );
  fc.assert(
    fc.property(byCode, (codes) => {
      const facts = { kind: 'errors', failed: 45, total: 200, windowMs: 300_000, byCode: codes } as const;
      const message = { type: 'alert', severity: 'warning', facts, suppressed: 2, affects: [], at: 0 } as const;
      const embed = alertEmbed(message, ENGLISH);
      expect(embedLength(embed)).toBeLessThanOrEqual(6_000);
      for (const { value } of embed.fields ?? []) {
        expect(value.length).toBeLessThanOrEqual(1_024);
        expect(value.trim()).not.toBe('');
      }
      expect(bodyTo(message, { type: 'role', id: '1' })).toMatchObject({ allowed_mentions: { parse: [] } });
      expect(bodyTo(message, { type: 'role', id: '1' }).content).toBeUndefined();
    }),
  );
});
