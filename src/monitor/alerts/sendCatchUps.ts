import type { Account } from '../accounts/account.ts';
import { seenPipelines } from '../accounts/seenAccounts.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import { seenOf } from '../reports/seen.ts';
import type { GuildDefaults } from '../settings/guildDefaults.ts';
import { isReachable, withDefaults } from '../settings/guildSettings.ts';
import type { Clock, Millis } from '../time.ts';
import type { Guild, Mute } from '../types.ts';
import { type CatchUpView, composeCatchUp } from './catchUp.ts';
import { muteOn } from './mutes.ts';
import { openAt, passingOf } from './quietHours.ts';
import { isOfAccount } from './scene.ts';
import { titleOf } from './views.ts';

export interface CatchUpPorts {
  readonly store: Pick<Store, 'guilds' | 'mutes' | 'quietHours'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly guildDefaults: GuildDefaults;
  readonly accounts: readonly { readonly account: Account }[];
}

/**
 * Hands on the catch-up of every guild whose quiet hours are over for something that they kept back. Safe to call at any moment and any
 * number of times: what it tells is noted in the same transaction that creates the delivery. Answers whether there was one.
 */
export async function sendCatchUps({ store, clock, log, guildDefaults, accounts }: CatchUpPorts): Promise<boolean> {
  const waiting = await store.quietHours.waiting();
  if (waiting.size === 0) return false;
  const now = clock.now();
  const mutes = await store.mutes.activeAt(now);
  const all = accounts.map(({ account }) => account);
  let handedOn = false;
  const failures: unknown[] = [];
  for (const id of waiting) {
    try {
      const stored = await store.guilds.get(id);
      const guild = stored === null ? null : withDefaults(stored, guildDefaults, now);
      // What nobody can be notified of waits until somebody can.
      if (guild === null || !isReachable(guild)) continue;
      const view = viewOf(guild, mutes, all, seenPipelines(id, guildDefaults, all), now);
      if (!(await store.quietHours.catchUp(id, now, (held) => composeCatchUp(held, view, now)))) continue;
      log.info({ guildId: id }, 'catch-up of quiet hours queued');
      handedOn = true;
    } catch (err) {
      // What is wrong with one guild must not keep the others from theirs.
      failures.push(err);
    }
  }
  if (failures.length > 0) throw failures[0];
  return handedOn;
}

function viewOf(
  guild: Guild,
  mutes: readonly Mute[],
  accounts: readonly Account[],
  seen: readonly string[],
  now: Millis,
): CatchUpView {
  const open = openAt(guild.quietHours, guild.timeZone, now);
  return {
    mayBeSent: (incident) => passingOf(open, incident.kind) === null && muteOn(mutes, guild.id, incident, now) === null,
    titleOf: (incident) => {
      const names = seenOf(incident, seen, accounts);
      if (names.length === 0) return undefined;
      if (seen.length < 2) return null;
      const account = isOfAccount(incident.kind) ? accounts.find(({ name }) => name === incident.pipeline) : undefined;
      return account === undefined ? incident.pipeline : titleOf(account, seen);
    },
  };
}
