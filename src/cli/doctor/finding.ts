/** `failure`: alerts do not get through. `warning`: they do, but something is not as it should be. */
export type Mark = 'ok' | 'warning' | 'failure';

/** One line of the report. */
export interface Finding {
  readonly mark: Mark;
  readonly about: string;
  /** What is so and, where that is not good, what to do: one sentence. */
  readonly text: string;
}

const SIGNS: Readonly<Record<Mark, string>> = { ok: '✔', warning: '!', failure: '✖' };

/** Findings about one subject. */
export function findingsAbout(about: string) {
  const finding = (mark: Mark) => (text: string) => ({ mark, about, text }) satisfies Finding;
  return { ok: finding('ok'), warning: finding('warning'), failure: finding('failure') };
}

export function lineOf({ mark, about, text }: Finding): string {
  return `${SIGNS[mark]} ${about}: ${text}`;
}

/** The last line: what the lines before it come to. */
export function verdictOn(findings: readonly Finding[]): string {
  const count = (mark: Mark) => findings.filter((finding) => finding.mark === mark).length;
  const [failures, warnings] = [count('failure'), count('warning')];
  const noted = warnings === 0 ? '' : ` ${warnings} thing${warnings === 1 ? '' : 's'} to look at (!).`;
  if (failures === 0) return `Alerts get through.${noted}`;
  return `${failures} thing${failures === 1 ? ' keeps' : 's keep'} alerts from getting through (✖).${noted}`;
}

export function isUsable(findings: readonly Finding[]): boolean {
  return findings.every(({ mark }) => mark !== 'failure');
}
