import { type HeartbeatForm, heartbeatForm } from '../../heartbeat/target.ts';
import { causeCode } from '../../network/causeCode.ts';
import { request } from '../../network/request.ts';
import type { Deadline } from './deadline.ts';
import { type Finding, findingsAbout } from './finding.ts';

const say = findingsAbout('Heartbeat');

const SERVERS: Readonly<Record<HeartbeatForm, string>> = {
  uptimeKuma: 'Uptime Kuma',
  gatus: 'Gatus',
  other: 'Healthchecks or another service',
};

/**
 * Whether the server of the address answers at all. Calling the address itself would say that the monitor is well, which only the
 * monitor knows.
 */
export async function checkHeartbeat(address: string, everySeconds: number, deadline: Deadline): Promise<Finding> {
  const server = SERVERS[heartbeatForm(address)];
  try {
    await deadline(async (signal) => {
      const answer = await request(String(new URL('/', address)), { signal });
      answer.cancel();
    });
    return say.ok(`the server of HEARTBEAT_URL (${server}) answers; the monitor calls it every ${everySeconds} s.`);
  } catch (err) {
    return say.warning(
      `the server of HEARTBEAT_URL (${server}) cannot be reached${causeCode(err)}: check the address, and the network and DNS of this machine.`,
    );
  }
}
