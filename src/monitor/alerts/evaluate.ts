import type { Account } from '../accounts/account.ts';
import type { Reader } from '../kinds/reader.ts';
import type { DecisionChange } from '../ports/alertStateStore.ts';
import type { Counters } from '../ports/counters.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import { type GuildDefaults, receiversOf, withDefaults } from '../settings/guildSettings.ts';
import type { Clock } from '../time.ts';
import type { Guild } from '../types.ts';
import type { DecidedGuild, DecisionLog } from './decisionLog.ts';
import { evaluateGuild } from './evaluateGuild.ts';
import { createTally } from './tally.ts';
import { createViews, type Views } from './views.ts';

export interface EvaluatePorts {
  readonly store: Pick<Store, 'guilds' | 'mutes' | 'memories'>;
  readonly reader: Reader;
  readonly clock: Clock;
  readonly log: Log;
  readonly counters: Counters;
  readonly decisions: DecisionLog;
  readonly guildDefaults: GuildDefaults;
}

/** Somebody else has changed a guild each time: the next evaluation comes soon enough. */
const MOST_ROUNDS = 5;

/**
 * One evaluation of an account and its pipelines for every guild: read, judge, decide, commit; once more for guilds that
 * somebody else has changed meanwhile. Answers whether there is now something to deliver. Rejects where a guild could not
 * be evaluated, after all others were.
 */
export async function evaluate(account: Account, ports: EvaluatePorts): Promise<boolean> {
  const { store, guildDefaults, log } = ports;
  const now = ports.clock.now();
  const guilds = (await store.guilds.present()).map((stored) => withDefaults(stored, guildDefaults, now));
  const views = createViews(account, now, ports);
  await views.prepare(guilds, [guildDefaults.limits]);
  const tally = createTally(ports);
  const failures: unknown[] = [];
  let hasMessages = false;

  let undecided: readonly Guild[] = guilds;
  for (let round = 0; undecided.length > 0 && round < MOST_ROUNDS; round += 1) {
    const decided = await decide(undecided, views, guildDefaults, failures);
    const changes = decided.flatMap(changesOf);
    const stale = changes.length === 0 ? NO_GUILDS : await store.memories.commit(changes, now);
    const written = decided.filter(({ guildId }) => !stale.has(guildId));
    for (const { guildId, outcomes } of written) for (const outcome of outcomes) tally.add(guildId, outcome);
    await ports.decisions.note(written, now);
    hasMessages ||= written.some(({ outcomes }) =>
      outcomes.some(({ messages, pages }) => messages.length + pages.length > 0),
    );
    undecided = undecided.filter(({ id }) => stale.has(id));
    if (stale.size > 0) log.debug({ account: account.name, guilds: stale.size }, 'changed meanwhile, decided again');
  }
  tally.report();
  if (failures.length > 0) throw failures[0];
  return hasMessages;
}

const NO_GUILDS: ReadonlySet<string> = new Set();

/** Decides for some guilds by what is kept of them now. */
async function decide(
  guilds: readonly Guild[],
  views: Views,
  guildDefaults: GuildDefaults,
  failures: unknown[],
): Promise<readonly DecidedGuild[]> {
  const viewOf = await views.load(guilds);
  return guilds.flatMap((guild) => {
    try {
      return [{ guildId: guild.id, outcomes: evaluateGuild(viewOf(guild), receiversOf(guildDefaults, guild.id)) }];
    } catch (err) {
      // What is wrong with one guild must not keep the others from their alerts.
      failures.push(err);
      return [];
    }
  });
}

function changesOf({ guildId, outcomes }: DecidedGuild): readonly DecisionChange[] {
  return outcomes
    .filter(({ before, after, messages, pages }) => after !== before || messages.length > 0 || pages.length > 0)
    .map(({ subject, kind, before, after, messages, pages }) => ({
      key: { guildId, pipeline: subject, kind },
      before,
      after,
      messages,
      pages,
    }));
}
