import { type RolesView, roleLines } from '../monitor/reports/rolesView.ts';
import type { Millis } from '../monitor/time.ts';
import { onceASecond } from './onceASecond.ts';

/** One thing that must work before the monitor can do its job. */
export interface ReadinessCheck {
  readonly name: string;
  /** Worth knowing, but nothing that it could not do its job without. */
  readonly isNote?: true;
  /** False: that part is not set up, and nothing depends on it. */
  readonly isUsed?: boolean;
  /** Null if it works, else a sentence that says what is wrong. */
  readonly check: () => Promise<string | null>;
}

/** What a check said. */
export interface CheckState {
  readonly name: string;
  readonly isNote: boolean;
  readonly isUsed: boolean;
  /** Null: it works, or it is not used. */
  readonly trouble: string | null;
}

/** Whether the monitor can do its job. */
export interface Readiness {
  readonly isReady: boolean;
  readonly checks: readonly CheckState[];
  /** What this process does, and what runs beside it; null where nothing can. */
  readonly roles: Readonly<Record<string, string>> | null;
}

export type ReadReadiness = () => Promise<Readiness>;

/** What the checks say, looked at most once a second for all who want to know: `/readyz`, `/metrics` and the heartbeat. */
export function createReadiness(
  checks: () => readonly ReadinessCheck[],
  elapsed: () => Millis,
  roles: () => Promise<RolesView | null> = async () => null,
): ReadReadiness {
  return onceASecond(async () => {
    const [states, view] = await Promise.all([Promise.all(checks().map(stateOf)), roles().catch(() => null)]);
    const isReady = states.every(({ isNote, trouble }) => isNote || trouble === null);
    return { isReady, checks: states, roles: view === null ? null : wordsOf(view) };
  }, elapsed);
}

function wordsOf(view: RolesView): Readonly<Record<string, string>> {
  const own = view.own === null ? {} : { thisProcess: `${view.own.holder}: ${view.own.roles.join(', ')}` };
  return { ...own, ...roleLines(view) };
}

async function stateOf({ name, isNote, isUsed = true, check }: ReadinessCheck): Promise<CheckState> {
  return { name, isNote: isNote === true, isUsed, trouble: isUsed ? await check() : null };
}
