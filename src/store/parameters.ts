/**
 * A value as both engines keep it. Every number of ours is whole (docs/architecture.md, storage), but a clock that only
 * moves forward gives fractions of a millisecond: SQLite would keep them, and PostgreSQL refuses the whole statement.
 */
export function wholeNumber(value: unknown): unknown {
  return typeof value === 'number' && Number.isFinite(value) ? Math.round(value) : value;
}
