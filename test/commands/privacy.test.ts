import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import incidents from '../../commands/incidents.ts';
import mutes from '../../commands/mutes.ts';
import privacy from '../../commands/privacy.ts';
import status from '../../commands/status.ts';
import why from '../../commands/why.ts';
import type { Reply } from '../../src/discord/command.ts';
import { COMPONENTS } from '../../src/discord/components/index.ts';
import { failureWords } from '../../src/discord/embeds/failure.ts';
import { LANGUAGES } from '../../src/discord/words/languages.ts';
import { KEPT } from '../../src/monitor/retention.ts';
import { SOMEONE } from '../../src/monitor/someone.ts';
import { DAY } from '../../src/monitor/time.ts';
import { actingMember, opening } from '../fixtures/alerts.ts';
import { type CommandStage, GUILD, NOW, setUpCommands } from '../fixtures/commands.ts';

let stage: CommandStage;

beforeEach(async () => {
  stage = await setUpCommands();
});

const textOf = (reply: Reply) => JSON.stringify(reply);

/** Clicks a button as the person who asked. */
async function click(name: string, context = stage.context): Promise<Reply> {
  const component = COMPONENTS.find((each) => each.name === name);
  const message = { id: '900000000000000001', embeds: [], components: [] };
  const run = component?.read({ args: [], isMenu: false, values: [], roleIds: new Set(), message }, context);
  if (run == null) throw new Error(`no button ${name}`);
  return run();
}

describe('/privacy', () => {
  test('names who runs the bot, as they said', async () => {
    const operator = { contact: 'Ada, privacy@example.com', policyUrl: 'https://example.com/privacy' };
    const text = textOf(await privacy.run({}, { ...stage.context, operator }));
    expect(text).toContain('Ada, privacy@example.com\\nPrivacy policy: https://example.com/privacy');
    expect(text).not.toContain('not named');
  });

  test.each([
    [{ contact: 'Ada', policyUrl: null }, 'Ada'],
    [{ contact: null, policyUrl: 'https://example.com/p' }, 'Privacy policy: https://example.com/p'],
    [
      { contact: null, policyUrl: null },
      'The operator is not named. Operators set `PRIVACY_CONTACT` and `PRIVACY_URL` in the settings of the bot.',
    ],
  ])('with %j says so', async (operator, said) => {
    const { embeds } = await privacy.run({}, { ...stage.context, operator });
    expect(embeds?.[0]?.fields?.find(({ name }) => name === 'Who Runs This Bot')?.value).toBe(said);
  });

  test('says for how long, in days that are those of the program', async () => {
    const text = textOf(await privacy.run({}, stage.context));
    for (const ms of Object.values(KEPT)) expect(text).toContain(`${ms / DAY} d`);
  });

  test.each(LANGUAGES)('has room for all of it in $locale, whatever the operator wrote', async (language) => {
    const operator = { contact: 'x'.repeat(200), policyUrl: `https://example.com/${'y'.repeat(480)}` };
    const context = { ...stage.context, operator, language };
    const { privacy: texts } = language.words;
    const page = textOf(await privacy.run({}, context));
    const said = [
      texts.people,
      texts.reasons,
      texts.server,
      texts.notPersonal,
      texts.settings,
      texts.outside,
      texts.stays,
    ];
    for (const text of [...said, operator.contact, operator.policyUrl, `"${texts.forgetMe}"`])
      expect(page).toContain(text);
    const question = textOf(await click('forget', context));
    for (const text of [texts.holds, texts.stays, `"${texts.confirm}"`, `"${texts.back}"`])
      expect(question).toContain(text);
    expect(textOf(await click('forgetNow', context))).toContain(texts.stays);
  });
});

test('PRIVACY.md says for how long as the program has it', () => {
  const text = readFileSync(new URL('../../PRIVACY.md', import.meta.url), 'utf8');
  const row = (start: string) => text.split('\n').find((line) => line.startsWith(`| ${start}`));
  expect(row('mutes, incidents')).toContain(`${KEPT.historyMs / DAY} days after`);
  expect(row('results and readings |')).toContain(`${KEPT.historyMs / DAY} days`);
  expect(row('decisions, which')).toContain(`${KEPT.decisionsMs / DAY} days`);
  expect(row('everything about a server')).toContain(`| ${KEPT.leftGuildMs / DAY} days;`);
  expect(text).toContain(`deleted ${KEPT.leftGuildMs / DAY} days later`);
});

describe('Forget me', () => {
  /** Ada mutes, acknowledges, is pinged. */
  async function act() {
    const { monitor, by } = stage.context;
    await stage.store.alertStates.commit([opening(GUILD)], NOW);
    const [incident] = await monitor.incidents(GUILD, 1);
    await monitor.acknowledge(GUILD, incident?.id ?? 0, actingMember(by));
    await monitor.mute(GUILD, { scope: 'queue', pipeline: null }, '2h', by, 'maintenance');
    await monitor.setUp(GUILD, { mention: { type: 'user', id: by.userId } }, by);
    return incident?.id ?? 0;
  }

  test('asks first, and changes nothing by that', async () => {
    await act();
    const asked = await click('forget');
    expect(asked.embeds?.[0]?.title).toBe('🔒 Forget You in This Server?');
    expect(textOf(asked)).toContain('Manage Messages');
    expect(textOf(asked)).toContain('m1:forgetNow');
    expect((await stage.mutes())[0]?.by).toEqual(stage.context.by);
    expect(textOf(await click('privacy'))).toBe(textOf(await privacy.run({}, stage.context)));
  });

  test('answers in numbers what was replaced, and that alerts ping nobody', async () => {
    await act();
    const done = await click('forgetNow');
    expect(done.components).toEqual([]);
    expect(done.embeds?.[0]?.title).toBe('🔒 You Were Forgotten in This Server');
    expect(done.embeds?.[0]?.description).toContain('Now they ping nobody');
    expect(done.embeds?.[0]?.fields?.[0]?.value).toBe(
      'Mutes: 1\nIncidents: 1\nNotes: 0\nChanges: 3\nStored messages: 1',
    );
    expect((await stage.context.monitor.settings(GUILD)).guild.mention).toBeNull();
    const again = await click('forgetNow');
    expect(again.embeds?.[0]?.description).toMatch(/^Nothing about you was found/);
    expect(again.embeds?.[0]?.fields).toEqual([]);
  });

  test('says where only the operator can help: their own settings name the person too', async () => {
    const { monitor, by } = stage.context;
    const settings = async (guildId: string) => {
      const found = await monitor.settings(guildId);
      return { ...found, guild: { ...found.guild, mention: { type: 'user', id: by.userId } as const } };
    };
    const done = await click('forgetNow', { ...stage.context, monitor: { ...monitor, settings } });
    expect(textOf(done)).toContain('Only the operator can change that.');
    expect(textOf(await click('forgetNow'))).not.toContain('Only the operator');
  });

  test.each(LANGUAGES)('whoever was forgotten is someone wherever they were named, in $locale', async (language) => {
    const { monitor } = stage.context;
    const id = await act();
    await click('forgetNow');
    const context = { ...stage.context, language, guildLanguage: language };
    const refused = await monitor
      .acknowledge(GUILD, id, actingMember({ userId: '1', name: 'x' }))
      .catch((err: unknown) => err);
    const said = [
      textOf(await mutes.run({}, context)),
      textOf(await status.run({ pipeline: null }, context)),
      textOf(await incidents.run({ limit: null }, context)),
      failureWords(Object(refused), language),
    ];
    for (const text of said) {
      expect(text).toContain(`_${language.words.someone}_`);
      expect(text).not.toMatch(/<@!?(?!&)(?!\d)/);
      expect(text).not.toContain(stage.context.by.userId);
    }
    expect(textOf(await why.run({ alert: 'queue', at: null, pipeline: null }, context))).not.toContain(
      `<@${SOMEONE.userId}`,
    );
  });
});
