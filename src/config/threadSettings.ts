import { z } from 'zod';
import { THREAD_MODES } from '../monitor/delivery/threads.ts';

/** Where an incident goes on in a server that has not chosen. */
export const ThreadSettings = z.object({
  INCIDENT_THREADS: z.enum(THREAD_MODES, `must be one of ${THREAD_MODES.join(', ')}`).default('off'),
});
