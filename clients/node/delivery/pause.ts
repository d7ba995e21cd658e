const FIRST_MS = 250;
const LONGEST_MS = 30_000;

/** The pause after so many failures in a row; a random half of it, so that workers that failed together do not return together. */
export function pauseMs(failures: number, random: () => number = Math.random): number {
  const pause = Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS);
  return pause / 2 + (random() * pause) / 2;
}

/** Until when nothing is sent: as the server asked, or longer with each failure. Times are of a clock that only moves forward. */
export class Pause {
  #until = 0;
  #failures = 0;
  #isServersWish = false;

  get until(): number {
    return this.#until;
  }

  begin(now: number, askedMs: number | null): void {
    this.#failures += 1;
    // "At once", or a time that is over, is no reason to ask without a pause.
    const isAsked = askedMs !== null && askedMs > 0;
    this.#isServersWish = isAsked;
    this.#until = now + (isAsked ? askedMs : pauseMs(this.#failures));
  }

  /** Cuts a pause of our own short; one that the server asked for stays. */
  skip(): void {
    if (!this.#isServersWish) this.#until = 0;
  }

  end(): void {
    this.#until = 0;
    this.#failures = 0;
    this.#isServersWish = false;
  }
}
