import type { ApiRequest } from '../rest/apiRequest.ts';
import { queryFlag } from '../rest/apiRequest.ts';
import { badField } from '../rest/form.ts';
import type { WorldWebhook } from '../world/types.ts';
import { allComponents, isInteractive } from './componentTree.ts';
import type { MessageDraft } from './draft.ts';
import type { MentionRights } from './mentions.ts';

/** Only users are pinged unless the body says otherwise; a webhook made by a person may then ping anyone. */
export function webhookMentions(webhook: WorldWebhook): MentionRights {
  return { byDefault: ['users'], unrestricted: webhook.applicationId === null };
}

/**
 * A webhook made by a person loses its components in silence unless the query asks for them, and then only those may
 * stand there that send no interaction. Whether Discord refuses or drops the others is not documented; refusing is
 * what people report, and it hides no mistake.
 */
export function componentsPermitted(request: ApiRequest, webhook: WorldWebhook, draft: MessageDraft): MessageDraft {
  if (webhook.applicationId !== null || !draft.components?.length) return draft;
  if (!queryFlag(request, 'with_components')) return { ...draft, components: [] };
  if (allComponents(draft.components).some(isInteractive)) {
    throw badField(
      ['components'],
      'COMPONENT_NOT_ALLOWED',
      'Interactive components can only be sent by webhooks that an application owns',
    );
  }
  return draft;
}
