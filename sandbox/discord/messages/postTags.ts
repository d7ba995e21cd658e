import { tagRequired } from '../rest/apiError.ts';
import { badField } from '../rest/form.ts';
import { channelPermissions, PERMISSION } from '../world/permissions.ts';
import type { WorldChannel } from '../world/types.ts';
import type { World } from '../world/world.ts';

/** The tags of a post, where its forum has them. `userId`: who sets them; null: a webhook. */
export function checkTags(
  world: World,
  home: WorldChannel,
  tagIds: readonly string[],
  userId: string | null,
): readonly string[] {
  const { tags = [], requiresTag = false } = home.forum ?? {};
  const bits = userId === null ? 0n : channelPermissions(world, home, userId);
  tagIds.forEach((id, index) => {
    const tag = tags.find((each) => each.id === id);
    const isModerator = bits & PERMISSION.manageThreads;
    if (tag === undefined || (tag.moderated && !isModerator)) {
      throw badField(['applied_tags', index], 'INVALID_FORUM_TAG', 'This tag is not available in this channel.');
    }
  });
  if (requiresTag && tagIds.length === 0) throw tagRequired();
  return tagIds;
}
