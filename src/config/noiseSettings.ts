import { z } from 'zod';
import { ALERT_FORMATS, type Noise, SILENT_PARTS } from '../monitor/delivery/noise.ts';

const PARTS = SILENT_PARTS.join(', ');

/** How much noise messages make in a server that has not chosen. */
export const NoiseSettings = z.object({
  SILENT_MESSAGES: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(z.enum(SILENT_PARTS, `must be one or more of ${PARTS}, separated by commas`)))
    .default([]),
  ALERT_FORMAT: z.enum(ALERT_FORMATS, `must be ${ALERT_FORMATS.join(' or ')}`).default('full'),
});

type NoiseSettings = z.infer<typeof NoiseSettings>;

/** Where the settings are wrong, nothing is silent. */
export function toNoise({
  SILENT_MESSAGES: silent = [],
  ALERT_FORMAT: format = 'full',
}: Partial<NoiseSettings>): Noise {
  return { silent, format };
}
