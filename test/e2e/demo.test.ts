import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { killAtEnd } from '../fixtures/killAtEnd.ts';

const DEMO = fileURLToPath(new URL('../../sandbox/demo.ts', import.meta.url));

/** The demo, with its terminal as text. */
function startDemo() {
  const child = killAtEnd(
    spawn(process.execPath, [DEMO], { env: { PATH: process.env['PATH'] }, stdio: 'pipe', detached: true }),
    { isDetached: true },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  return {
    type: (line: string) => child.stdin.write(`${line}\n`),
    shows: (text: string | RegExp) =>
      expect.poll(() => output, { timeout: 60_000 }).toEqual(expect.stringMatching(text)),
    url: () => /in a browser: (\S+)/.exec(output)?.[1] ?? '',
    ended: once(child, 'close').then(([code]) => code as number | null),
  };
}

/** The names of the channels on the page, as somebody who has just opened it sees them; unread ones with a star. */
async function channelsOf(url: string): Promise<string[]> {
  const response = await fetch(`${url}events`);
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (!text.includes('\n\n')) {
    const next = await reader?.read();
    if (next?.value === undefined) throw new Error(`the events of the page ended after: ${text}`);
    text += decoder.decode(next.value, { stream: true });
  }
  await reader?.cancel();
  const [first = ''] = text.replace(/^data: /, '').split('\n\n');
  const { channels } = JSON.parse(first) as { channels: { name: string; isUnread: boolean }[] };
  return channels.map(({ name, isUnread }) => (isUnread ? `${name}*` : name));
}

test('the demo sends each alert to the channel of its pipeline or to that of accounts, in terminal and page', async () => {
  const { type, shows, url, ended } = startDemo();
  await shows('A target site of pipeline shop changes its CAPTCHA');
  expect(await channelsOf(url())).toEqual(['captcha-alerts', 'shop', 'tickets', 'news']);
  await shows(/#shop\n● CaptchaAI Monitor.*\n {2}@oncall\n {2}▌ shop\n {2}▌ ⚠️ Error Rate Spike\n/);
  expect(await channelsOf(url())).toContain('shop*');

  type('drain');
  await shows('the balance of account main \\(shop, tickets\\) is');
  await shows(/#captcha-alerts\n● CaptchaAI Monitor.*\n {2}▌ main \(shop, tickets\)\n {2}▌ 💰 Balance Alert\n/);
  type('/status');
  await shows(/🔎 \d of 3 pipelines firing, 1 of 2 accounts firing/);
  type('exit');
  expect(await ended).toBe(0);
});
