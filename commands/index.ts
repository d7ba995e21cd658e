import type { AnyCommand } from '../src/discord/command.ts';
import balance from './balance.ts';
import mute from './mute.ts';
import setup from './setup.ts';
import status from './status.ts';
import summary from './summary.ts';
import unmute from './unmute.ts';

/** Every slash command: the one list that is dispatched and registered. */
export const COMMANDS: readonly AnyCommand[] = [balance, status, summary, mute, unmute, setup];
