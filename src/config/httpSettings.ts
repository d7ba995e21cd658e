import { z } from 'zod';
import { whole } from './settingKinds.ts';

/** Where the server listens: apart from all other settings, so that asking it for its health loads little. */
export const HttpSettings = z.object({
  HTTP_HOST: z.string().default('127.0.0.1'),
  HTTP_PORT: whole(8787, 0, 65_535),
});
