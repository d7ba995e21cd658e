import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  type Client,
  ComponentType,
  Events,
  GatewayIntentBits,
  type Interaction,
  Routes,
  type TextChannel,
  TextInputStyle,
} from 'discord.js';
import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import type { LocalDiscord } from '../../sandbox/discord/localDiscordTypes.ts';
import { type AtEnd, forAll } from '../fixtures/atEnd.ts';
import { logIn, setUpDiscord } from '../fixtures/discord.ts';
import { temporaryFolder } from '../fixtures/folder.ts';

const INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.GuildWebhooks,
  GatewayIntentBits.DirectMessages,
];

const EVENTS = [
  'CHANNEL_CREATE',
  'CHANNEL_DELETE',
  'CHANNEL_UPDATE',
  'GUILD_CREATE',
  'GUILD_DELETE',
  'GUILD_ROLE_CREATE',
  'GUILD_ROLE_DELETE',
  'GUILD_ROLE_UPDATE',
  'GUILD_UPDATE',
  'INTERACTION_CREATE',
  'MESSAGE_CREATE',
  'MESSAGE_DELETE',
  'MESSAGE_UPDATE',
  'READY',
  'THREAD_CREATE',
  'THREAD_DELETE',
  'THREAD_UPDATE',
  'WEBHOOKS_UPDATE',
];

const COMMANDS = [
  {
    name: 'mute',
    description: 'Silences',
    options: [
      { name: 'for', description: 'How long', type: 3, autocomplete: true },
      { name: 'where', description: 'Where', type: 7 },
      { name: 'who', description: 'Who', type: 9 },
    ],
  },
];

const SELECTS = [
  { type: ComponentType.StringSelect, custom_id: 'string', options: [{ label: 'a', value: 'a' }] },
  { type: ComponentType.UserSelect, custom_id: 'user' },
  { type: ComponentType.RoleSelect, custom_id: 'role' },
  { type: ComponentType.ChannelSelect, custom_id: 'channel', channel_types: [0] },
];
const ROWS = [
  [{ type: ComponentType.Button, custom_id: 'note', style: 1, label: 'Note' }],
  ...SELECTS.map((select) => [select]),
].map((components) => ({ type: ComponentType.ActionRow, components }));
const FORM: APIModalInteractionResponseCallbackData = {
  custom_id: 'noting',
  title: 'Note',
  components: [
    {
      type: ComponentType.ActionRow,
      components: [{ type: ComponentType.TextInput, custom_id: 'text', label: 'Text', style: TextInputStyle.Short }],
    },
  ],
};

async function answer(interaction: Interaction): Promise<unknown> {
  if (interaction.isAutocomplete()) return interaction.respond([]);
  if (interaction.isButton()) return interaction.showModal(FORM);
  if (interaction.isMessageComponent()) return interaction.deferUpdate();
  if (interaction.isChatInputCommand()) return interaction.reply('done');
  if (interaction.isModalSubmit()) return interaction.reply('noted');
  return;
}

/** Everything that can happen in the sandbox's Discord, as its only application hears of it. */
async function everything(atEnd: AtEnd): Promise<LocalDiscord> {
  const { discord, guild, channel, owner } = await setUpDiscord({ rateLimits: false }, atEnd);
  const client = await logIn(discord, { intents: INTENTS }, atEnd);
  client.on(Events.InteractionCreate, (interaction) => void answer(interaction));
  await client.rest.put(Routes.applicationCommands(discord.bot.applicationId), { body: COMMANDS });

  const role = discord.addRole(guild.id, { name: 'oncall' });
  discord.updateRole(guild.id, role.id, { mentionable: true });
  const user = discord.addUser({ username: 'mara' });
  discord.addMember(guild.id, user.id);
  const forum = discord.addChannel(guild.id, { name: 'posts', type: 15 });
  const thread = discord.addChannel(guild.id, { name: 'thread', type: 11, parentId: channel.id });
  await people({ discord, client, owner, channelId: channel.id, roleId: role.id, userId: user.id });

  const webhook = discord.createWebhook(channel.id);
  await fetch(webhook.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ content: 'from a webhook', embeds: [{ title: 'x', fields: [{ name: 'a', value: 'b' }] }] }),
  });
  discord.deleteWebhook(webhook.id);
  discord.updateChannel(thread.id, { archived: true });
  discord.deleteChannel(thread.id);
  discord.updateChannel(forum.id, { name: 'forum', overwrites: [{ id: role.id, type: 'role', deny: 1024n }] });
  discord.deleteChannel(forum.id);
  discord.deleteRole(guild.id, role.id);
  discord.renameGuild(guild.id, 'Renamed');
  discord.setPreferredLocale(guild.id, 'de');
  discord.setGuildAvailable(guild.id, false);
  discord.setGuildAvailable(guild.id, true);
  discord.removeGuild(guild.id);
  return discord;
}

interface Scene {
  readonly discord: LocalDiscord;
  readonly client: Client<true>;
  readonly owner: ReturnType<LocalDiscord['as']>;
  readonly channelId: string;
  readonly roleId: string;
  readonly userId: string;
}

/** What people do with the bot, in a server and in direct messages. */
async function people({ discord, client, owner, channelId, roleId, userId }: Scene): Promise<void> {
  await owner.autocomplete('mute', 'for', '1');
  await owner.slash('mute', { for: '1h', where: channelId, who: userId });
  const place = (await client.channels.fetch(channelId)) as TextChannel;
  const sent = await place.send({ content: 'alert', components: ROWS });
  await sent.edit('edited');
  for (const [menu, value] of Object.entries({ string: 'a', user: userId, role: roleId, channel: channelId })) {
    await owner.select(sent.id, menu, [value]);
  }
  await owner.submitModal(await owner.button(sent.id, 'note'), { text: 'looking' });
  await sent.delete();
  const direct = discord.openDirectChannel(discord.owner.id);
  await client.rest.post(Routes.channelMessages(direct.id), { body: { content: 'only for you' } });
}

let frames: readonly { readonly t: string; readonly d: object }[] = [];

beforeAll(() =>
  forAll(async (atEnd) => {
    const discord = await everything(atEnd);
    // Copies: what is written down stays as it was sent.
    frames = structuredClone(discord.transcript.gateway('toBot'))
      .map(({ payload }) => payload as { t: string | null; d: object })
      .filter((payload): payload is { t: string; d: object } => payload.t !== null);
  }),
);

/** Enums of texts are texts over a socket, and flags are sums. What Discord sends beyond its declarations may be there. */
const HEAD = `import type { GatewayDispatchPayload } from 'discord-api-types/v10';
type Wire<T> = T extends string ? (string extends T ? T : \`\${T}\`) : T extends object ? WireObject<T> : T;
type WireObject<T> = {
  readonly [K in keyof T]: K extends \`\${string}flags\` ? number | Extract<T[K], null | undefined> : Wire<T[K]>;
};
type DataOf<Name extends string> = GatewayDispatchPayload extends infer Each
  ? Each extends { t: infer T extends string; d: infer D } ? (\`\${T}\` extends Name ? Wire<D> : never) : never
  : never;
`;

/** What the compiler says of data of these events, against the declarations of discord-api-types. */
async function compilerSays(all: readonly { readonly t: string; readonly d: object }[]): Promise<string> {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = temporaryFolder(onTestFinished, cache);
  const checks = all.map(
    ({ t, d }, i) => `const d${i} = ${JSON.stringify(d)} as const;\nexport const c${i}: DataOf<'${t}'> = d${i};\n`,
  );
  writeFileSync(join(folder, 'check.ts'), HEAD + checks.join(''));
  const options = { strict: true, noEmit: true, skipLibCheck: true, types: [], module: 'NodeNext', target: 'ESNext' };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['check.ts'] }));
  const tsc = join(root, 'node_modules/.bin/tsc');
  return promisify(execFile)(tsc, ['-p', folder, '--pretty', 'false']).then(
    () => '',
    ({ stdout }: { stdout: string }) => stdout,
  );
}

test('the sandbox dispatched everything that it knows', () => {
  expect([...new Set(frames.map(({ t }) => t))].toSorted()).toEqual(EVENTS);
});

test('every dispatch has all that its declaration has, of the kind that it has', async () => {
  expect(await compilerSays(frames)).toBe('');
}, 60_000);

test('a field that is missing is noticed', async () => {
  const ready = frames.find(({ t }) => t === 'READY') ?? { d: {} };
  const { application, ...rest } = ready.d as { application: { id: string } };
  expect(application).toEqual({ id: application.id, flags: 0, flags_new: '0' });
  const older = { id: application.id, flags: 0 };
  expect(await compilerSays([{ t: 'READY', d: { ...rest, application: older } }])).toContain("'flags_new' is missing");
}, 60_000);
