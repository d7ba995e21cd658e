import { z } from 'zod';

/** Names stand in messages, in metrics and in addresses. */
export const name = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,31}$/,
    'must be a name such as shop: up to 32 small letters, digits and hyphens, a letter first',
  );

export const snowflake = z
  .string()
  .regex(/^\d{17,20}$/, 'must be a Discord id in quotes: 17 to 20 digits, such as "123456789012345678"');
