import type { UnreadableWhy } from '../../../monitor/ports/queueSource.ts';

/** The queue that the monitor reads itself, and why it cannot. */
export const queueSource = {
  title: 'Queue Cannot Be Read',
  trouble: ({ why, since }: Record<'why' | 'since', string>) => `${why}, since ${since}. The depth is unknown, not 0.`,
  why: {
    unreachable: 'the server cannot be reached',
    timeout: 'no answer in time',
    certificate: 'the certificate of the server is not trusted',
    unauthorized: 'the server refuses the user or the password',
    forbidden: 'the user may not read the queue',
    notFound: 'there is no such queue',
    wrongType: 'the key in Redis is of another type',
    noCount: 'the server does not know the depth right now',
    redirect: 'the address leads to another one',
    unexpectedAnswer: 'an answer of an unexpected form',
    serverError: 'the server reports an error',
    missingPackage: 'a package is missing, see the log',
  } satisfies Readonly<Record<UnreadableWhy, string>>,
};
