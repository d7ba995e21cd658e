import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Client, Events, Routes } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { logIn, setUpDiscord } from '../fixtures/discord.ts';
import { openPage } from '../fixtures/page.ts';

const COMMANDS = [
  { name: 'status', description: 'Everything at a glance' },
  {
    name: 'mute',
    description: 'Silences',
    options: [
      {
        name: 'alert',
        description: 'Which alert',
        type: 3,
        required: true,
        choices: [
          { name: 'Low balance', value: 'balance' },
          { name: 'Error rate', value: 'errors' },
        ],
      },
      { name: 'for', description: 'How long', type: 3, required: true, autocomplete: true },
      { name: 'reason', description: 'Why', type: 3 },
    ],
  },
  {
    name: 'limits',
    description: 'Thresholds',
    options: [
      { name: 'show', description: 'Shows them', type: 1 },
      {
        name: 'set',
        description: 'Sets one',
        type: 1,
        options: [{ name: 'loud', description: 'Whether', type: 5, required: true }],
      },
    ],
  },
];

async function open() {
  const { discord, guild, channel } = await setUpDiscord({ identifyIntervalMs: 0 });
  const client: Client<true> = await logIn(discord);
  client.on(Events.InteractionCreate, (interaction) => {
    if (!interaction.isAutocomplete()) return;
    void interaction.respond(['30m', '2h', 'until 09:00'].map((value) => ({ name: value, value })));
  });
  await client.rest.put(Routes.applicationCommands(discord.bot.applicationId), { body: COMMANDS });
  const page = await openPage({ discord, guildId: guild.id, channelId: channel.id, userId: discord.owner.id });

  const call = async (method: string, path: string, headers: Record<string, string> = {}, body = '') => {
    const sent = request(new URL(path, page.url), { method, headers });
    sent.end(body);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    return { status: response.statusCode, headers: response.headers, body: await text(response) };
  };
  const suggest = async (line: string) => {
    const { body } = await call('POST', '/suggest', { 'content-type': 'application/json' }, JSON.stringify({ line }));
    return JSON.parse(body) as {
      items: { label: string; line: string }[];
      firstIsMeant: boolean;
      options: { name: string; isCurrent: boolean }[];
    };
  };
  return { discord, client, channel, call, suggest };
}

describe('suggestions', () => {
  test.each([
    ['/', ['/status', '/mute ', '/limits '], true, null],
    ['/s', ['/status', '/limits '], true, null],
    ['/status', ['/status'], false, null],
    ['/mute ', ['/mute balance ', '/mute errors '], false, 'alert'],
    ['/mute RATE', ['/mute errors '], false, 'alert'],
    ['/mute errors ', ['/mute errors 30m ', '/mute errors 2h ', '/mute errors "until 09:00" '], false, 'for'],
    ['/mute errors 2', ['/mute errors 2h '], false, 'for'],
    ['/mute errors 2h ', [], false, 'reason'],
    ['/mute errors 2h too many words', [], false, null],
    ['/mute for:2h alert:e', ['/mute for:2h alert:balance ', '/mute for:2h alert:errors '], false, 'alert'],
    ['/limits ', ['/limits show', '/limits set '], true, null],
    ['/limits set ', ['/limits set true', '/limits set false'], false, 'loud'],
    ['/nothing at all', [], false, null],
    ['hello', [], false, null],
  ])('after %j come %j', async (line, lines, firstIsMeant, current) => {
    const { suggest } = await open();
    const { items, options, ...rest } = await suggest(line);
    expect(items.map((item) => item.line)).toEqual(lines);
    expect(rest).toEqual({ firstIsMeant });
    expect(options.find(({ isCurrent }) => isCurrent)?.name ?? null).toBe(current);
  });

  test('commands registered later are offered too', async () => {
    const { suggest, client, discord } = await open();
    await client.rest.put(Routes.applicationCommands(discord.bot.applicationId), {
      body: [{ name: 'fresh', description: 'New' }],
    });
    await expect.poll(async () => (await suggest('/')).items.map(({ label }) => label)).toEqual(['/fresh']);
  });
});

describe('the server of the page', () => {
  test.each([
    ['another name for this machine', 'GET', '/', { host: 'evil.example' }, 403],
    ['a form of another site', 'POST', '/line', { 'content-type': 'text/plain' }, 415],
    ['JSON that is none', 'POST', '/line', { 'content-type': 'application/json' }, 400],
    ['an unknown address', 'GET', '/etc/passwd', {}, 404],
    ['a way out of its folder', 'GET', '/..%2f..%2fpackage.json', {}, 404],
    ['a file that was never uploaded', 'GET', '/files/1', {}, 404],
    ['the page itself', 'GET', '/', {}, 200],
  ])('%s', async (_name, method, path, headers, status) => {
    const { call } = await open();
    const answer = await call(method, path, headers, 'nonsense');
    expect(answer.status).toBe(status);
    expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'/);
  });

  test('an uploaded page of HTML is saved, not shown', async () => {
    const { call, client, channel } = await open();
    const bot = await client.channels.fetch(channel.id);
    if (!bot?.isSendable()) throw new Error('The channel is not there.');
    const sent = await bot.send({ files: [{ attachment: Buffer.from('<script>'), name: 'a.html' }] });
    const { headers, body } = await call('GET', `/files/${sent.attachments.first()?.id}`);
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="a.html"',
      'x-content-type-options': 'nosniff',
    });
    expect(body).toBe('<script>');
  });
});
