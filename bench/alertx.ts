import { cold, startWarm, startWebhookHost } from './alertScene.ts';
import { median, quantile } from './median.ts';
import { versionsToCompare } from './versions.ts';

// From the 202 of the post that crosses the threshold to the webhook POST, with incident and delivery on disk before it: each time in a new process, in one
// that has sent before, and in that one with other results beside it. With the version of the program in another folder in turns:
// BEFORE=/path/to/it,/path/to/another npm run bench:alert
const ROUNDS = Number(process.env['ROUNDS'] ?? 40);
const BESIDE_PER_SECOND = Number(process.env['BESIDE'] ?? 200);

const host = await startWebhookHost();
const versions = versionsToCompare();
const warm = new Map(
  await Promise.all(versions.map(async ([name, folder]) => [name, await startWarm(host, folder)] as const)),
);
const scenes: readonly (readonly [string, (version: string, folder: string) => Promise<number | undefined>])[] = [
  ['warm', async (version) => warm.get(version)?.alone()],
  [
    `warm, ${BESIDE_PER_SECOND} results a second beside`,
    async (version) => warm.get(version)?.beside(BESIDE_PER_SECOND),
  ],
  ['cold', (_version, folder) => cold(host, folder)],
];
// What runs for the first time is that of the cold ones.
for (const each of warm.values()) for (let i = 0; i < 10; i += 1) await each.alone();
console.log(
  '| from the 202 to the POST | version | median, ms | p95, ms | most, ms |\n| --- | --- | ---: | ---: | ---: |',
);
for (const [scene, measure] of scenes.slice(0, 2)) {
  const delays = new Map(versions.map(([version]) => [version, [] as number[]]));
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [version, folder] of versions) {
      const delay = await measure(version, folder);
      console.log(scene, round, delay, Date.now()); if (delay !== undefined) delays.get(version)?.push(delay);
    }
  for (const [version, found] of delays) {
    const figures = [median(found), quantile(found, 0.95), Math.max(...found)].map((ms) => ms.toFixed(1));
    console.log(`| ${[scene, version, ...figures].join(' | ')} |`);
  }
}
for (const each of warm.values()) await each.end();
host.stop();
