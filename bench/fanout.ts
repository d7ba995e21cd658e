import { type FanoutResult, type FanoutScene, fanOut, SLOW_CHANNELS } from './fanoutScene.ts';
import { median } from './median.ts';
import { versionsToCompare } from './versions.ts';

// Many servers that are to be notified of one incident at once, over real sockets, by a Discord that keeps to its limits: 50 requests a second,
// and a bucket for each channel. The version of the program in another folder, with the same tables, beside it:
// BEFORE=/path/to/it npm run bench:fanout
const SERVERS = Number(process.env['SERVERS'] ?? 1_000);
const ROUNDS = Number(process.env['ROUNDS'] ?? 1);
const ONLY = process.env['ONLY'] ?? '';
const SCENES: readonly FanoutScene[] = [
  { name: 'answers at once', answerMs: 0, slowMs: 0 },
  { name: 'answers after 100 ms', answerMs: 100, slowMs: 0 },
  { name: 'answers after 300 ms', answerMs: 300, slowMs: 0 },
  { name: 'at once, results and commands beside', answerMs: 0, slowMs: 0, isBusy: true },
  { name: `${SLOW_CHANNELS} channels take 5 s`, answerMs: 100, slowMs: 5_000 },
  { name: `${SLOW_CHANNELS} channels hang`, answerMs: 100, slowMs: 60_000 },
];

const versions = versionsToCompare();
console.log(
  `| ${SERVERS} servers | version | first, ms | all, s | of 50 a second | longest gap, ms | 429 | sent twice | command, ms | ingest p99, ms |`,
);
console.log('| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
for (const scene of SCENES.filter(({ name }) => name.includes(ONLY))) {
  const results = new Map<string, FanoutResult[]>(versions.map(([name]) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [name, folder] of versions) results.get(name)?.push(await fanOut(folder, SERVERS, scene));
  for (const [name, all] of results) {
    const of = (what: keyof FanoutResult) => median(all.map((one) => one[what]));
    const beside = (what: keyof FanoutResult) => (scene.isBusy ? of(what).toFixed(0) : '');
    console.log(
      `| ${scene.name} | ${name} | ${of('firstMs').toFixed(0)} | ${(of('allMs') / 1_000).toFixed(1)} | ${of('share').toFixed(2)} | ${of('gapMs').toFixed(0)} | ${of('refused')} | ${of('twice')} | ${beside('commandMs')} | ${beside('ingestP99Ms')} |`,
    );
  }
}
process.exit();
