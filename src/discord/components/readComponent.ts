import type { ComponentInteraction } from './component.ts';

/** Ids of rows are whole numbers of 32 bits on PostgreSQL. */
const LARGEST_ID = 2_147_483_647;
/** As `/mute` has it: a minute to a year. */
const [SHORTEST_S, LONGEST_S] = [60, 365 * 86_400];
const MINUTES_A_DAY = 1_440;
const WHOLE = /^(?:0|[1-9]\d{0,9})$/;
const SNOWFLAKE = /^\d{17,20}$/;

/** A whole number in the only way in which we write one; null for anything else. */
function whole(text: string | undefined, least: number, most: number): number | null {
  const value = WHOLE.test(text ?? '') ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : null;
}

/** The incident that a button is about, which has `others` parts after it; null where that is not what its id says. */
export function incidentOf({ args }: Pick<ComponentInteraction, 'args'>, others = 0): number | null {
  return args.length === 1 + others ? whole(args[0], 1, LARGEST_ID) : null;
}

/** For how many seconds a button mutes. */
export function muteSecondsOf({ args }: Pick<ComponentInteraction, 'args'>): number | null {
  return whole(args[1], SHORTEST_S, LONGEST_S);
}

/** A minute of the day that was picked. */
export function minuteOf({ values }: Pick<ComponentInteraction, 'values'>): number | null {
  return values.length === 1 ? whole(values[0], 0, MINUTES_A_DAY - 1) : null;
}

/** The one id of a channel, a role or a person that was picked. */
export function pickedIdOf({ values: [id, ...more] }: Pick<ComponentInteraction, 'values'>): string | null {
  return id !== undefined && more.length === 0 && SNOWFLAKE.test(id) ? id : null;
}

/** For how many seconds what was picked mutes. */
export function pickedSecondsOf({ values }: Pick<ComponentInteraction, 'values'>): number | null {
  return values.length === 1 ? whole(values[0], SHORTEST_S, LONGEST_S) : null;
}

/** The message that a menu was opened on. */
export function messageOf({ args: [id, ...more] }: Pick<ComponentInteraction, 'args'>): string | null {
  return id !== undefined && more.length === 0 && SNOWFLAKE.test(id) ? id : null;
}
