import { z } from 'zod';

export const number = (fallback: number, min: number, max: number) =>
  z.coerce
    .number(`must be a number, such as ${fallback}`)
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`)
    .default(fallback);
export const whole = (fallback: number, min: number, max: number) =>
  number(fallback, min, max).refine(Number.isInteger, `must be a whole number, such as ${fallback}`);
export const onOff = (fallback: 'on' | 'off') => z.enum(['on', 'off'], 'must be on or off').default(fallback);
