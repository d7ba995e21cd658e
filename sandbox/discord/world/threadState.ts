import type { ThreadState, WorldChannel } from './types.ts';
import type { World } from './world.ts';

/** Three days, as a channel has it unless somebody chose otherwise. */
const AUTO_ARCHIVE_MINUTES = 4_320;

export function newThread(world: World, ownerId: string): ThreadState {
  const now = world.now();
  return {
    ownerId,
    createdAt: now,
    archived: false,
    archivedAt: now,
    locked: false,
    autoArchiveMinutes: AUTO_ARCHIVE_MINUTES,
    lastActiveAt: now,
    appliedTags: [],
  };
}

/** Somebody archived it, or nobody has said anything for as long as it stays open. */
export function isArchived(world: World, { thread }: WorldChannel): boolean {
  if (thread === null) return false;
  return thread.archived || world.now() >= endOfActivity(thread);
}

/** When it was archived, or last changed in that. */
export function archivedAt(world: World, { thread }: WorldChannel): number {
  if (thread === null) return 0;
  return thread.archived || world.now() < endOfActivity(thread) ? thread.archivedAt : endOfActivity(thread);
}

function endOfActivity({ lastActiveAt, autoArchiveMinutes }: ThreadState): number {
  return lastActiveAt + autoArchiveMinutes * 60_000;
}
