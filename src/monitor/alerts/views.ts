import type { Account } from '../accounts/account.ts';
import { createJudge } from '../kinds/judge.ts';
import type { PipelineReadings } from '../kinds/pipelineReadings.ts';
import type { Reader } from '../kinds/reader.ts';
import type { AlertStatesByGuild } from '../ports/alertStateStore.ts';
import type { Store } from '../ports/store.ts';
import type { Millis } from '../time.ts';
import type { Guild, Mute, Thresholds } from '../types.ts';
import { endedMatterMs } from './evaluateGuild.ts';
import type { GuildView, SubjectView } from './scene.ts';

export interface ViewPorts {
  readonly store: Pick<Store, 'mutes' | 'alertStates'>;
  readonly reader: Reader;
}

const NO_MUTES: readonly Mute[] = [];

/** What guilds are judged by at one moment: read once for all of them. */
export function createViews(account: Account, now: Millis, { store, reader }: ViewPorts) {
  const read = reader(now);
  const ofAccount = createSubject({
    name: account.name,
    titleFor: ({ pipelines }) =>
      titleOf(
        account,
        pipelines.map(({ name }) => name),
      ),
    thresholdsOf: ({ thresholds }) => thresholds,
    expect: (thresholds) => read.expect(null, thresholds),
    read: read.account,
  });
  const pipelines = account.pipelines.map((name) =>
    createSubject({
      name,
      titleFor: () => name,
      thresholdsOf: (guild) => guild.pipelines.find((seen) => seen.name === name)?.thresholds,
      expect: (thresholds) => read.expect(name, thresholds),
      read: (thresholds) => read.pipeline(name, thresholds),
    }),
  );
  const subjects = [ofAccount, ...pipelines];
  const names = [...new Set(subjects.map(({ name }) => name))];

  return {
    /** Reads what these guilds are judged by, and what the process-wide thresholds need: for the next one that joins. */
    async prepare(guilds: readonly Guild[], defaults: readonly Thresholds[] = []): Promise<void> {
      const all = subjects.map((subject) => {
        const thresholds = guilds.map((guild) => subject.thresholdsOf(guild)).filter((one) => one !== undefined);
        return { subject, thresholds: new Set([...defaults, ...thresholds]) };
      });
      for (const { subject, thresholds } of all) for (const one of thresholds) subject.expect(one);
      for (const { subject, thresholds } of all) for (const one of thresholds) await subject.read(one);
    },

    /** What is kept now of guilds for which it was read. `paged`: those whose receivers outside of Discord have a cooldown of their own. */
    async load(guilds: readonly Guild[], paged: readonly Guild[] = []): Promise<(guild: Guild) => GuildView> {
      const longest = guilds.reduce((most, { thresholds }) => Math.max(most, endedMatterMs(thresholds)), 0);
      const pagedAfter = paged.length === 0 ? null : now - Math.max(...paged.map(longestCooldown));
      const [mutes, ...kept] = await Promise.all([
        store.mutes.activeAt(now),
        ...names.map((name) => store.alertStates.of(name, now - longest, pagedAfter)),
      ]);
      const alertStates = new Map(names.map((name, index) => [name, kept[index]]));
      const mutesOf = Map.groupBy(mutes, ({ guildId }) => guildId);
      const viewOf = (subject: Subject, guild: Guild, thresholds: Thresholds) =>
        subject.view(guild, thresholds, alertStates.get(subject.name));
      return (guild) => ({
        guild,
        mutes: mutesOf.get(guild.id) ?? NO_MUTES,
        account: viewOf(ofAccount, guild, guild.thresholds),
        pipelines: pipelines.flatMap((one) => {
          const thresholds = one.thresholdsOf(guild);
          return thresholds === undefined ? [] : [viewOf(one, guild, thresholds)];
        }),
      });
    },
  };
}

/** Of all that a guild is notified of. */
function longestCooldown({ thresholds, pipelines }: Guild): Millis {
  return Math.max(thresholds.cooldownMs, ...pipelines.map((pipeline) => pipeline.thresholds.cooldownMs));
}

/** An account with those of its pipelines that somebody sees, such as `main (shop, tickets)`. */
export function titleOf({ name, pipelines }: Account, seen: readonly string[]): string {
  return `${name} (${pipelines.filter((pipeline) => seen.includes(pipeline)).join(', ')})`;
}

type Subject = ReturnType<typeof createSubject>;

/** What alerts are about: an account or a pipeline. */
interface SubjectParts {
  readonly name: string;
  /** What a guild that sees several pipelines knows it by. */
  readonly titleFor: (guild: Guild) => string;
  /** What decides its alerts for a guild; undefined where the guild does not see it. */
  readonly thresholdsOf: (guild: Guild) => Thresholds | undefined;
  readonly read: (thresholds: Thresholds) => Promise<PipelineReadings>;
  /** It will be read. */
  readonly expect: (thresholds: Thresholds) => void;
}

function createSubject({ name, titleFor, thresholdsOf, expect, read }: SubjectParts) {
  const known = new Map<Thresholds, PipelineReadings>();
  const readingsOf = (thresholds: Thresholds): PipelineReadings => {
    const readings = known.get(thresholds);
    if (readings === undefined) throw new Error('thresholds without readings');
    return readings;
  };
  const judge = createJudge(readingsOf);

  return {
    name,
    thresholdsOf,
    expect,
    async read(thresholds: Thresholds): Promise<void> {
      known.set(thresholds, await read(thresholds));
    },
    view(guild: Guild, thresholds: Thresholds, alertStates: AlertStatesByGuild | undefined): SubjectView {
      const title = guild.pipelines.length > 1 ? titleFor(guild) : null;
      return {
        name,
        title,
        thresholds,
        alertStates: alertStates?.get(guild.id),
        readings: readingsOf(thresholds),
        judge,
      };
    },
  };
}
