import { beforeEach, describe, expect, test } from 'vitest';
import cooldown from '../../commands/cooldown.ts';
import threshold from '../../commands/threshold.ts';
import type { CommandContext } from '../../src/discord/command.ts';
import { failureWords } from '../../src/discord/embeds/failure.ts';
import { THRESHOLD_NAMES, thresholdCalled, thresholdName } from '../../src/discord/embeds/thresholdName.ts';
import { LANGUAGES, languageOf } from '../../src/discord/words/languages.ts';
import { change } from '../fixtures/change.ts';
import { type CommandStage, GUILD, setUpCommands } from '../fixtures/commands.ts';

let stage: CommandStage;
let context: CommandContext;

beforeEach(async () => {
  stage = await setUpCommands();
  context = stage.context;
});

const changes = async () =>
  (await context.monitor.changes(GUILD, 10)).map(({ action, subject, before, after }) => [
    action,
    subject,
    before,
    after,
  ]);

describe('/threshold', () => {
  const say = async (kind: string | null, value: string | null) =>
    (await threshold.run({ kind, value, pipeline: null }, context)).content;

  test('alone shows every threshold by kind, and marks those of this server', async () => {
    await say('balance.warning', '25');
    const [embed] = (await threshold.run({ kind: null, value: null, pipeline: null }, context)).embeds ?? [];
    const text = JSON.stringify(embed);
    for (const label of Object.values(context.language.words.thresholdLabels)) expect(text).toContain(`${label} **`);
    expect(embed?.fields?.[0]?.value).toContain('warning below **$25.00** (set here)');
    expect(embed?.fields?.[0]?.value).toContain('critical below **$2.00**');
  });

  test('says which of this server do not fit the settings any more, and what holds instead', async () => {
    await stage.store.guilds.setThreshold(GUILD, 'errors.clearRate', 20, () => change());
    await stage.store.guilds.setThreshold(GUILD, 'errors.window', 60, () => change());
    const [embed] = (await threshold.run({ kind: null, value: null, pipeline: null }, context)).embeds ?? [];
    const text = JSON.stringify(embed);
    expect(text).toContain(
      'recovers at **10.0%** (20.0% is set here, but not used: it does not fit the other thresholds)',
    );
    expect(text).toContain('window **1 min** (set here)');
    expect(await say('errors.clearRate', null)).toBe(
      '🎚️ **Error rate: recovers at** is **10.0%**. (20.0% is set here, but not used: it does not fit the other thresholds)',
    );
    expect(await say('errors.window', null)).toBe('🎚️ **Error rate: window** is **1 min**.');
    expect(await say('latency.p95', '150 s')).toBe('🎚️ **Latency: p95 alerts above**: 2 min → **150 s**.');
  });

  test.each([
    ['balance.warning', '25', '🎚️ **Balance: warning below**: $10.00 → **$25.00**.'],
    ['balance.warning', '$25.50', '🎚️ **Balance: warning below**: $10.00 → **$25.50**.'],
    ['errors.rate', '20%', '🎚️ **Error rate: alerts above**: 15.0% → **20.0%**.'],
    ['errors.rate', ' 20,5 % ', '🎚️ **Error rate: alerts above**: 15.0% → **20.5%**.'],
    ['queue.depth', '250', '🎚️ **Queue: alerts above**: 100 → **250**.'],
    ['latency.clearP95', '90', '🎚️ **Latency: p95 recovers at**: 100 s → **90 s**.'],
    ['latency.clearP95', '60', '🎚️ **Latency: p95 recovers at**: 100 s → **1 min**.'],
    ['latency.clearP95', '59', '🎚️ **Latency: p95 recovers at**: 100 s → **59 s**.'],
    ['balance.alerts', '0', '🎚️ **Balance: alerts**: on → **off**.'],
    ['balance.alerts', 'Off', '🎚️ **Balance: alerts**: on → **off**.'],
    ['latency.p95', '3 min', '🎚️ **Latency: p95 alerts above**: 2 min → **3 min**.'],
    ['latency.p95', '3m', '🎚️ **Latency: p95 alerts above**: 2 min → **3 min**.'],
    ['latency.p95', '150 s', '🎚️ **Latency: p95 alerts above**: 2 min → **150 s**.'],
    ['runway.clear', '1d16h', '🎚️ **Runway: recovers above**: 1 d 12 h → **1 d 16 h**.'],
    ['runway.clear', '40', '🎚️ **Runway: recovers above**: 1 d 12 h → **1 d 16 h**.'],
  ])('%s %j', async (kind, value, answer) => {
    expect(await say(kind, value)).toBe(answer);
    expect(await changes()).toHaveLength(1);
  });

  test.each([['1,000'], ['1.000'], ['abc'], ['--5'], ['1e3'], ['0x10'], ['on'], ['5m'], ['5s'], [''], ['Infinity']])(
    '%j is no number, and changes nothing',
    async (value) => {
      expect(await say('queue.depth', value)).toMatch(/is not a number.* \*\*Queue: alerts above\*\* stays 100\.$/);
      expect(await changes()).toEqual([]);
    },
  );

  test.each([
    ['-0.01', null],
    ['0', '0.0%'],
    ['100', '100.0%'],
    ['101', null],
  ])('at its ends: a clear rate of %s', async (value, shown) => {
    await context.monitor.setThreshold(GUILD, 'errors.rate', 100, context.by);
    if (shown === null)
      await expect(say('errors.clearRate', value)).rejects.toMatchObject({ code: 'thresholdOutOfRange' });
    else expect(await say('errors.clearRate', value)).toContain(`**${shown}**`);
  });

  test('one alone is shown; an unknown one and one that contradicts another are refused', async () => {
    expect(await say('queue.depth', null)).toBe('🎚️ **Queue: alerts above** is **100**.');
    expect(await say(' queue: Alerts above ', null)).toBe('🎚️ **Queue: alerts above** is **100**.');
    expect(await say(null, '5')).toMatch(/^Choose the threshold to change/);
    await expect(say('queue.dept', '5')).rejects.toMatchObject({
      code: 'unknownThreshold',
      details: { name: 'queue.dept' },
    });
    await expect(say('errors.rate', '5')).rejects.toMatchObject({ code: 'thresholdsConflict' });
    expect(await changes()).toEqual([]);
  });

  test('is taken back with "default", and both changes are kept', async () => {
    await say('queue.depth', '250');
    expect(await say('queue.depth', ' Default ')).toBe('🎚️ **Queue: alerts above**: 250 → **100**.');
    expect(await changes()).toEqual([
      ['threshold', 'queue.depth', '250', 'default 100'],
      ['threshold', 'queue.depth', 'default 100', '250'],
    ]);
  });

  test('offers every threshold with what holds now, then its range and the way back', async () => {
    const offered = await threshold.suggest?.('kind', 'QUEUE', context, {});
    expect(offered?.map(({ name }) => name)).toEqual([
      'Queue: alerts above (100)',
      'Queue: must last for (2 min)',
      'Queue: critical above the threshold (× 5)',
      'Queue: recovers at this share of the threshold (80.0%)',
      'Workers: where workers are not reported: queue above (10)',
    ]);
    expect((await threshold.suggest?.('kind', 'errors.rate', context, {}))?.map(({ value }) => value)).toEqual([
      'errors.rate',
    ]);
    const values = await threshold.suggest?.('value', '', context, { kind: 'errors.rate' });
    expect(values?.map(({ name, value }) => [name, value])).toEqual([
      ['15.0% (from 0.0% to 100.0%)', '15'],
      ['default', 'default'],
    ]);
    expect(await threshold.suggest?.('value', '', context, { kind: 'nonsense' })).toEqual([]);
    expect(await threshold.suggest?.('value', '', context, {})).toEqual([]);
  });
});

describe('a threshold that is refused', () => {
  const refusal = async (kind: string, value: string, language = context.language) =>
    threshold.run({ kind, value, pipeline: null }, { ...context, language }).then(
      ({ content }) => content,
      (err) => failureWords(err, language),
    );

  test.each([
    [
      'balance.critical',
      '10.01',
      'The critical balance must not be above the one for a warning. **Balance: warning below** is $10.00 now: change that first. **Balance: critical below** stays $2.00.',
    ],
    [
      'errors.rate',
      '9.9',
      'an alert would end while it still fires. **Error rate: recovers at** is 10.0% now: change that first. **Error rate: alerts above** stays 15.0%.',
    ],
    [
      'runway.warning',
      '3',
      '**Runway: critical below** is 4 h now: change that first. **Runway: warning below** stays 1 d.',
    ],
    [
      'errors.rate',
      '100.01',
      '**Error rate: alerts above** must be from 0.0% to 100.0%. **Error rate: alerts above** stays 15.0%.',
    ],
    ['queue.depth', '0', '**Queue: alerts above** must be from 1 to 1,000,000,000. **Queue: alerts above** stays 100.'],
    ['balance.warning', '1000001', 'must be from $0.00 to $1,000,000.00.'],
    ['cooldown', '2d', '**Cooldown** must be from 1 s to 1 d. **Cooldown** stays 5 min.'],
    ['balance.alerts', '5', '**Balance: alerts** is either `on` or `off`. **Balance: alerts** stays on.'],
    ['balance.alerts', 'maybe', '**Balance: alerts** is either `on` or `off`. **Balance: alerts** stays on.'],
    [
      'queue.dept',
      '5',
      '`queue.dept` is not a threshold. Pick one from the list. Did you mean **Queue: alerts above**?',
    ],
    ['colour', '5', '`colour` is not a threshold. Pick one from the list.'],
  ])('%s %s says what holds and what to change first', async (kind, value, words) => {
    expect(await refusal(kind, value)).toContain(words);
    expect(await changes()).toEqual([]);
  });

  test('names both in every language, and changing the other first helps', async () => {
    for (const language of LANGUAGES) {
      const text = await refusal('balance.critical', '15', language);
      expect(text).toContain(`**${thresholdName('balance.warning', language)}**`);
      expect(text).toContain(language.usd(10_000_000));
      expect(text).toContain(language.usd(2_000_000));
      expect(text).not.toContain('balance.');
    }
    await refusal('balance.warning', '20');
    expect(await refusal('balance.critical', '15')).toContain('→ **$15.00**');
  });

  test('every threshold has a name of its own in every language, and is found by it', () => {
    for (const language of LANGUAGES) {
      const names = THRESHOLD_NAMES.map((name) => thresholdName(name, language));
      expect(new Set(names).size).toBe(THRESHOLD_NAMES.length);
      expect(names.map((name) => thresholdCalled(name, language))).toEqual(THRESHOLD_NAMES);
    }
  });
});

describe('/cooldown', () => {
  const say = async (length: string | null, language = context.language) =>
    (await cooldown.run({ length }, { ...context, language })).content;

  test('is shown, changed and taken back', async () => {
    expect(await say(null)).toBe('⏱️ Cooldown: at least **5 min** between two messages of one kind.');
    expect(await say('10m')).toBe('⏱️ Cooldown: 5 min → **10 min**.');
    expect(await say('1h30')).toBe('⏱️ Cooldown: 10 min → **1 h 30 min**.');
    expect(await say('DEFAULT')).toBe('⏱️ Cooldown: 1 h 30 min → **5 min**.');
    expect(await changes()).toEqual([
      ['cooldown', 'cooldown', '5400', 'default 300'],
      ['cooldown', 'cooldown', '600', '5400'],
      ['cooldown', 'cooldown', 'default 300', '600'],
    ]);
  });

  test.each(['soon', '', '0m', 'until 09:00', '0'])('%j is not a length', async (length) => {
    await expect(say(length)).rejects.toMatchObject({ code: 'badLength' });
    expect(await changes()).toEqual([]);
  });

  test.each([
    ['2 hours', '2 h'],
    ['1.5h', '1 h 30 min'],
    ['10', '10 min'],
    ['half an hour', '30 min'],
  ])('%j is read as %s', async (typed, words) => {
    expect(await say(typed)).toContain(words);
  });

  test('is answered in the language of whoever asks', async () => {
    expect(await say(null, languageOf('de'))).toContain('mindestens **5 min** zwischen zwei Nachrichten');
  });

  test('offers lengths as they are understood, and the way back', async () => {
    const names = async (typed: string) =>
      (await cooldown.suggest?.('length', typed, context, {}))?.map(({ name }) => name);
    expect(await names('')).toEqual(['5 min', '10 min', '15 min', '30 min', '1 h', '4 h', 'default']);
    expect(await names('2h30')).toEqual(['2 h 30 min']);
    expect(await names('de')).toEqual(['default']);
    expect(await names('x')).toEqual([]);
  });
});
