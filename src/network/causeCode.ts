/** Why a request failed, such as ` (ECONNREFUSED)`; empty where nothing tells. The text of the error itself may hold the address. */
export function causeCode(err: unknown): string {
  const [code] = [err, err instanceof Error ? err.cause : null].flatMap(ownCode);
  return code === undefined ? '' : ` (${code})`;
}

function ownCode(err: unknown): readonly string[] {
  return err instanceof Error && 'code' in err && typeof err.code === 'string' ? [err.code] : [];
}
