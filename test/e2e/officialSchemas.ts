// @ts-expect-error the package comes without types for its schemas
import * as spec from 'discord-api-spec/zod';
import { expect } from 'vitest';
import type { LocalDiscord } from '../../sandbox/discord/localDiscord.ts';

interface Schema {
  safeParse(value: unknown): { success: boolean; error?: { issues: unknown } };
}

interface Rule {
  readonly method: string;
  readonly path: RegExp;
  readonly request?: Schema;
  readonly response?: Schema;
}

const { CreateMessageInteractionCallbackRequestSchema, UpdateMessageInteractionCallbackRequestSchema } = spec;

/** What a callback must look like, by its type: the official union of all of them reports only noise. */
const CALLBACKS: Readonly<Record<number, Schema>> = {
  4: CreateMessageInteractionCallbackRequestSchema,
  5: CreateMessageInteractionCallbackRequestSchema,
  6: UpdateMessageInteractionCallbackRequestSchema,
  7: UpdateMessageInteractionCallbackRequestSchema,
  8: spec.ApplicationCommandAutocompleteCallbackRequestSchema,
  9: spec.ModalInteractionCallbackRequestSchema,
};
const byType: Schema = {
  safeParse(value) {
    const type = typeof value === 'object' && value !== null && 'type' in value ? Number(value.type) : 0;
    return CALLBACKS[type]?.safeParse(value) ?? { success: false, error: { issues: `unknown callback type ${type}` } };
  },
};
const listOf = (schema: Schema): Schema => ({
  safeParse(value) {
    const failed = Array.isArray(value)
      ? value.map((item) => schema.safeParse(item)).find(({ success }) => !success)
      : { success: false };
    return failed ?? { success: true };
  },
});

/** Every route that the bot uses, with the official schema of what it sends and what it gets. */
const RULES: readonly Rule[] = [
  { method: 'GET', path: /^\/gateway$/, response: spec.GatewayResponseSchema },
  { method: 'GET', path: /^\/gateway\/bot$/, response: spec.GatewayBotResponseSchema },
  { method: 'GET', path: /^\/users\/@me$/, response: spec.UserPIIResponseSchema },
  { method: 'GET', path: /^\/users\/@me\/guilds$/, response: listOf(spec.MyGuildResponseSchema) },
  { method: 'GET', path: /^\/guilds\/\d+$/, response: spec.GuildWithCountsResponseSchema },
  { method: 'GET', path: /^\/guilds\/\d+\/channels$/, response: listOf(spec.GuildChannelResponseSchema) },
  { method: 'GET', path: /^\/guilds\/\d+\/members\/\d+$/, response: spec.GuildMemberResponseSchema },
  { method: 'GET', path: /^\/channels\/\d+$/ },
  { method: 'GET', path: /^\/applications\/@me$/, response: spec.PrivateApplicationResponseSchema },
  {
    method: 'GET',
    path: /^\/applications\/\d+(?:\/guilds\/\d+)?\/commands$/,
    response: listOf(spec.ApplicationCommandResponseSchema),
  },
  {
    method: 'PUT',
    path: /^\/applications\/\d+(?:\/guilds\/\d+)?\/commands$/,
    request: listOf(spec.ApplicationCommandUpdateRequestSchema),
    response: listOf(spec.ApplicationCommandResponseSchema),
  },
  { method: 'DELETE', path: /^\/applications\/\d+(?:\/guilds\/\d+)?\/commands\/\d+$/ },
  {
    method: 'POST',
    path: /^\/interactions\/[^/]+\/[^/]+\/callback$/,
    request: byType,
    response: spec.InteractionCallbackResponseSchema,
  },
  {
    method: 'PATCH',
    path: /\/messages\/@original$/,
    request: spec.IncomingWebhookUpdateRequestPartialSchema,
    response: spec.MessageResponseSchema,
  },
  {
    method: 'PATCH',
    path: /^\/webhooks\/\d+\/[^/]+\/messages\/\d+$/,
    request: spec.IncomingWebhookUpdateRequestPartialSchema,
    response: spec.MessageResponseSchema,
  },
  {
    method: 'PATCH',
    path: /^\/channels\/\d+\/messages\/\d+$/,
    request: spec.MessageEditRequestPartialSchema,
    response: spec.MessageResponseSchema,
  },
  { method: 'GET', path: /^\/webhooks\/\d+\/[^/]+$/, response: spec.GuildIncomingWebhookResponseSchema },
  {
    method: 'POST',
    path: /^\/webhooks\/\d+\/[^/]+$/,
    request: spec.IncomingWebhookRequestPartialSchema,
    response: spec.MessageResponseSchema,
  },
  { method: 'GET', path: /^\/webhooks\/\d+\/[^/]+\/messages\/\d+$/, response: spec.MessageResponseSchema },
  { method: 'GET', path: /^\/channels\/\d+\/messages$/, response: listOf(spec.MessageResponseSchema) },
  {
    method: 'POST',
    path: /^\/users\/@me\/channels$/,
    request: spec.CreatePrivateChannelRequestSchema,
    response: spec.PrivateChannelResponseSchema,
  },
  {
    method: 'POST',
    path: /^\/channels\/\d+\/messages$/,
    request: spec.MessageCreateRequestSchema,
    response: spec.MessageResponseSchema,
  },
];

/** The schemas take dates only with "Z" while Discord writes "+00:00". */
function withZ(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body ?? null).replaceAll(/"(\d{4}-\d\d-\d\dT[\d:.]+)\+00:00"/g, '"$1Z"'));
}

/** In requests they take permissions only as numbers, while the documentation and everybody else send text. */
function withNumbers(body: unknown): unknown {
  const text = JSON.stringify(body ?? null);
  return JSON.parse(text.replaceAll(/"default_member_permissions":"(\d+)"/g, '"default_member_permissions":$1'));
}

function check(what: string, schema: Schema | undefined, body: unknown): void {
  const { success = true, error } = schema?.safeParse(body) ?? {};
  expect(success, `${what}: ${JSON.stringify(error?.issues, null, 1)}`).toBe(true);
}

/** Checks every body that went over the wire in both directions, but for the answers that a test made up; a route without a rule fails as well. */
export function checkBodies({ transcript }: LocalDiscord): void {
  for (const { request, status, body, fault } of transcript.responses()) {
    const rule = RULES.find(({ method, path }) => method === request.method && path.test(request.path));
    const what = `${request.method} ${request.path.replace(/\/[\w-]{40,}/, '/TOKEN')}`;
    expect(rule, `no official schema is named for ${what}`).toBeDefined();
    check(`request of ${what}`, rule?.request, withNumbers(request.body));
    if (status === 200 && fault === null) check(`response of ${what}`, rule?.response, withZ(body));
  }
}
