import type { Millis } from '../monitor/time.ts';

/**
 * Discord allows 50 requests a second to a bot, and as many to an address that sends no token
 * (https://discord.com/developers/docs/topics/rate-limits#global-rate-limit). It does not say how its seconds begin, and what leaves
 * evenly does not arrive quite so: two are left free.
 */
export const PER_SECOND = 48;
/** Of a process that does not know its share. */
const UNKNOWN_PER_SECOND = 1;
const SECOND_MS: Millis = 1_000;
/** After a moment in which this process did something else so many may follow one another at once. */
const AT_ONCE = 8;
/** What is answered later than most may have been held up on its way there, but hardly for longer. */
const LONGEST_ON_ITS_WAY_MS: Millis = 2_000;
/** How long it usually takes is the middle of so many answers. */
const ANSWERS = 64;

interface Sent {
  readonly at: Millis;
  answeredAt: Millis | null;
}

/**
 * How long the next request has to wait, by a clock that only moves forward. Evenly spaced, but for what was missed in the last
 * moment. Counted is when requests may have arrived: a network that stands still for a moment delivers what it held all at once.
 */
export function createRequestRate(elapsed: () => Millis) {
  const usual = createUsual();
  let allowed = { perSecond: PER_SECOND, until: Number.POSITIVE_INFINITY };
  /** When the next one would leave, were all spaced evenly. */
  let evenAt = Number.NEGATIVE_INFINITY;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let lately: Sent[] = [];
  const perSecond = () => (elapsed() < allowed.until ? allowed.perSecond : UNKNOWN_PER_SECOND);
  const spaceMs = () => SECOND_MS / Math.max(1, perSecond());

  /** The latest moment at which a request may have arrived. */
  function arrivedBy({ at, answeredAt }: Sent, now: Millis): Millis {
    const onItsWayMs = (answeredAt ?? now) - at - usual.ms();
    return at + Math.min(Math.max(0, onItsWayMs), LONGEST_ON_ITS_WAY_MS);
  }

  /** When the second is over that holds as many as it may, wherever it begins. */
  function fullUntil(now: Millis): Millis {
    const arrivals = lately.map((sent) => arrivedBy(sent, now)).sort((a, b) => a - b);
    return (arrivals.at(-perSecond()) ?? Number.NEGATIVE_INFINITY) + SECOND_MS;
  }

  return {
    waitMs(): Millis {
      if (perSecond() < 1) return SECOND_MS;
      const now = elapsed();
      return Math.max(evenAt - (AT_ONCE - 1) * spaceMs(), fullUntil(now), pausedUntil) - now;
    },
    /** A request leaves; answers what is to be called when its answer has come. */
    begin(): () => void {
      const now = elapsed();
      const sent: Sent = { at: now, answeredAt: null };
      evenAt = Math.max(evenAt, now) + spaceMs();
      lately = [...lately.filter(({ at }) => now - at < SECOND_MS + LONGEST_ON_ITS_WAY_MS), sent];
      return () => {
        sent.answeredAt ??= elapsed();
        usual.add(sent.answeredAt - sent.at);
      };
    },
    /** Discord refused one: nothing leaves for so long. */
    pause(ms: Millis): void {
      pausedUntil = Math.max(pausedUntil, elapsed() + ms);
    },
    /** Of what Discord allows, so many a second are this process's for so long. A whole number. */
    allow(count: number, forMs: Millis): void {
      allowed = { perSecond: count, until: elapsed() + forMs };
    },
  };
}

/** How long an answer usually takes: the middle of the last ones. */
function createUsual() {
  let last: Millis[] = [];
  let ms: Millis = 0;

  return {
    add(tookMs: Millis): void {
      last = [...last.slice(1 - ANSWERS), tookMs];
      ms = last.toSorted((a, b) => a - b)[Math.floor((last.length - 1) / 2)] ?? 0;
    },
    ms: () => ms,
  };
}
