import type { Charts } from '../discord/answer.ts';
import { chartReply } from '../discord/embeds/chartReply.ts';
import { languageOf } from '../discord/words/languages.ts';
import type { Monitor } from '../monitor/monitor.ts';
import type { Log } from '../monitor/ports/log.ts';
import { type Millis, SECOND } from '../monitor/time.ts';
import type { DrawIncident } from '../receivers/discord/picture.ts';

export interface IncidentPictureOptions {
  readonly monitor: Pick<Monitor, 'incident'>;
  readonly charts: Pick<Charts, 'render'>;
  readonly log: Pick<Log, 'warn'>;
}

/** The next message of its server waits for a chart no longer than this. */
const DRAWN_WITHIN_MS: Millis = 5 * SECOND;

/** Draws the chart of an incident for its thread. Without it the thread tells the same, so that a failure is only logged. */
export function createIncidentPicture({ monitor, charts, log }: IncidentPictureOptions): DrawIncident {
  return async ({ id, incidentId }, guild, ends) => {
    if (incidentId === null) return null;
    const inTime = AbortSignal.any([ends, AbortSignal.timeout(DRAWN_WITHIN_MS)]);
    try {
      const { chart } = await monitor.incident(guild.id, incidentId);
      const { data, texts, altText } = chartReply(chart, languageOf(guild.locale));
      return { png: await beforeEnd(charts.render(data, texts), inTime), altText };
    } catch (err) {
      log.warn({ err, deliveryId: id }, 'chart for a thread not drawn');
      return inTime.aborted ? 'late' : null;
    }
  };
}

function beforeEnd<T>(work: Promise<T>, ends: AbortSignal): Promise<T> {
  ends.throwIfAborted();
  const ended = new Promise<never>((_, reject) =>
    ends.addEventListener('abort', () => reject(ends.reason), { once: true }),
  );
  return Promise.race([work, ended]);
}
