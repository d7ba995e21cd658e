import type { UnreadableWhy } from '../monitor/ports/queueSource.ts';

const WORDS: Readonly<Record<UnreadableWhy, string>> = {
  unreachable: 'the server cannot be reached. Check that it runs, QUEUE_URL and the firewall',
  timeout: 'the server did not answer in time. Check its load and the network; a SQL query has 2 seconds',
  certificate: 'the certificate of the server is not trusted. Give Node.js its authority by NODE_EXTRA_CA_CERTS',
  unauthorized:
    'the server refuses the user or the password. Check those in QUEUE_URL, QUEUE_PASSWORD or QUEUE_TOKEN; for sqs those of AWS',
  forbidden: 'the user may not read the queue. docs/queues.md lists the rights that each source needs',
  notFound:
    'there is no such queue. Check QUEUE_URL, and QUEUE_NAME if it is set: the name must be the one that the workers use',
  wrongType: 'the key is of a type that has no length. Check QUEUE_NAME',
  noCount:
    'the server does not know the depth right now, or nothing was found that says it. docs/queues.md says when that is so',
  redirect: 'the address leads to another one. Set QUEUE_URL to where it leads',
  unexpectedAnswer: 'the answer has an unexpected form. Check QUEUE_URL, and the query or the pointer',
  serverError: 'the server reports an error. See its log',
  missingPackage: 'a package is missing. Install it beside the monitor: npm install @aws-sdk/client-sqs',
};

/** Why a queue cannot be read and what to do about it, for the operator. */
export function queueTroubleWords(why: UnreadableWhy): string {
  return WORDS[why];
}
