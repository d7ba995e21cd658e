import type { Interaction } from 'discord.js';
import { expect, test } from 'vitest';
import { customId, readCustomId } from '../../src/discord/components/customId.ts';
import { createDispatch } from '../../src/discord/dispatch.ts';
import type { DispatchOptions } from '../../src/discord/dispatchParts.ts';
import { presenceLine } from '../../src/discord/presence.ts';
import { createSeenInteractions } from '../../src/discord/seenInteractions.ts';

test('an interaction that Discord delivers twice is handled once', async () => {
  const dispatch = createDispatch({ isNew: createSeenInteractions(async () => true) } as unknown as DispatchOptions);
  let looked = 0;
  const interaction = {
    id: '1',
    isChatInputCommand: () => {
      looked += 1;
      return false;
    },
    isMessageComponent: () => false,
    isModalSubmit: () => false,
    isAutocomplete: () => false,
    isMessageContextMenuCommand: () => false,
  } as unknown as Interaction;
  await dispatch(interaction);
  await dispatch(interaction);
  expect(looked).toBe(1);
});

test.each([
  ['m1:mute:7:3600', { name: 'mute', args: ['7', '3600'] }],
  [customId('details', 12), { name: 'details', args: ['12'] }],
  ['mute:7', null],
  ['m0:mute:7', null],
  ['', null],
])('the id %s of a component reads as %j', (id, read) => {
  expect(readCustomId(id)).toEqual(read);
});

test.each([
  [{ balanceMicros: 142_300_000, solved: 952, failed: 48, queueDepth: 12 }, '$142.30 · 95.2% · queue 12'],
  [{ balanceMicros: 0, solved: 0, failed: 0, queueDepth: null }, '$0.00'],
  [{ balanceMicros: null, solved: 0, failed: 3, queueDepth: 0 }, '0.0% · queue 0'],
  [{ balanceMicros: null, solved: 0, failed: 0, queueDepth: null }, 'waiting for results'],
])('the line under the name of %j', (glance, line) => {
  expect(presenceLine(glance)).toBe(line);
});
