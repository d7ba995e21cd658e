import { ComponentType } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { SETUP_COMPONENTS } from '../../src/discord/components/setupChoices.ts';
import type { ActingMember } from '../../src/monitor/types.ts';
import { actingMember, opening } from '../fixtures/alerts.ts';
import { GUILD, NOW, setUpCommands } from '../fixtures/commands.ts';

const ROLE = '500000000000000001';
const ADA = { userId: '200000000000000001', name: 'ada' };

async function pick(values: readonly string[]) {
  const stage = await setUpCommands();
  await stage.store.alertStates.commit([opening(GUILD)], NOW);
  const menu = SETUP_COMPONENTS.find(({ name }) => name === 'setupAcknowledge');
  const message = { id: '9', embeds: [], components: [] };
  const interaction = { args: [], isMenu: true, values, roleIds: new Set<string>(), message };
  const screen = await menu?.read(interaction, stage.context)?.();
  return { ...stage, screen, kept: async () => (await stage.store.guilds.get(GUILD))?.acknowledgeRole };
}

test('a role may acknowledge: its members and whoever manages the server, nobody else', async () => {
  const { context, screen, kept, store } = await pick([ROLE]);
  expect(await kept()).toBe(ROLE);
  expect(JSON.stringify(screen?.components)).toContain(`{"id":"${ROLE}","type":"role"}`);
  expect((await store.changes.recent(GUILD, 1))[0]).toMatchObject({
    subject: 'acknowledgeRole',
    after: `role ${ROLE}`,
  });
  const tries: readonly (readonly [ActingMember, boolean])[] = [
    [actingMember(ADA), false],
    [actingMember(ADA, ['500000000000000002']), false],
    [actingMember(ADA, [ROLE]), true],
    [actingMember(ADA, [], true), true],
  ];
  for (const [who, may] of tries) {
    const acknowledged = context.monitor
      .acknowledge(GUILD, 1, who)
      .then(() => context.monitor.unacknowledge(GUILD, 1, who));
    if (may) await acknowledged;
    else await expect(acknowledged).rejects.toMatchObject({ code: 'mayNotAcknowledge', details: { roleId: ROLE } });
  }
});

test.each([[[]], [[GUILD]]])(
  'picking %j means everybody: the role of everybody has the id of the server',
  async (values) => {
    const { context, kept } = await pick(values);
    expect(await kept()).toBeNull();
    await context.monitor.acknowledge(GUILD, 1, actingMember(ADA));
  },
);

test('the screen keeps within the 40 components that a message may have', async () => {
  const { screen } = await pick([ROLE]);
  const count = (part: unknown): number =>
    typeof part !== 'object' || part === null
      ? 0
      : ('type' in part && typeof part.type === 'number' && part.type in ComponentType && !('id' in part) ? 1 : 0) +
        Object.values(part).reduce((sum: number, inner) => sum + count(inner), 0);
  const total = count(screen?.components);
  expect(total).toBeGreaterThan(20);
  expect(total).toBeLessThanOrEqual(40);
});
