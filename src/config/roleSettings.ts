import { z } from 'zod';
import { ROLES, type Role } from '../monitor/roles.ts';
import { valueIn } from './valueIn.ts';

const ALL = ROLES.join(',');

const isRole = (name: string): name is Role => ROLES.some((role) => role === name);

export const RoleSettings = z.object({
  ROLES: z
    .string()
    .default(ALL)
    .transform((text, context): readonly Role[] => {
      const names = text.split(/[\s,]+/).filter(Boolean);
      if (names.length > 0 && names.every(isRole)) return ROLES.filter((role) => names.includes(role));
      context.addIssue({ code: 'custom', message: `must be one or more of ${ALL}, separated by commas` });
      return z.NEVER;
    }),
});

type Environment = Readonly<Record<string, string | undefined>>;

/** A part of the work needs other processes for the rest, and those a database that they can share. */
export function roleProblems(
  { ROLES: roles }: Partial<z.infer<typeof RoleSettings>>,
  environment: Environment,
): readonly string[] {
  if (roles === undefined || valueIn(environment, 'DATABASE_URL') !== undefined) return [];
  const missing = ROLES.filter((role) => !roles.includes(role));
  return missing.length === 0
    ? []
    : [
        `ROLES without ${missing.join(' and ')} needs DATABASE_URL: only one process can use a SQLite file, so no other could do that part. Set DATABASE_URL to a PostgreSQL database, or do not set ROLES.`,
      ];
}
