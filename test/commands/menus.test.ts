import { ApplicationCommandType, ComponentType } from 'discord-api-types/v10';
import { beforeEach, describe, expect, test } from 'vitest';
import { COMMAND_KEYS, COMMANDS, MENUS } from '../../commands/index.ts';
import explainAlert from '../../commands/menus/explainAlert.ts';
import muteKind from '../../commands/menus/muteKind.ts';
import type { CommandContext } from '../../src/discord/command.ts';
import { muteMenu } from '../../src/discord/components/muteMenu.ts';
import { LANGUAGES } from '../../src/discord/words/languages.ts';
import { alert, opening } from '../fixtures/alerts.ts';
import { type CommandStage, GUILD, HOUR, NOW, setUpCommands } from '../fixtures/commands.ts';
import { commitNow } from '../fixtures/commitNow.ts';

const MESSAGE = '700000000000000001';
const PLACE = { type: 'webhook', webhookId: '123456789012345678' } as const;

let stage: CommandStage;
let context: CommandContext;

beforeEach(async () => {
  stage = await setUpCommands();
  context = stage.context;
});

/** What waits is delivered, as a message of the webhook. */
async function deliver(messageId = MESSAGE): Promise<void> {
  const claimed = await stage.store.deliveries.claim(NOW, HOUR);
  if (claimed === null) throw new Error('nothing waits');
  await stage.store.deliveries.delivered(claimed.id, messageId, PLACE, NOW);
}

async function sendAlert(): Promise<void> {
  await commitNow(stage.store, [{ ...opening(GUILD), messages: [alert()] }], NOW);
  await deliver();
}

const interaction = (values: readonly string[], args: readonly string[] = [MESSAGE]) => ({
  args,
  isMenu: true,
  values,
  roleIds: new Set<string>(),
  message: { id: '900000000000000001', embeds: [], components: [] },
});

describe('what is registered', () => {
  test('are commands of the menu of a message, in servers only, with names in every language', () => {
    expect(MENUS.map(({ data }) => [data.type, data.contexts])).toEqual(
      MENUS.map(() => [ApplicationCommandType.Message, [0]]),
    );
    for (const { words } of LANGUAGES) {
      const names = MENUS.map(({ menu }) => words.menus[menu].name);
      expect(new Set(names).size).toBe(MENUS.length);
      for (const name of names) expect(name.length, name).toBeLessThanOrEqual(32);
    }
    expect(MENUS.every(({ data }) => Object.keys(data.name_localizations ?? {}).length === 7)).toBe(true);
    expect(COMMAND_KEYS.size).toBe(COMMANDS.length + MENUS.length);
  });

  test('only those who manage the server may mute', () => {
    expect(MENUS.map(({ needs }) => needs)).toEqual([32n, null]);
    expect(muteKind.data.default_member_permissions).toBe('32');
    expect(muteMenu.needs).toBe(32n);
  });
});

describe('Mute this kind', () => {
  test('asks for how long, and mutes the kind that the message of a webhook tells of', async () => {
    await sendAlert();
    const asked = await muteKind.run(MESSAGE, context);
    expect(asked.content).toBe('For how long should **Balance** be muted?');
    const [row] = asked.components ?? [];
    const menu = row?.type === ComponentType.ActionRow ? row.components[0] : undefined;
    expect(menu).toMatchObject({ type: ComponentType.StringSelect, custom_id: `m1:muteTold:${MESSAGE}` });
    const answer = await muteMenu.read(interaction(['3600']), context)?.();
    expect(answer?.content).toMatch(
      /^🔇 \*\*Balance\*\* is muted until <t:\d+:f> \(<t:\d+:R>\)\.\n`\/unmute` ends it early\.$/,
    );
    expect(answer?.components).toEqual([]);
    expect(await stage.mutes()).toMatchObject([{ scope: 'balance', pipeline: null, until: NOW + HOUR }]);
  });

  test('also mutes a kind whose incident is over', async () => {
    await sendAlert();
    await stage.store.guilds.leave(GUILD, NOW);
    await stage.store.guilds.see([{ id: GUILD, name: 'Scrapers' }], NOW);
    await muteMenu.read(interaction(['3600']), context)?.();
    expect(await stage.mutes()).toHaveLength(1);
  });

  test('what the menu does not offer mutes nothing', async () => {
    await sendAlert();
    for (const [values, args] of [
      [['59'], [MESSAGE]],
      [['3600', '60'], [MESSAGE]],
      [['3600'], ['1']],
      [['3600'], [MESSAGE, '2']],
      [[], [MESSAGE]],
    ] as const) {
      expect(muteMenu.read(interaction(values, args), context)).toBeNull();
    }
    expect(await stage.mutes()).toEqual([]);
  });
});

describe('Explain', () => {
  test('shows the incident of the message, as Details does, and what its codes mean', async () => {
    const errors = {
      kind: 'errors',
      failed: 45,
      total: 200,
      windowMs: 300_000,
      byCode: [
        { code: 'ERROR_CAPTCHA_UNSOLVABLE', count: 30 },
        { code: 'SOMETHING_ELSE', count: 15 },
      ],
    } as const;
    const opened = opening(GUILD);
    const incident = opened.after.incident === null ? null : { ...opened.after.incident, worst: errors };
    await commitNow(
      stage.store,
      [
        {
          ...opened,
          key: { ...opened.key, kind: 'errors' },
          after: { ...opened.after, incident },
          messages: [alert()],
        },
      ],
      NOW,
    );
    await deliver();
    const { embeds = [] } = await explainAlert.run(MESSAGE, context);
    expect(embeds.map(({ title }) => title)).toEqual(['⚠️ Error Rate Spike', '📖 ERROR_CAPTCHA_UNSOLVABLE']);
    expect(embeds[0]?.description).toBe('Peak: **22.5% (45/200)**');
  });
});

describe('a message that is none of ours, or tells of no alert', () => {
  test.each(MENUS.map((menu) => [menu.data.name, menu] as const))('is answered so by %s', async (_name, menu) => {
    await sendAlert();
    const notOurs = 'This message is not one of my alerts. Use this on an alert.';
    expect(await menu.run('700000000000000009', context)).toEqual({ content: notOurs });
    // Of another server.
    expect(await menu.run(MESSAGE, { ...context, guildId: '100000000000000009' })).toEqual({ content: notOurs });
    await stage.store.deliveries.add(GUILD, { type: 'test', severity: 'critical', by: context.by, at: NOW }, NOW);
    await deliver('700000000000000002');
    const noAlert = 'This message is not about an alert: there is nothing to mute or to explain.';
    expect(await menu.run('700000000000000002', context)).toEqual({ content: noAlert });
  });
});
