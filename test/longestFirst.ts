import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, most of it waiting: were they started last, all would wait for them. */
const LONGEST = [
  'test/faults/twoProcesses.test.ts',
  'test/faults/many.test.ts',
  'test/e2e/package.test.ts',
  'test/faults/faults.test.ts',
  'test/e2e/refusals.test.ts',
  'test/e2e/heartbeat.test.ts',
  'test/e2e/oneRate.test.ts',
  'test/e2e/shards.test.ts',
  'test/e2e/leases.test.ts',
  'test/e2e/demo.test.ts',
  'test/e2e/kinds.test.ts',
  'test/sandbox/page.test.ts',
  'test/e2e/access.test.ts',
  'test/clients/node/restarts.test.ts',
  'test/clients/python/killedMonitor.test.ts',
  'test/e2e/blockedOutput.test.ts',
  'test/e2e/queueSource.test.ts',
  'test/e2e/robust.test.ts',
  'test/e2e/malformed.test.ts',
  'test/e2e/login.test.ts',
  'test/e2e/confirmed.test.ts',
  'test/e2e/process.test.ts',
  'test/e2e/delivery.test.ts',
  'test/cli/databaseCommand.test.ts',
  'test/replay/several.test.ts',
  'test/replay/week.test.ts',
  'test/replay/quiet.test.ts',
  'test/store/tidy.test.ts',
  'test/store/redate.test.ts',
  'test/store/tidySketches.test.ts',
  'test/store/postgresFaults.test.ts',
  'test/cli/doctor.test.ts',
  'test/fuzz/captchaai.test.ts',
];
/** A worker is passed on only within a project, so they come one after the other: first the one that waits most. */
const PROJECTS = ['processes', 'underLoad', 'postgres', 'sqlite'];

/** The same order everywhere, also in a fresh clone, which knows of no earlier run. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const projectOf = ({ project }: TestSpecification) => PROJECTS.indexOf(project.name);
    const rankOf = ({ moduleId }: TestSpecification) => {
      const rank = LONGEST.indexOf(relative(this.ctx.config.root, moduleId));
      return rank < 0 ? LONGEST.length : rank;
    };
    return files.toSorted((a, b) => projectOf(a) - projectOf(b) || rankOf(a) - rankOf(b));
  }
}
