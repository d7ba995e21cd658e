import type { ErrorDetails } from '../../../monitor/errors.ts';
import { THRESHOLD_PROBLEM_SENTENCES, type ThresholdProblemName } from '../../../monitor/settings/thresholds.ts';

type Details<Code extends keyof ErrorDetails> = ErrorDetails[Code];

/** A sentence for each failure that the person who asked should hear of: what is wrong, and what to do. Typed text comes as inline code. */
export const errors = {
  badDuration: ({ text }: Details<'badDuration'>) =>
    `${text} is not a valid time. Examples: 30m, 2 hours, 1.5h, until tomorrow 9:00.`,
  badLength: ({ text }: Details<'badLength'>) => `${text} is not a valid duration. Examples: 30m, 2h, 1d12h.`,
  badMoment: ({ text }: Details<'badMoment'>) =>
    `${text} is not a time in the past. Examples: 14:07, 2h ago, yesterday 9:00, 2026-11-23 14:07.`,
  durationTooLong: ({ text, longest }: Details<'durationTooLong'>) => `${text} is too long. The maximum is ${longest}.`,
  unknownThreshold: ({ name }: { name: string }) => `${name} is not a threshold. Pick one from the list.`,
  thresholdOutOfRange: ({ name, min, most }: { name: string; min: string; most: string }) =>
    `${name} must be from ${min} to ${most}.`,
  thresholdsConflict: ({ problem }: Pick<Details<'thresholdsConflict'>, 'problem'>) => thresholdProblems[problem],
  nothingMuted: () => 'Nothing is muted.',
  kindNotMuted: ({ scope }: { scope: string }) => `${scope} is not muted. \`/mutes\` lists the active mutes.`,
  onlyAllMuted: () => 'All alerts are muted together. `/unmute` without a kind ends this mute.',
  alreadyAcknowledged: ({ by }: Details<'alreadyAcknowledged'>) => `${by} has already acknowledged this incident.`,
  notAcknowledged: () => 'Nobody has acknowledged this incident.',
  mayNotAcknowledge: ({ role }: { role: string }) => `Only members with the role ${role} may acknowledge here.`,
  incidentEnded: () => 'This incident has already ended.',
  unknownIncident: () => 'This incident was not found. It may have been deleted.',
  unknownPipeline: ({ name, known }: { name: string; known: string }) =>
    `${name} is not a pipeline. Available: ${known}.`,
  badTimeZone: ({ text }: { text: string }) => `${text} is not a time zone.`,
  zoneLetters: ({ text }: { text: string }) =>
    `${text} stands for several time zones, and does not say when clocks change.`,
  pickZone: () => 'Pick a city, such as Europe/Berlin.',
  badWeekdays: ({ text }: { text: string }) =>
    `${text} does not name weekdays. Examples: mon-fri, sat, weekend, daily.`,
  badTimeOfDay: ({ text }: { text: string }) => `${text} is not a time of day. Examples: 22:00, 7:30, 10pm.`,
  badKinds: ({ text, known }: { text: string; known: string }) =>
    `${text} is not a kind of alert. Available: ${known}.`,
  quietNeedsTimes: () => 'Quiet hours need both `from` and `to`.',
  quietBoth: () => 'Either add quiet hours or remove some.',
  quietTwice: () => 'These quiet hours exist already.',
  quietEndless: ({ kinds }: { kinds: string }) =>
    `With these, ${kinds} would be quiet for ever. Use \`/mute\`, or switch the alert off with \`/threshold\`.`,
  tooManyQuiet: ({ most }: { most: string }) => `There can be at most ${most}. Remove one first.`,
  unknownQuiet: ({ text }: { text: string }) => `${text} is none of the quiet hours. \`/quiet\` lists them.`,
  badAfter: ({ text }: Details<'badAfter'>) =>
    `${text} does not fit: a step is from 1 minute to 24 hours after the alert.`,
  stepNeedsTarget: () => 'A step needs somebody to notify: `mention`, `channel`, `direct_message` or `receiver`.',
  unknownReceiver: ({ name, known }: { name: string; known: string }) =>
    `${name} is not a receiver. Available: ${known}.`,
  stepTwice: () => 'This step exists already.',
  tooManySteps: ({ most }: { most: string }) => `There can be at most ${most}. Remove one first.`,
  unknownStep: ({ text }: Details<'unknownStep'>) => `${text} is none of the steps. \`/escalation\` lists them.`,
  stepBoth: () => 'Either add a step or remove one.',
  stepNeedsAfter: () => 'A step needs a time: `after:5m`.',
  onCallAlready: ({ who }: { who: string }) => `${who} takes turns already.`,
  notOnCall: ({ who }: { who: string }) => `${who} does not take turns.`,
  tooManyPeople: ({ most }: { most: string }) => `At most ${most} people can take turns.`,
  nobodyOnCall: () => 'Nobody takes turns yet. Add somebody first.',
  coverNeedsUntil: () =>
    'Use `cover` and `until` together. While somebody covers, `until` alone changes when that ends, and `until:now` ends it at once.',
  noDestination: () => 'Alerts have no destination yet. Choose a channel with `/setup`.',
  notSaved: () => 'This could not be saved. Nothing was changed. Try again.',
  overloaded: () => 'The monitor is overloaded. Nothing was saved. Try again in a moment.',
  tooManyCharts: () => 'The chart is missing: too many were asked for at once. Try again in a moment.',
};

const thresholdProblems: Readonly<Record<ThresholdProblemName, string>> = THRESHOLD_PROBLEM_SENTENCES;
