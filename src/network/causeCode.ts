/** Why a `fetch` failed, such as ` (ECONNREFUSED)`; empty where nothing tells. The text of the error itself may hold the address. */
export function causeCode(err: unknown): string {
  const cause = err instanceof Error ? err.cause : undefined;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? ` (${cause.code})` : '';
}
