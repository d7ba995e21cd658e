/** What must be written before a message may leave could not be written. */
export class NotLeavingError extends Error {
  override readonly name = 'NotLeavingError';
}

/** What must be on disk before a message leaves. */
export function written<T>(work: () => Promise<T>): Promise<T> {
  return work().catch((cause: unknown) => {
    throw new NotLeavingError('not noted that it leaves', { cause });
  });
}
