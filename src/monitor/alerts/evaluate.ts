import type { Account } from '../accounts/account.ts';
import type { Reader } from '../kinds/reader.ts';
import type { DecisionChange } from '../ports/alertStateStore.ts';
import type { Counters } from '../ports/counters.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import { allWithDefaults } from '../settings/allWithDefaults.ts';
import { type GuildDefaults, receiversOf } from '../settings/guildDefaults.ts';
import { isReachable } from '../settings/guildSettings.ts';
import type { Clock } from '../time.ts';
import type { Guild } from '../types.ts';
import type { DecidedGuild, DecisionLog } from './decisionLog.ts';
import { createTally } from './tally.ts';
import { createDecider } from './unremarkable.ts';
import { createViews } from './views.ts';

export interface EvaluatePorts {
  readonly store: Pick<Store, 'guilds' | 'mutes' | 'alertStates'>;
  readonly reader: Reader;
  readonly clock: Clock;
  readonly log: Log;
  readonly counters: Counters;
  readonly decisions: DecisionLog;
  readonly guildDefaults: GuildDefaults;
  /** A part of the guilds is decided and written; `hasMessages`: with something to deliver. Others have their turn until it resolves. */
  readonly onPart?: (hasMessages: boolean) => Promise<void>;
}

/**
 * So many guilds of which something changed are written in one transaction: while it lasts nothing else of the process runs, and
 * the first messages wait for it. Guilds of which nothing changed are only read.
 */
const CHANGED_TOGETHER = 10;
const JUDGED_TOGETHER = 100;

/** Somebody else has changed a guild each time: the next evaluation comes soon enough. */
const MOST_ROUNDS = 5;

/**
 * One evaluation of an account and its pipelines for every guild: read, judge, decide, commit, in parts of some guilds each; once more for
 * guilds that somebody else has changed meanwhile. A guild is decided as a whole, or not at all. Answers whether there is now something to deliver. Rejects where a guild could not
 * be evaluated, after all others were.
 */
export async function evaluate(account: Account, ports: EvaluatePorts): Promise<boolean> {
  const { store, guildDefaults, log } = ports;
  const now = ports.clock.now();
  const guilds = allWithDefaults(await store.guilds.present(), guildDefaults, now);
  const views = createViews(account, now, ports);
  await views.prepare(guilds, [guildDefaults.thresholds]);
  const decide = createDecider();
  const tally = createTally(ports);
  const failures: unknown[] = [];
  let hasMessages = false;

  let undecided: readonly Guild[] = guilds;
  for (let round = 0; undecided.length > 0 && round < MOST_ROUNDS; round += 1) {
    const stale = new Set<string>();
    const viewOf = await views.load(undecided, guildsOfReceiversAlone(undecided, guildDefaults));
    const decideOne = (guild: Guild) => decide(viewOf(guild), receiversOf(guildDefaults, guild.id));
    for (const part of decideInParts(undecided, decideOne, failures)) {
      const changes = part.flatMap(({ guildId, outcomes }) => changesOf(guildId, outcomes));
      const changed = changes.length === 0 ? NO_GUILDS : await store.alertStates.commit(changes, now);
      for (const guildId of changed) stale.add(guildId);
      const written = part.filter(({ guildId }) => !changed.has(guildId));
      const isToDeliver = written.some(hasMessagesOf);
      hasMessages ||= isToDeliver;
      // The first messages leave before it is said why.
      await ports.onPart?.(isToDeliver);
      for (const { guildId, outcomes } of written) tally.add(guildId, outcomes);
      await ports.decisions.note(written, now);
    }
    undecided = undecided.filter(({ id }) => stale.has(id));
    if (stale.size > 0) log.debug({ account: account.name, guilds: stale.size }, 'changed meanwhile, decided again');
  }
  tally.report();
  if (failures.length > 0) throw failures[0];
  return hasMessages;
}

const NO_GUILDS: ReadonlySet<string> = new Set();

/** Decides for guilds by what is kept of them now. Each part is decided when the one before it is done. */
function* decideInParts(
  guilds: readonly Guild[],
  decideOne: (guild: Guild) => DecidedGuild['outcomes'],
  failures: unknown[],
): Generator<readonly DecidedGuild[]> {
  let part: DecidedGuild[] = [];
  let changed = 0;
  for (const guild of guilds) {
    try {
      const outcomes = decideOne(guild);
      part.push({ guildId: guild.id, outcomes });
      if (!isUnchanged(outcomes)) changed += 1;
    } catch (err) {
      // What is wrong with one guild must not keep the others from their alerts.
      failures.push(err);
    }
    if (changed < CHANGED_TOGETHER && part.length < JUDGED_TOGETHER) continue;
    yield part;
    [part, changed] = [[], 0];
  }
  if (part.length > 0) yield part;
}

function hasMessagesOf({ outcomes }: DecidedGuild): boolean {
  return outcomes.some(({ messages, pages }) => messages.length + pages.length > 0);
}

function changesOf(guildId: string, outcomes: DecidedGuild['outcomes']): readonly DecisionChange[] {
  if (isUnchanged(outcomes)) return NO_CHANGES;
  return outcomes
    .filter((outcome) => !isSame(outcome))
    .map(({ subject, kind, before, after, messages, pages }) => ({
      key: { guildId, pipeline: subject, kind },
      before,
      after,
      messages,
      pages,
    }));
}

const NO_CHANGES: readonly DecisionChange[] = [];
/** Thousands of guilds share the outcomes that change nothing: each is looked at once. */
const unchanged = new WeakMap<DecidedGuild['outcomes'], boolean>();

function isUnchanged(outcomes: DecidedGuild['outcomes']): boolean {
  const known = unchanged.get(outcomes);
  if (known !== undefined) return known;
  const isSo = outcomes.every(isSame);
  unchanged.set(outcomes, isSo);
  return isSo;
}

function isSame({ before, after, messages, pages }: DecidedGuild['outcomes'][number]): boolean {
  return after === before && messages.length === 0 && pages.length === 0;
}

/** Those that have no place in Discord where anybody could be notified, but receivers outside of it. */
function guildsOfReceiversAlone(guilds: readonly Guild[], defaults: GuildDefaults): readonly Guild[] {
  if ((defaults.receivers ?? []).length === 0) return [];
  return guilds.filter((guild) => !isReachable(guild) && receiversOf(defaults, guild.id).length > 0);
}
