import { MICROS_PER_USD, type MicroUsd } from '../types.ts';

/** Dollars with whole cents, towards zero: nobody is shown more than there is. Less than a cent of debt is nothing, and not minus nothing. */
export function dollarsOf(micros: MicroUsd): number {
  return Math.trunc(micros / (MICROS_PER_USD / 100)) / 100 + 0;
}
