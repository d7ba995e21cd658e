import type { ErrorDetails } from '../../../monitor/errors.ts';
import { LIMIT_PROBLEM_SENTENCES, type LimitProblem } from '../../../monitor/settings/limits.ts';

type Details<Code extends keyof ErrorDetails> = ErrorDetails[Code];

/** A sentence for each failure that whoever asked should hear of: what is wrong, and what to do. Typed text comes as inline code. */
export const errors = {
  badDuration: ({ text }: Details<'badDuration'>) =>
    `${text} is not a time I can read. Try 30m, 2 hours, 1.5h or until tomorrow 9:00.`,
  badLength: ({ text }: Details<'badLength'>) => `${text} is not a length of time I can read. Try 30m, 2h or 1d12h.`,
  durationTooLong: ({ text, longest }: Details<'durationTooLong'>) => `${text} is too long. The longest is ${longest}.`,
  unknownLimit: ({ name }: { name: string }) => `${name} is not a threshold. Pick one from the list.`,
  limitOutOfRange: ({ name, min, most }: { name: string; min: string; most: string }) =>
    `${name} must be from ${min} to ${most}.`,
  limitsConflict: ({ problem }: Pick<Details<'limitsConflict'>, 'problem'>) => limitProblems[problem],
  nothingMuted: () => 'Nothing is muted.',
  kindNotMuted: ({ scope }: { scope: string }) => `No mute of ${scope} is active. \`/mutes\` lists the active ones.`,
  onlyAllMuted: () => 'Everything is muted at once: `/unmute` without a kind ends that.',
  alreadyAcknowledged: ({ by }: Details<'alreadyAcknowledged'>) => `${by} is on it already.`,
  incidentEnded: () => 'This is over already.',
  unknownIncident: () => 'This incident is not known here any more.',
  unknownPipeline: ({ name, known }: { name: string; known: string }) =>
    `${name} is not a pipeline. There is: ${known}.`,
  badTimeZone: ({ text }: { text: string }) => `${text} is not a time zone.`,
  zoneLetters: ({ text }: { text: string }) =>
    `${text} is short for several time zones, and does not tell when clocks change.`,
  pickZone: () => 'Pick a city, such as Europe/Berlin.',
  noDestination: () => 'Alerts have no place to go yet: choose a channel with `/setup`.',
  notSaved: () => 'This could not be saved. Nothing was changed; try again.',
  overloaded: () => 'Too much is waiting to be saved. Try again in a moment.',
};

const limitProblems: Readonly<Record<LimitProblem, string>> = LIMIT_PROBLEM_SENTENCES;
