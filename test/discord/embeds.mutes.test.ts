import { expect, test } from 'vitest';
import { mutesEmbed } from '../../src/discord/embeds/mutes.ts';
import { mutesFields } from '../../src/discord/embeds/status.ts';
import { ENGLISH } from '../../src/discord/words/language.ts';
import { LANGUAGES } from '../../src/discord/words/languages.ts';
import type { Mute } from '../../src/monitor/types.ts';
import { AT, GUILD, HOUR } from '../fixtures/embeds.ts';

const ADA = { userId: '1', name: 'ada' };

const mute = (pipeline: string | null, more: Partial<Mute> = {}): Mute => ({
  id: 1,
  guildId: GUILD.id,
  scope: 'errors',
  pipeline,
  until: AT + HOUR,
  createdAt: AT,
  by: ADA,
  reason: null,
  ...more,
});

const inMutes = (...mutes: Mute[]) => mutesEmbed(mutes, AT, ENGLISH).description?.split('\n') ?? [];
const inStatus = (...mutes: Mute[]) => mutesFields(mutes, ENGLISH)[0]?.value.split('\n') ?? [];
const until = (style: string) => `<t:${(AT + HOUR) / 1_000}:${style}>`;

test('mutes that differ only in the pipeline are one line that names each once', () => {
  const alike = [mute('shop'), mute('tickets'), mute('shop'), mute('news')];
  const what = '**Error rate (`shop`, `tickets`, `news`)**';
  expect(inMutes(...alike)).toEqual([`${what} until ${until('f')} (${until('R')}) by <@1>`]);
  expect(inStatus(...alike)).toEqual([`${what} until ${until('f')} by <@1>`]);
});

test.each([
  ['in the kind', mute('tickets', { scope: 'queue' })],
  ['in the end', mute('tickets', { until: AT + HOUR + 1 })],
  ['in who muted', mute('tickets', { by: { ...ADA, userId: '2' } })],
  ['in the reason', mute('tickets', { reason: 'a deploy' })],
])('those that differ %s are lines of their own, in the order of the mutes', (_name, other) => {
  const lines = inStatus(mute('shop'), other, mute('news'));
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain('**Error rate (`shop`, `news`)**');
  expect(lines[1]).toContain('(`tickets`)**');
});

test('one of all pipelines takes in those of one', () => {
  expect(inStatus(mute('shop'), mute(null), mute(null))).toEqual([`**Error rate** until ${until('f')} by <@1>`]);
});

test.each([
  [9, 9, false],
  [10, 10, false],
  [11, 10, true],
])('of %d pipelines %d are named', (pipelines, named, isCut) => {
  const [line = '', ...others] = inStatus(...Array.from({ length: pipelines }, (_, i) => mute(`p${i}`)));
  expect(others).toEqual([]);
  expect(line.match(/`p\d+`/g)).toHaveLength(named);
  expect(line.includes(`, and ${pipelines - 10} more)`)).toBe(isCut);
});

test.each(LANGUAGES.map((language) => [language.locale, language] as const))(
  'a hundred pipelines with long names keep to the limits in %s',
  (_locale, language) => {
    const mutes = Array.from({ length: 100 }, (_, i) => mute(`a-pipeline-with-a-name-of-some-length-${i}`));
    const [field] = mutesFields(mutes, language);
    expect(field?.value.length).toBeLessThanOrEqual(1_024);
    expect(field?.value).toContain(language.words.andMore(language.counted(90)));
    expect(field?.value).toContain(`<t:${(AT + HOUR) / 1_000}:f>`);
  },
);
