/** What a process does: takes results in, speaks with Discord's gateway, evaluates and delivers. */
export const ROLES = ['ingest', 'gateway', 'worker'] as const;

export type Role = (typeof ROLES)[number];

/** Those that a text names, in their own order; what it names beside them is left out. */
export function rolesIn(text: string): readonly Role[] {
  const names = text.split(',');
  return ROLES.filter((role) => names.includes(role));
}
