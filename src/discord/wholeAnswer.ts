/** A success, but without what Discord answers: nobody knows what became of the request. */
export class UnreadableAnswerError extends Error {
  override readonly name = 'UnreadableAnswerError';
}

/** Discord's answer to a route of its own: its shape is Discord's promise. A proxy's page in its place is no answer. */
export function withId<T extends { id: string }>(answer: unknown): T {
  if (typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string') {
    return answer as T;
  }
  throw new UnreadableAnswerError('not an answer of Discord');
}
