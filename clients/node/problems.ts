import type { Problem } from './delivery/verdict.ts';

const WORDS: Readonly<Record<Problem, string>> = {
  notConfigured:
    'There is no usable token, so nothing is reported. Set CAPTCHAAI_MONITOR_TOKEN to the INGEST_TOKEN of the monitor.',
  badUrl:
    'The address of the monitor is no http or https address, so nothing is reported. Correct CAPTCHAAI_MONITOR_URL.',
  unreachable: 'The monitor does not take results at the moment. They wait, and are sent when it does.',
  unauthorized: 'The monitor refuses the token. Set CAPTCHAAI_MONITOR_TOKEN to its INGEST_TOKEN.',
  wrongAddress: 'What answers is not the monitor. Check CAPTCHAAI_MONITOR_URL.',
  rejected:
    'A result was refused and is left out. Its outcome must be "solved" or "failed", and its time within the last 7 days.',
  dropped: 'More results wait for the monitor than fit in memory. The oldest are dropped and counted.',
};

export type OnProblem = (problem: Problem, message: string) => void;

/** Says each problem once, and again only after results were taken in between. */
export function createProblems(say: OnProblem): (problem: Problem | null) => void {
  const said = new Set<Problem>();
  return (problem) => {
    if (problem === null) said.clear();
    else if (!said.has(problem)) {
      said.add(problem);
      quietly(() => say(problem, WORDS[problem]));
    }
  };
}

/** As a warning of Node's, which goes to stderr unless the program wants it otherwise. */
export function warn(_problem: Problem, message: string): void {
  process.emitWarning(message, { type: 'CaptchaAiMonitorWarning', code: 'CAPTCHAAI_MONITOR' });
}

/** A reporter may fail, but the program that reports does not notice. */
export function quietly(run: () => void): void {
  try {
    run();
  } catch {
    // The program's own listener failed, and nobody else could be called.
  }
}
