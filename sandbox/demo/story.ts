import type { LocalCaptchaAi } from '../captchaai/localCaptchaAi.ts';
import type { startPipeline } from '../pipeline/startPipeline.ts';

type Pipeline = ReturnType<typeof startPipeline>;

/** A story of minutes: everything looks back and waits less than by default. */
export const STORY_SETTINGS: Readonly<Record<string, string>> = {
  ALERT_COOLDOWN_SECONDS: '60',
  BALANCE_POLL_SECONDS: '10',
  ERRORS_WINDOW_SECONDS: '60',
  ERRORS_CLEAR_SECONDS: '10',
  QUEUE_HOLD_SECONDS: '20',
};

interface Scene {
  readonly atSeconds: number;
  readonly says: string;
  readonly plays: (pipeline: Pipeline, captchaAi: LocalCaptchaAi) => void;
}

/** What goes wrong in the demo, and when. The first alert is there well within the first minute. */
const SCENES: readonly Scene[] = [
  {
    atSeconds: 12,
    says: 'A target site changes its CAPTCHA: solves begin to fail.',
    plays: (pipeline) => pipeline.setMood('spike'),
  },
  {
    atSeconds: 55,
    says: 'The team fixes its site key: solves work again.',
    plays: (pipeline) => pipeline.setMood('healthy'),
  },
  { atSeconds: 120, says: 'A big crawl begins: tasks pile up.', plays: (pipeline) => pipeline.setMood('backlog') },
  {
    atSeconds: 180,
    says: 'The crawl is over, and the month was expensive.',
    plays: (pipeline, captchaAi) => {
      pipeline.setMood('healthy');
      captchaAi.setBalance(8.42);
    },
  },
  {
    atSeconds: 240,
    says: 'Somebody tops the balance up.',
    plays: (_pipeline, captchaAi) => captchaAi.setBalance(108.42),
  },
];

/** Plays the scenes; answers how to stop. */
export function playStory(pipeline: Pipeline, captchaAi: LocalCaptchaAi, say: (text: string) => void): () => void {
  const timers = SCENES.map(({ atSeconds, says, plays }) =>
    setTimeout(() => {
      say(says);
      plays(pipeline, captchaAi);
    }, atSeconds * 1000),
  );
  return () => timers.forEach(clearTimeout);
}
