/** The code of a failure of SQLite (sqlite.org/rescode.html): the low byte of its extended codes. Null for any other failure. */
export function sqliteCode(err: unknown): number | null {
  return err instanceof Error && 'errcode' in err ? Number(err.errcode) & 0xff : null;
}
