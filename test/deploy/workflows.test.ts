import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import packageJson from '../../package.json' with { type: 'json' };
import { yamlFile } from '../fixtures/yamlFile.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FILES = readdirSync(`${ROOT}/.github/workflows`);

const Permissions = z.record(z.string(), z.enum(['read', 'write', 'none']));
const Step = z
  .strictObject({
    name: z.string().optional(),
    id: z.string().optional(),
    uses: z.string().optional(),
    with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    run: z.string().optional(),
  })
  .refine(({ uses, run }) => (uses === undefined) !== (run === undefined), 'a step either uses or runs');
const Job = z.strictObject({
  needs: z.string().optional(),
  'runs-on': z.string(),
  'timeout-minutes': z.number(),
  permissions: Permissions.optional(),
  steps: z.array(Step).min(1),
});
const Workflow = z.strictObject({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: z.strictObject({ contents: z.literal('read') }),
  concurrency: z.unknown().optional(),
  jobs: z.record(z.string(), Job),
});

describe.each(FILES)('the workflow %s', (file) => {
  const workflow = Workflow.parse(yamlFile(`.github/workflows/${file}`));
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);

  test('pins every action to a commit, with its version', () => {
    const lines = readFileSync(`${ROOT}/.github/workflows/${file}`, 'utf8').split('\n');
    const uses = lines.filter((line) => /\buses:/.test(line));
    expect(uses.length).toBeGreaterThan(0);
    for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('leaves nobody a token that is not needed', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts).toHaveLength(jobs.length);
    for (const { with: options } of checkouts) expect(options).toMatchObject({ 'persist-credentials': false });
  });

  test('puts nothing that others choose into a command', () => {
    for (const { run } of steps) expect(run ?? '').not.toContain('${{');
  });

  test('waits only for jobs that there are', () => {
    for (const [, { needs }] of jobs) if (needs !== undefined) expect(Object.keys(workflow.jobs)).toContain(needs);
  });

  test('runs scripts of the project that there are', () => {
    const names = steps.flatMap(({ run }) =>
      [...(run ?? '').matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name),
    );
    expect(Object.keys(packageJson.scripts)).toEqual(expect.arrayContaining(names));
  });
});
