import { answerInteraction } from '../interactions/callback.ts';
import type { Route } from '../rest/apiRequest.ts';

export function interactionRoutes(): Route[] {
  return [
    {
      method: 'POST',
      pattern: '/interactions/:interaction/:token/callback',
      auth: 'none',
      bucket: 'interactionCallback',
      handle: answerInteraction,
    },
  ];
}
