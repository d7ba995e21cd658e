import { type DemoWorld, mend, TROUBLE_NAMES, TROUBLES, type TroubleName } from './troubles.ts';

/** A story of minutes: everything looks back and waits less than by default. */
export const STORY_SETTINGS: Readonly<Record<string, string>> = {
  ALERT_COOLDOWN_SECONDS: '60',
  BALANCE_POLL_SECONDS: '10',
  ERRORS_WINDOW_SECONDS: '30',
  ERRORS_CLEAR_SECONDS: '10',
  QUEUE_HOLD_SECONDS: '20',
  SILENCE_QUIET_SECONDS: '45',
};

/** The first alert is there well within the first minute. */
const FIRST_AFTER_SECONDS = 12;
/** Between two troubles everything has recovered. */
const PAUSE_SECONDS = 65;

export interface Story {
  /** Sets trouble off now; the story goes on after it. */
  play(name: TroubleName): void;
  stop(): void;
}

/** One trouble after the other, for as long as somebody watches. */
export function playStory(world: DemoWorld, say: (text: string) => void): Story {
  let next = 0;
  let timer: NodeJS.Timeout;

  const after = (seconds: number, then: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(then, seconds * 1_000);
  };

  function play(name: TroubleName): void {
    const trouble = TROUBLES[name];
    next = TROUBLE_NAMES.indexOf(name) + 1;
    mend(world);
    say(trouble.begins);
    trouble.begin(world);
    after(trouble.lastsSeconds, () => {
      say(trouble.ends);
      mend(world);
      after(PAUSE_SECONDS, playNext);
    });
  }

  const playNext = () => play(TROUBLE_NAMES[next % TROUBLE_NAMES.length] ?? 'spike');
  after(FIRST_AFTER_SECONDS, playNext);
  return { play, stop: () => clearTimeout(timer) };
}
