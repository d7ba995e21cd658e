import { HEADROOM } from './connections.ts';

/** More connections than any pipeline has. */
const MOST = 5_000;
/** What the program itself holds open beside them: the database, Discord, CaptchaAI, the output. */
const OTHER_FILES = 100;
const FEWEST = 100;

/** How many connections the limit of open files (`ulimit -n`) has room for: without a free one neither the database nor Discord works. */
export function mostConnections(openFiles: number): number {
  return Math.max(FEWEST, Math.min(MOST, openFiles - OTHER_FILES - HEADROOM));
}

/** The limit of open files of this process; Infinity where the system has none. */
export function openFilesLimit(): number {
  // Else it looks up the names of all addresses that it is connected with.
  Object.assign(process.report, { excludeNetwork: true });
  const { userLimits } = process.report.getReport() as { userLimits?: { open_files?: { soft: number | string } } };
  const soft = Number(userLimits?.open_files?.soft);
  return Number.isNaN(soft) ? Number.POSITIVE_INFINITY : soft;
}
