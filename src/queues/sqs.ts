import type { UnreadableWhy } from '../monitor/ports/queueSource.ts';
import type { ReadQueue } from './reader.ts';
import { countIn } from './readNumber.ts';
import { Unreadable } from './unreadable.ts';

const REFUSALS: readonly (readonly [RegExp, UnreadableWhy])[] = [
  [/NonExistentQueue|QueueDoesNotExist|InvalidAddress/, 'notFound'],
  [/AccessDenied|NotAuthorized|KMS/, 'forbidden'],
  [
    /Credentials|InvalidClientTokenId|UnrecognizedClient|Signature|ExpiredToken|InvalidAccessKeyId|MissingAuth/,
    'unauthorized',
  ],
  [/Throttl|ServiceUnavailable|InternalError|InternalFailure/, 'serverError'],
];

/** An SQS queue by its address. AWS counts about right, and never how many consumers there are. Credentials and rights are those of the AWS SDK. */
export function createSqsReader({ url }: { readonly url: string }): ReadQueue {
  return async (signal) => {
    const { SQSClient, GetQueueAttributesCommand } = await loadSdk();
    const { origin, hostname } = new URL(url);
    const region = /^sqs\.([a-z\d-]+)\./.exec(hostname)?.[1];
    const client = new SQSClient({ ...(region === undefined ? {} : { region }), endpoint: origin, maxAttempts: 1 });
    const command = new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    });
    try {
      const { Attributes: attributes } = await client.send(command, { abortSignal: signal });
      return {
        depth: countIn(attributes?.['ApproximateNumberOfMessages']),
        workers: null,
        busy: countIn(attributes?.['ApproximateNumberOfMessagesNotVisible']),
        oldestAt: null,
      };
    } catch (err) {
      const refusal = err instanceof Error ? REFUSALS.find(([name]) => name.test(err.name)) : undefined;
      throw refusal === undefined ? err : new Unreadable(refusal[1]);
    } finally {
      client.destroy();
    }
  };
}

/** Only who reads SQS installs it. */
async function loadSdk() {
  try {
    return await import('@aws-sdk/client-sqs');
  } catch (err) {
    const isMissing = err instanceof Error && 'code' in err && err.code === 'ERR_MODULE_NOT_FOUND';
    throw isMissing ? new Unreadable('missingPackage') : err;
  }
}
