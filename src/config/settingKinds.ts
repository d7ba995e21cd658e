import { z } from 'zod';

/** As everywhere in English: `100,000,000`. */
const grouped = (n: number) => n.toLocaleString('en-US');

export const number = (fallback: number, min: number, max: number) =>
  z.coerce
    .number(`must be a number, such as ${fallback}`)
    .min(min, `must be at least ${grouped(min)}`)
    .max(max, `must be at most ${grouped(max)}`)
    .default(fallback);
export const whole = (fallback: number, min: number, max: number) =>
  number(fallback, min, max).refine(Number.isInteger, `must be a whole number, such as ${fallback}`);
export const onOff = (fallback: 'on' | 'off') => z.enum(['on', 'off'], 'must be on or off').default(fallback);
