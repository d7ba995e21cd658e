import { Writable } from 'node:stream';
import { DiscordAPIError, type Interaction, MessageFlags } from 'discord.js';
import { RESTJSONErrorCodes } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import type { Component } from '../../src/discord/components/component.ts';
import { createDispatch } from '../../src/discord/dispatch.ts';
import type { DispatchOptions } from '../../src/discord/dispatchParts.ts';
import { createLog } from '../../src/log.ts';
import { MonitorError } from '../../src/monitor/errors.ts';

const ID = '300000000000000001';
const BROKEN = `Something went wrong. Ask the operator to look for ${ID} in the log.`;

function refuse(code: number): never {
  throw new DiscordAPIError({ code, message: 'no' }, code, 403, 'PATCH', 'http://127.0.0.1', {
    body: undefined,
    files: undefined,
  });
}

interface Refusals {
  readonly defer?: number;
  /** Of the first edit. */
  readonly edit?: number;
  readonly followUp?: number;
}

/** Clicks a button that is answered in one of two ways, while Discord refuses some of it. */
async function click(replies: Component['replies'], refused: Refusals, run = async () => ({ content: 'done' })) {
  const sent: unknown[] = [];
  const log: string[] = [];
  let runs = 0;
  const component: Component = {
    name: 'any',
    needs: null,
    replies,
    read: () => () => {
      runs += 1;
      return run();
    },
  };
  const destination = new Writable({
    write(line, _encoding, done) {
      log.push(String(line));
      done();
    },
  });
  const dispatch = createDispatch({
    components: [component],
    clock: { now: () => 0 },
    hide: (text: string) => text,
    accessOf: () => 'allowed',
    viewOf: () => null,
    operator: { contact: null, policyUrl: null },
    commandIds: () => new Map(),
    rolesOf: () => new Set(),
    isNew: async () => true,
    log: createLog({ level: 'debug', secrets: [], destination }),
  } as unknown as DispatchOptions);
  const sending = (how: string, codes: (number | undefined)[]) => async (message?: object) => {
    const code = codes.shift();
    if (code !== undefined) refuse(code);
    sent.push([how, { ...message }]);
  };
  await dispatch({
    id: ID,
    customId: 'm1:any',
    guildId: '1',
    locale: 'en-US',
    user: { id: '2', username: 'ada' },
    message: { id: '900000000000000001', embeds: [], components: [] },
    isChatInputCommand: () => false,
    isMessageComponent: () => true,
    isModalSubmit: () => false,
    isAnySelectMenu: () => false,
    isMentionableSelectMenu: () => false,
    inGuild: () => true,
    deferUpdate: sending('deferUpdate', [refused.defer]),
    deferReply: sending('deferReply', [refused.defer]),
    editReply: sending('editReply', [refused.edit]),
    followUp: sending('followUp', [refused.followUp]),
  } as unknown as Interaction);
  return { sent, log: log.join(''), runs };
}

const only = { flags: MessageFlags.Ephemeral };
const { MissingPermissions, UnknownInteraction, UnknownMessage, InvalidFormBodyOrContentType } = RESTJSONErrorCodes;

describe.each([MissingPermissions, UnknownInteraction, UnknownMessage, InvalidFormBodyOrContentType])(
  'where Discord answers %i',
  (code) => {
    test('to a changed message, only the person who clicked reads that it went wrong', async () => {
      const { sent, log } = await click('update', { edit: code });
      expect(sent).toEqual([
        ['deferUpdate', {}],
        ['followUp', { content: BROKEN, ...only }],
      ]);
      expect(log).toContain(`"reference":"${ID}"`);
    });

    test('to an answer, it becomes that it went wrong', async () => {
      const { sent, log } = await click('answer', { edit: code });
      expect(sent).toEqual([
        ['deferReply', only],
        ['editReply', { content: BROKEN }],
      ]);
      expect(log).toContain(`"reference":"${ID}"`);
    });

    test('to why nothing was changed, the person who clicked still gets a reference', async () => {
      const { sent, log } = await click('update', { followUp: code }, () =>
        Promise.reject(new MonitorError('incidentEnded', {})),
      );
      expect(sent).toEqual([
        ['deferUpdate', {}],
        ['followUp', { content: BROKEN, ...only }],
      ]);
      expect(log).toContain(`"reference":"${ID}"`);
    });
  },
);

test('why nothing was changed is for the person who clicked', async () => {
  const { sent } = await click('update', {}, () => Promise.reject(new MonitorError('incidentEnded', {})));
  expect(sent).toEqual([
    ['deferUpdate', {}],
    ['followUp', { content: 'This incident has already ended.', ...only }],
  ]);
});

test('a component interaction that Discord does not know any more changes nothing', async () => {
  const { sent, log, runs } = await click('update', { defer: UnknownInteraction });
  expect([sent, runs]).toEqual([[], 0]);
  expect(log).toContain('interaction not answered');
});
