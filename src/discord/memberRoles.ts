import { type Client, Events, GatewayDispatchEvents, LimitedCollection } from 'discord.js';
import { z } from 'zod';

const id = z.string();
const Asked = z.object({ id, member: z.object({ roles: z.array(id) }) });
/** Far more than are answered at a time. */
const MOST_KEPT = 1_000;

/** The roles of the people who ask, by interaction: the library would answer with those only that it keeps itself. */
export function createMemberRoles(client: Client): (interactionId: string) => ReadonlySet<string> {
  const asked = new LimitedCollection<string, ReadonlySet<string>>({ maxSize: MOST_KEPT });
  client.on(Events.Raw, ({ t, d }: { readonly t?: unknown; readonly d?: unknown }) => {
    if (t !== GatewayDispatchEvents.InteractionCreate) return;
    const { data } = Asked.safeParse(d);
    if (data !== undefined) asked.set(data.id, new Set(data.member.roles));
  });
  return (interactionId) => asked.get(interactionId) ?? NONE;
}

const NONE: ReadonlySet<string> = new Set();
