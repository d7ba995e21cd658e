import { COMPONENT_LIMITS } from '../limits.ts';
import type { Form } from '../rest/form.ts';
import { textsOf } from './componentTree.ts';
import type { MessageDraft } from './draft.ts';

/** A V2 message is nothing but components. */
export function checkTextOfV2(form: Form, draft: MessageDraft): void {
  for (const [field, used] of [
    ['content', Boolean(draft.content)],
    ['embeds', Boolean(draft.embeds?.length)],
    ['poll', draft.hasPoll],
  ] as const) {
    if (!used) continue;
    form.fail(
      [field],
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    );
  }
  // The total over all texts is not documented but widely reported.
  if (textsOf(draft.components ?? []).join('').length > COMPONENT_LIMITS.v2Text) {
    form.fail(
      ['components'],
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      `Total displayable text size exceeds maximum of ${COMPONENT_LIMITS.v2Text}`,
    );
  }
}
