/** Discord writes microseconds and "+00:00", not milliseconds and "Z"; clients that expect the latter should fail here too. */
export function wireDate(atMs: number): string {
  return new Date(atMs).toISOString().replace('Z', '000+00:00');
}
