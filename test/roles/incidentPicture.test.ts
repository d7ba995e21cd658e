import { expect, test } from 'vitest';
import type { Chart } from '../../src/monitor/charts/chart.ts';
import type { Delivery } from '../../src/monitor/delivery/delivery.ts';
import { MonitorError } from '../../src/monitor/errors.ts';
import { createIncidentPicture } from '../../src/roles/incidentPicture.ts';
import { silentLog } from '../fixtures/constants.ts';
import { GUILD } from '../fixtures/embeds.ts';

const CHART: Chart = {
  ...{ type: 'queue', from: 0, to: 60_000, timeZone: 'UTC', stepMs: 1_000 },
  ...{ depths: [{ at: 0, value: 340 }], perMinute: [], threshold: 100 },
} as const;
const PNG = new Uint8Array([1]);
const delivery = { id: 1, incidentId: 7 } as Delivery;
const never = () => new Promise<never>(() => undefined);
const failed = async (): Promise<never> => {
  throw new Error('resvg');
};

function pictureWith(render: () => Promise<Uint8Array>, isKnown = true) {
  return createIncidentPicture({
    monitor: {
      incident: async () => {
        if (!isKnown) throw new MonitorError('unknownIncident', {});
        return { report: {} as never, chart: CHART };
      },
    },
    charts: { render },
    log: silentLog,
  });
}

const GOES_ON = new AbortController().signal;

test.each([
  ['cannot be drawn', pictureWith(failed), GOES_ON, null],
  ['is of an incident that is not kept any more', pictureWith(async () => PNG, false), GOES_ON, null],
  ['takes longer than the attempt may', pictureWith(never), AbortSignal.abort(), 'late'],
] as const)('a chart that %s', async (_name, draw, ends, expected) => {
  expect(await draw(delivery, GUILD, ends)).toBe(expected);
});

test('a chart that was drawn has words for those who do not see it', async () => {
  const picture = await pictureWith(async () => PNG)(delivery, GUILD, GOES_ON);
  expect(picture).toMatchObject({ png: PNG, altText: expect.stringContaining('Queue depth') });
});
