import { wholeGuild } from '../world/guildObject.ts';
import { INTENT } from '../world/intents.ts';
import type { WorldGuild } from '../world/types.ts';
import { userById, userObject } from '../world/userObject.ts';
import type { World } from '../world/world.ts';
import type { Session } from './session.ts';
import { dispatch, hasGuild } from './session.ts';

/** READY names the guilds as unavailable; with the Guilds intent each follows in full. */
export function sendReady(world: World, session: Session, resumeUrl: string): void {
  const guilds = [...world.guilds.values()].filter(
    (guild) => guild.members.has(world.bot.userId) && hasGuild(session, guild.id),
  );
  dispatch(session, 'READY', readyBody(world, session, guilds, resumeUrl));
  if (!(session.intents & INTENT.guilds)) return;
  for (const guild of guilds) dispatch(session, 'GUILD_CREATE', wholeGuild(world, guild));
}

function readyBody(world: World, session: Session, guilds: readonly WorldGuild[], resumeUrl: string) {
  return {
    v: 10,
    user: { ...userObject(userById(world, world.bot.userId)), verified: true, mfa_enabled: true, email: null },
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    session_type: 'normal',
    resume_gateway_url: resumeUrl,
    shard: session.shard,
    application: { id: world.bot.applicationId, flags: 0, flags_new: '0' },
    user_settings: {},
    private_channels: [],
    presences: [],
    relationships: [],
    guild_join_requests: [],
    _trace: [],
  };
}
