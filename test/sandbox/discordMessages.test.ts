import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { manualClock, setUpDiscord } from '../fixtures/discord.ts';

async function setUpChannel(options = {}) {
  const clock = manualClock();
  const world = await setUpDiscord({ now: clock.now, rateLimits: false, ...options });
  const path = `/channels/${world.channel.id}/messages`;
  return { ...world, clock, path, send: (body: unknown) => world.call('POST', path, body) };
}

const embedOf = (length: number) => ({ description: 'x'.repeat(length) });
const field = (name: string, value: unknown) => ({ embeds: [{ fields: [{ name, value }] }] });
const row = (...components: object[]) => ({ content: 'x', components: [{ type: 1, components }] });
const button = (more: object) => ({ type: 2, style: 1, label: 'x', ...more });

describe('limits, at their edge and one beyond', () => {
  test.each([
    ['content', (n: number) => ({ content: 'x'.repeat(n) }), 2000, 'content', 'BASE_TYPE_MAX_LENGTH'],
    [
      'embed title',
      (n: number) => ({ embeds: [{ title: 'x'.repeat(n) }] }),
      256,
      'embeds.0.title',
      'BASE_TYPE_MAX_LENGTH',
    ],
    [
      'embed description',
      (n: number) => ({ embeds: [embedOf(n)] }),
      4096,
      'embeds.0.description',
      'BASE_TYPE_MAX_LENGTH',
    ],
    [
      'fields',
      (n: number) => ({ embeds: [{ fields: Array(n).fill({ name: 'a', value: 'b' }) }] }),
      25,
      'embeds.0.fields',
      'BASE_TYPE_MAX_LENGTH',
    ],
    ['field name', (n: number) => field('x'.repeat(n), 'b'), 256, 'embeds.0.fields.0.name', 'BASE_TYPE_MAX_LENGTH'],
    ['field value', (n: number) => field('a', 'x'.repeat(n)), 1024, 'embeds.0.fields.0.value', 'BASE_TYPE_MAX_LENGTH'],
    [
      'footer',
      (n: number) => ({ embeds: [{ footer: { text: 'x'.repeat(n) } }] }),
      2048,
      'embeds.0.footer.text',
      'BASE_TYPE_MAX_LENGTH',
    ],
    [
      'author',
      (n: number) => ({ embeds: [{ author: { name: 'x'.repeat(n) } }] }),
      256,
      'embeds.0.author.name',
      'BASE_TYPE_MAX_LENGTH',
    ],
    [
      'colour',
      (n: number) => ({ embeds: [{ title: 'x', color: n }] }),
      16_777_215,
      'embeds.0.color',
      'NUMBER_TYPE_MAX',
    ],
    ['embeds', (n: number) => ({ embeds: Array(n).fill(embedOf(1)) }), 10, 'embeds', 'BASE_TYPE_MAX_LENGTH'],
    [
      'all embeds together',
      (n: number) => ({ embeds: [embedOf(3000), embedOf(n - 3000)] }),
      6000,
      'embeds',
      'MAX_EMBED_SIZE_EXCEEDED',
    ],
    ['nonce', (n: number) => ({ content: 'x', nonce: 'x'.repeat(n) }), 25, 'nonce', 'NONCE_TYPE_TOO_LONG'],
    [
      'button label',
      (n: number) => row(button({ custom_id: 'a', label: 'x'.repeat(n) })),
      80,
      'components.0.components.0.label',
      'BASE_TYPE_MAX_LENGTH',
    ],
    [
      'custom id',
      (n: number) => row(button({ custom_id: 'x'.repeat(n) })),
      100,
      'components.0.components.0.custom_id',
      'BASE_TYPE_BAD_LENGTH',
    ],
    [
      'buttons in a row',
      (n: number) => row(...Array.from({ length: n }, (_, i) => button({ custom_id: `b${i}` }))),
      5,
      'components.0.components',
      'BASE_TYPE_BAD_LENGTH',
    ],
  ])('%s', async (_name, body, limit, path, code) => {
    const { send } = await setUpChannel();
    expect((await send(body(limit))).status).toBe(200);
    const { status, body: error } = await send(body(limit + 1));
    expect(status).toBe(400);
    expect(error).toMatchObject({ code: 50035, message: 'Invalid Form Body' });
    expect(path.split('.').reduce((node, key) => node[key], error.errors)._errors[0].code).toBe(code);
  });
});

test.each([
  ['nothing', {}, 50006],
  ['white space', { content: '  ' }, 50006],
  ['an empty field value', field('a', ' '), 50035],
  ['a numeric field value', field('a', 5), 50035],
  ['an empty embed', { embeds: [{}] }, 50035],
  ['a date that is none', { embeds: [{ title: 'x', timestamp: 'soon' }] }, 50035],
  ['a link that is no URL', { embeds: [{ title: 'x', url: 'nope' }] }, 50035],
  ['a script as link', { embeds: [{ title: 'x', url: 'javascript:alert(1)' }] }, 50035],
  ['a button without id', row(button({})), 50035],
  ['a link button with an id', row(button({ style: 5, url: 'https://x.org', custom_id: 'a' })), 50035],
  ['the same id twice', row(button({ custom_id: 'a' }), button({ custom_id: 'a' })), 50035],
  ['an unknown component', { content: 'x', components: [{ type: 99 }] }, 50035],
  ['a V2 component without the flag', { components: [{ type: 10, content: 'x' }] }, 50035],
  ['content beside V2 components', { content: 'x', flags: 32_768, components: [{ type: 10, content: 'x' }] }, 50035],
  [
    'a select that wants more than it offers',
    row({ type: 3, custom_id: 'a', max_values: 2, options: [{ label: 'a', value: 'a' }] }),
    50035,
  ],
])('%s is refused', async (_name, body, code) => {
  const { send, discord, channel } = await setUpChannel();
  expect(await send(body)).toMatchObject({ status: 400, body: { code } });
  expect(discord.messages(channel.id)).toEqual([]);
});

test('every fault is named, at its place', async () => {
  const { send } = await setUpChannel();
  const { body } = await send({ content: 'x'.repeat(2001), embeds: [{ title: 'ok' }, { title: 'x'.repeat(257) }] });
  expect(body).toEqual({
    message: 'Invalid Form Body',
    code: 50035,
    errors: {
      content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' }] },
      embeds: {
        '1': { title: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 256 or fewer in length.' }] } },
      },
    },
  });
});

test('the sum over all embeds decides, whatever its parts', async () => {
  const { send } = await setUpChannel();
  const part = fc.integer({ min: 1, max: 1024 });
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 4, maxLength: 10 }), async (lengths) => {
      const total = lengths.reduce((sum, length) => sum + length + 1, 0);
      const embeds = lengths.map((length) => ({ fields: [{ name: 'n', value: 'x'.repeat(length) }] }));
      expect((await send({ embeds })).status).toBe(total <= 6000 ? 200 : 400);
    }),
    { numRuns: 30 },
  );
});

describe('enforced nonce', () => {
  test('the same nonce gives the same message, for a few minutes', async () => {
    const { send, discord, channel, clock } = await setUpChannel();
    const body = { content: 'once', nonce: 'alert-1', enforce_nonce: true };
    const first = await send(body);
    expect(first.body.nonce).toBe('alert-1');
    expect((await send({ ...body, content: 'again' })).body).toEqual(first.body);
    discord.deleteMessage(channel.id, first.body.id);
    expect((await send(body)).body.id).toBe(first.body.id);
    expect(discord.messages(channel.id)).toEqual([]);
    clock.advance(5 * 60_000);
    expect((await send(body)).body.id).not.toBe(first.body.id);
  });

  test('a nonce that is not enforced and one on a webhook change nothing', async () => {
    const { send, call, discord, channel } = await setUpChannel();
    await send({ content: 'x', nonce: 'a' });
    await send({ content: 'x', nonce: 'a' });
    const { id, token } = discord.createWebhook(channel.id);
    for (let n = 0; n < 2; n++)
      await call('POST', `/webhooks/${id}/${token}`, { content: 'x', nonce: 'a', enforce_nonce: true });
    expect(discord.messages(channel.id)).toHaveLength(4);
  });
});

describe('files', () => {
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAYAAAC56t6B', 'base64');

  function form(payload: object, ...names: string[]): FormData {
    const data = new FormData();
    for (const [index, name] of names.entries())
      data.append(`files[${index}]`, new File([png], name, { type: 'image/png' }));
    data.append('payload_json', JSON.stringify(payload));
    return data;
  }

  test('a chart in an embed is not listed beside it', async () => {
    const { call, path, discord, channel } = await setUpChannel();
    const payload = {
      embeds: [{ image: { url: 'attachment://chart.png' } }],
      attachments: [{ id: '0', description: 'A chart' }],
    };
    const { body } = await call('POST', path, form(payload, 'chart.png', 'log.png'));
    expect(body.attachments).toMatchObject([
      { filename: 'log.png', size: png.byteLength, width: 2, height: 3, content_type: 'image/png' },
    ]);
    const { url } = body.embeds[0].image;
    expect(url).toMatch(
      new RegExp(`^https://cdn\\.discordapp\\.com/attachments/${channel.id}/\\d+/chart\\.png\\?ex=.+&is=.+&hm=.+&$`),
    );
    expect(discord.file(url.split('/')[5])?.bytes.equals(png)).toBe(true);
    expect(discord.transcript.requests('POST', path)[0]?.files).toMatchObject([
      { filename: 'chart.png' },
      { filename: 'log.png' },
    ]);
  });

  test('an edit keeps what it lists', async () => {
    const { call, path } = await setUpChannel();
    const { body } = await call('POST', path, form({ content: 'x' }, 'a.png', 'b.png'));
    const kept = await call('PATCH', `${path}/${body.id}`, { attachments: [{ id: body.attachments[1].id }] });
    expect(kept.body.attachments).toEqual([body.attachments[1]]);
    expect((await call('PATCH', `${path}/${body.id}`, { content: 'y' })).body.attachments).toHaveLength(1);
  });

  test.each([
    ['an attachment without its file', form({ attachments: [{ id: '3' }] }, 'a.png'), 400, 50035],
    ['eleven files', form({ content: 'x' }, ...Array(11).fill('a.png')), 400, 30015],
  ])('%s is refused', async (_name, body, status, code) => {
    const { call, path } = await setUpChannel();
    expect(await call('POST', path, body)).toMatchObject({ status, body: { code } });
  });

  test('a request over 25 MiB is too large', async () => {
    const { send } = await setUpChannel();
    expect(await send({ content: 'x'.repeat(25 * 1024 * 1024) })).toMatchObject({ status: 413, body: { code: 40005 } });
  });
});

describe('who may do what', () => {
  const SEE = 1n << 10n;
  const SEND = 1n << 11n;
  test.each([
    ['not see the channel', 0n, { content: 'x' }, 403, 50001],
    ['not send', SEE, { content: 'x' }, 403, 50013],
    ['not embed, and has nothing else', SEE | SEND, { embeds: [{ title: 'x' }] }, 403, 50013],
    ['not embed, but says something', SEE | SEND, { content: 'x', embeds: [{ title: 'x' }] }, 200, undefined],
  ])('a bot that may %s', async (_name, permissions, content, status, code) => {
    const { send, discord, guild } = await setUpChannel();
    discord.updateRole(guild.id, guild.botRoleId ?? '', { permissions });
    expect(await send(content)).toMatchObject({ status, body: code === undefined ? { embeds: [] } : { code } });
  });

  test('overwrites of the channel count', async () => {
    const { send, discord, guild, channel } = await setUpChannel();
    discord.updateChannel(channel.id, { overwrites: [{ id: guild.botRoleId ?? '', type: 'role', deny: SEND }] });
    expect(await send({ content: 'x' })).toMatchObject({ status: 403, body: { code: 50013 } });
    discord.updateChannel(channel.id, {
      overwrites: [
        { id: guild.id, type: 'role', deny: SEND },
        { id: discord.bot.userId, type: 'member', allow: SEND },
      ],
    });
    expect(await send({ content: 'x' })).toMatchObject({ status: 200 });
  });

  test('messages of others cannot be edited', async () => {
    const { call, path, discord, channel } = await setUpChannel();
    const { id, token } = discord.createWebhook(channel.id);
    const { body } = await call('POST', `/webhooks/${id}/${token}?wait=true`, { content: 'x' });
    expect(await call('PATCH', `${path}/${body.id}`, { content: 'y' })).toMatchObject({
      status: 403,
      body: { code: 50005 },
    });
  });
});

test('recent messages come newest first, and from an id on', async () => {
  const { send, call, path } = await setUpChannel();
  const ids: string[] = [];
  for (const content of ['a', 'b', 'c']) ids.push((await send({ content })).body.id);
  const contents = async (query: string) =>
    (await call('GET', `${path}${query}`)).body.map((one: { content: string }) => one.content);
  expect(await contents('')).toEqual(['c', 'b', 'a']);
  expect(await contents('?limit=2')).toEqual(['c', 'b']);
  expect(await contents(`?after=${ids[0]}&limit=1`)).toEqual(['b']);
  expect((await call('GET', `${path}/${ids[1]}`)).body).toMatchObject({ content: 'b' });
  expect(await call('GET', `${path}?limit=101`)).toMatchObject({ status: 400 });
});

test.each([
  ['GET', '/nowhere', undefined, {}, 404, { message: '404: Not Found', code: 0 }],
  ['PUT', '/users/@me', undefined, {}, 405, { message: '405: Method Not Allowed', code: 0 }],
  ['GET', '/users/@me', undefined, { authorization: 'Bot x' }, 401, { message: '401: Unauthorized', code: 0 }],
  ['GET', '/users/@me', undefined, { 'user-agent': 'curl/8' }, 403, { code: 40333 }],
  ['GET', '/guilds/123456789012345678', undefined, {}, 404, { message: 'Unknown Guild', code: 10004 }],
  ['GET', '/channels/123456789012345678', undefined, {}, 404, { message: 'Unknown Channel', code: 10003 }],
  ['POST', '/channels/123456789012345678/messages', '{', { 'content-type': 'application/json' }, 400, { code: 50109 }],
  ['POST', '/channels/123456789012345678/messages', 'x', { 'content-type': 'text/plain' }, 400, { code: 50035 }],
])('%s %s answers with an error as Discord writes it', async (method, path, body, headers, status, error) => {
  const { call } = await setUpDiscord();
  const response = await call(method, path, body, headers as Record<string, string>);
  expect(response).toMatchObject({ status, body: error });
  expect(response.headers.get('content-type')).toBe('application/json');
});

test('ids are 17 to 19 digits, carry their time and never go back', async () => {
  const { send, clock } = await setUpChannel();
  let last = 0n;
  for (const move of [0, 0, 5, -10_000, 60_000]) {
    clock.advance(move);
    const { id } = (await send({ content: 'x' })).body;
    expect(id).toMatch(/^\d{17,19}$/);
    expect(BigInt(id) > last).toBe(true);
    last = BigInt(id);
  }
  expect(Number(last >> 22n) + 1_420_070_400_000).toBe(clock.now());
});

test('over HTTP too, what others wrote is blank without the message-content intent', async () => {
  const { call, path, discord, channel } = await setUpChannel();
  const execute = async (applicationOwned: boolean) => {
    const { id, token } = discord.createWebhook(channel.id, { applicationOwned });
    const { body } = await call('POST', `/webhooks/${id}/${token}?wait=true`, { content: 'x', embeds: [embedOf(1)] });
    return (await call('GET', `${path}/${body.id}`)).body;
  };
  expect(await execute(false)).toMatchObject({ content: '', embeds: [] });
  expect(await execute(true)).toMatchObject({ content: 'x', embeds: [{ description: 'x' }] });
});

test('a message of the bot pings whom it may, unless it says otherwise', async () => {
  const { send, discord, guild } = await setUpChannel();
  const role = discord.addRole(guild.id, { name: 'oncall', mentionable: true });
  const content = `<@&${role.id}> <@${discord.owner.id}> @here`;
  expect((await send({ content })).body).toMatchObject({
    mention_roles: [role.id],
    mentions: [{ id: discord.owner.id }],
    mention_everyone: false,
  });
  expect((await send({ content, allowed_mentions: { parse: [] } })).body).toMatchObject({
    mention_roles: [],
    mentions: [],
  });
});
