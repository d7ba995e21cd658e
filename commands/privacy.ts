import { privacyReply } from '../src/discord/components/privacyButtons.ts';
import { defineCommand } from '../src/discord/defineCommand.ts';

export default defineCommand({
  name: 'privacy',
  needs: null,
  options: {},
  isEphemeral: true,
  isDeferred: false,

  run: (_args, context) => privacyReply(context),
});
