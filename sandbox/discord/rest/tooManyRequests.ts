export interface RateLimitAnswer {
  readonly retryAfterMs: number;
  readonly scope: 'user' | 'global' | 'shared';
  readonly code?: number;
  readonly bucketHeaders?: Readonly<Record<string, string>>;
}

/** A 429 as Discord writes it: whole seconds rounded up in the header, exact seconds in the body. */
export function tooManyRequests(answer: RateLimitAnswer): {
  status: number;
  headers: Record<string, string>;
  body: object;
} {
  const global = answer.scope === 'global';
  const message = answer.scope === 'shared' ? 'The resource is being rate limited.' : 'You are being rate limited.';
  return {
    status: 429,
    headers: {
      ...(global ? { 'x-ratelimit-global': 'true' } : answer.bucketHeaders),
      'x-ratelimit-scope': answer.scope,
      'retry-after': String(Math.ceil(answer.retryAfterMs / 1000)),
    },
    body: { message, retry_after: answer.retryAfterMs / 1000, global, code: answer.code ?? 0 },
  };
}
