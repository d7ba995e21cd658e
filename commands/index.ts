import type { AnyCommand } from '../src/discord/command.ts';
import { commandKey, type MessageMenu } from '../src/discord/messageMenu.ts';
import type { CommandName } from '../src/discord/words/words.ts';
import balance from './balance.ts';
import cooldown from './cooldown.ts';
import cost from './cost.ts';
import errors from './errors.ts';
import escalation from './escalation.ts';
import explain from './explain.ts';
import exported from './export.ts';
import help from './help.ts';
import incidents from './incidents.ts';
import latency from './latency.ts';
import explainAlert from './menus/explainAlert.ts';
import muteKind from './menus/muteKind.ts';
import mute from './mute.ts';
import mutes from './mutes.ts';
import oncall from './oncall.ts';
import privacy from './privacy.ts';
import queue from './queue.ts';
import quiet from './quiet.ts';
import setup from './setup.ts';
import status from './status.ts';
import summary from './summary.ts';
import test from './test.ts';
import threshold from './threshold.ts';
import unmute from './unmute.ts';
import why from './why.ts';

/** A command that the catalogue has and that is not here does not compile. */
export type Commands = { readonly [Name in CommandName]: AnyCommand & { readonly data: { readonly name: Name } } };

const BY_NAME: Commands = {
  balance,
  status,
  summary,
  errors,
  latency,
  cost,
  queue,
  incidents,
  why,
  mutes,
  explain,
  privacy,
  help,
  setup,
  test,
  mute,
  unmute,
  quiet,
  escalation,
  oncall,
  threshold,
  cooldown,
  export: exported,
};

/** Every slash command, in the order of `/help`: the one list that is dispatched, registered, translated and shown. */
export const COMMANDS: readonly AnyCommand[] = Object.values(BY_NAME);

/** Every command in the menu of a message. */
export const MENUS: readonly MessageMenu[] = [muteKind, explainAlert];

/** Tells which of the commands that Discord lists are ours. */
export const COMMAND_KEYS: ReadonlySet<string> = new Set([...COMMANDS, ...MENUS].map(({ data }) => commandKey(data)));
