import type { AnyCommand } from '../src/discord/command.ts';
import balance from './balance.ts';
import cooldown from './cooldown.ts';
import errors from './errors.ts';
import explain from './explain.ts';
import help from './help.ts';
import incidents from './incidents.ts';
import mute from './mute.ts';
import mutes from './mutes.ts';
import queue from './queue.ts';
import setup from './setup.ts';
import status from './status.ts';
import summary from './summary.ts';
import test from './test.ts';
import threshold from './threshold.ts';
import unmute from './unmute.ts';

/** Every slash command: the one list that is dispatched and registered. */
export const COMMANDS: readonly AnyCommand[] = [
  balance,
  status,
  summary,
  errors,
  queue,
  incidents,
  mute,
  unmute,
  mutes,
  setup,
  threshold,
  cooldown,
  test,
  explain,
  help,
];
