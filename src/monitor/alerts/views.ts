import type { Account } from '../accounts/account.ts';
import { createJudge } from '../kinds/judge.ts';
import type { PipelineReadings } from '../kinds/pipelineReadings.ts';
import type { Reader } from '../kinds/reader.ts';
import type { AlertStatesByGuild } from '../ports/alertStateStore.ts';
import type { Store } from '../ports/store.ts';
import type { Millis } from '../time.ts';
import type { Guild, Limits, Mute } from '../types.ts';
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
    limitsOf: ({ limits }) => limits,
    expect: (limits) => read.expect(null, limits),
    read: read.account,
  });
  const pipelines = account.pipelines.map((name) =>
    createSubject({
      name,
      titleFor: () => name,
      limitsOf: (guild) => guild.pipelines.find((seen) => seen.name === name)?.limits,
      expect: (limits) => read.expect(name, limits),
      read: (limits) => read.pipeline(name, limits),
    }),
  );
  const subjects = [ofAccount, ...pipelines];
  const names = [...new Set(subjects.map(({ name }) => name))];

  return {
    /** Reads what these guilds are judged by, and what the process-wide limits need: for the next one that joins. */
    async prepare(guilds: readonly Guild[], defaults: readonly Limits[] = []): Promise<void> {
      const all = subjects.map((subject) => {
        const limits = guilds.map((guild) => subject.limitsOf(guild)).filter((one) => one !== undefined);
        return { subject, limits: new Set([...defaults, ...limits]) };
      });
      for (const { subject, limits } of all) for (const one of limits) subject.expect(one);
      for (const { subject, limits } of all) for (const one of limits) await subject.read(one);
    },

    /** What is kept now of guilds for which it was read. */
    async load(guilds: readonly Guild[]): Promise<(guild: Guild) => GuildView> {
      const longest = guilds.reduce((most, { limits }) => Math.max(most, endedMatterMs(limits)), 0);
      const [mutes, ...kept] = await Promise.all([
        store.mutes.activeAt(now),
        ...names.map((name) => store.alertStates.of(name, now - longest)),
      ]);
      const alertStates = new Map(names.map((name, index) => [name, kept[index]]));
      const mutesOf = Map.groupBy(mutes, ({ guildId }) => guildId);
      const viewOf = (subject: Subject, guild: Guild, limits: Limits) =>
        subject.view(guild, limits, alertStates.get(subject.name));
      return (guild) => ({
        guild,
        mutes: mutesOf.get(guild.id) ?? NO_MUTES,
        account: viewOf(ofAccount, guild, guild.limits),
        pipelines: pipelines.flatMap((one) => {
          const limits = one.limitsOf(guild);
          return limits === undefined ? [] : [viewOf(one, guild, limits)];
        }),
      });
    },
  };
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
  readonly limitsOf: (guild: Guild) => Limits | undefined;
  readonly read: (limits: Limits) => Promise<PipelineReadings>;
  /** It will be read. */
  readonly expect: (limits: Limits) => void;
}

function createSubject({ name, titleFor, limitsOf, expect, read }: SubjectParts) {
  const known = new Map<Limits, PipelineReadings>();
  const readingsOf = (limits: Limits): PipelineReadings => {
    const readings = known.get(limits);
    if (readings === undefined) throw new Error('limits without readings');
    return readings;
  };
  const judge = createJudge(readingsOf);

  return {
    name,
    limitsOf,
    expect,
    async read(limits: Limits): Promise<void> {
      known.set(limits, await read(limits));
    },
    view(guild: Guild, limits: Limits, alertStates: AlertStatesByGuild | undefined): SubjectView {
      const title = guild.pipelines.length > 1 ? titleFor(guild) : null;
      return { name, title, limits, alertStates: alertStates?.get(guild.id), readings: readingsOf(limits), judge };
    },
  };
}
