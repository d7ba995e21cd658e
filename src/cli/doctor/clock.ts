import { MINUTE, type Millis } from '../../monitor/time.ts';
import { type Finding, findingsAbout } from './finding.ts';

const say = findingsAbout('Clock');

const NOTICEABLE_MS: Millis = 5_000;
const HARMFUL_MS: Millis = MINUTE;
/** A Date header has whole seconds. */
const HEADER_STEP_MS: Millis = 1_000;

/** When an answer was asked for and came, by this machine's clock, and what the other's said in between. */
export interface TimeSample {
  readonly asked: Millis;
  readonly answered: Millis;
  readonly theirs: Millis;
}

interface Answer {
  readonly headers: { get(name: string): string | null };
}

/** Notes the time that others tell with their answers. */
export function createTimekeeper(now: () => Millis) {
  const samples: TimeSample[] = [];
  return {
    samples: () => samples,
    /** The same call, listened to. */
    listenTo:
      <Args extends readonly unknown[], T extends Answer>(call: (...args: Args) => Promise<T>) =>
      async (...args: Args): Promise<T> => {
        const asked = now();
        const answer = await call(...args);
        const theirs = Date.parse(answer.headers.get('date') ?? '');
        if (!Number.isNaN(theirs)) samples.push({ asked, answered: now(), theirs });
        return answer;
      },
  };
}

/** The least by which this clock must be ahead of theirs; negative where it is behind. */
export function offsetIn({ asked, answered, theirs }: TimeSample): Millis {
  const ahead = asked - (theirs + HEADER_STEP_MS);
  const behind = theirs - answered;
  if (ahead > 0) return ahead;
  return behind > 0 ? -behind : 0;
}

/** This clock is off only where all others say so: one of them may be off itself, or behind a cache. */
export function judgeClock(samples: readonly TimeSample[]): Finding {
  const [first, ...others] = samples.map(offsetIn);
  if (first === undefined) return say.warning('not compared, because nobody answered with the time.');
  const offset = others.reduce((least, each) => (Math.abs(each) < Math.abs(least) ? each : least), first);
  if (Math.abs(offset) <= NOTICEABLE_MS) return say.ok('agrees with the time of other servers.');
  const seconds = Math.round(Math.abs(offset) / 1_000);
  const text = `is ${seconds} s ${offset > 0 ? 'ahead' : 'behind'}: switch on the time synchronisation (NTP) of this machine, for example with timedatectl set-ntp true.`;
  return Math.abs(offset) > HARMFUL_MS ? say.failure(text) : say.warning(text);
}
