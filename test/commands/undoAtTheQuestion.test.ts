import { expect, test } from 'vitest';
import { unacknowledgeButton } from '../../src/discord/components/acknowledgeButton.ts';
import { stillOnItButtons } from '../../src/discord/components/alertButtons.ts';
import { ENGLISH } from '../../src/discord/words/language.ts';
import { actingMember, opening } from '../fixtures/alerts.ts';
import { GUILD, NOW, setUpCommands } from '../fixtures/commands.ts';

test('taking it back at the question whether they are still on it answers that: nothing is left to press', async () => {
  const { store, context } = await setUpCommands();
  await store.alertStates.commit([opening(GUILD)], NOW);
  await context.monitor.acknowledge(GUILD, 1, actingMember(context.by));
  const message = { id: '9', embeds: [{ title: 'asked' }], components: stillOnItButtons(1, ENGLISH) };
  const interaction = { args: ['1'], isMenu: false, values: [], roleIds: new Set<string>(), message };
  const reply = await unacknowledgeButton.read(interaction, context)?.();
  expect(reply).toEqual({ embeds: [{ title: 'asked', fields: [] }], components: [] });
});
