/** Whether a statement begins as one that only reads. */
export function isRead(statement: string): boolean {
  return /^\s*select\b/i.test(statement);
}
