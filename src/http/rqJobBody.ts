import { z } from 'zod';

const NO_TIME = 'must be a time such as 2026-01-31T09:00:00.123456+00:00';

/** Older versions of RQ write UTC without saying so. */
const time = z.iso
  .datetime({ offset: true, local: true, error: NO_TIME })
  .transform((text) => Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`));

/**
 * What RQ posts when a job has ended (rq/webhook.py of RQ 2.10). It may hold more: `result`, which is the token of a solve, is not
 * even read, and other versions may add fields.
 */
export const RqJobBody = z.object(
  {
    job_id: z.string('must be text').min(1, 'must not be empty').max(1_024, 'must be at most 1,024 characters'),
    status: z.enum(['finished', 'failed'], 'must be "finished" or "failed"'),
    func_name: z.string('must be text').nullish(),
    enqueued_at: time.nullish(),
    ended_at: time.nullish(),
    exc_info: z.string('must be text').nullish(),
  },
  'must be an object such as {"job_id":"8e03978e","status":"finished"}',
);

export type RqJob = z.infer<typeof RqJobBody>;
