import { expect, test } from 'vitest';
import { evaluated, post } from '../fixtures/program.ts';
import { startWithSpike } from '../fixtures/spike.ts';

const HOUR = 60 * 60_000;

/** So many solved tasks, so many hours ago. */
function solved(count: number, hoursAgo: number, more: Readonly<Record<string, unknown>> = {}) {
  const at = new Date(Date.now() - hoursAgo * HOUR).toISOString();
  return Array.from({ length: count }, () => ({ outcome: 'solved', at, ...more }));
}

test('/summary is compared with the period before, once that is whole', async () => {
  const { owner, app } = await startWithSpike();
  const compared = async (period: string) => {
    const [embed] = (await (await owner.type(`/summary period:${period}`)).reply()).embeds;
    return embed?.fields?.find(({ name }) => name === 'Against the Period Before')?.value.split('\n');
  };
  expect(await compared('7d')).toBeUndefined();
  await post(app, '/v1/results', solved(100, 40));
  await post(app, '/v1/results', solved(1, 49));
  expect((await compared('24h'))?.slice(0, 2)).toEqual(['Tasks: 200 (+100.0%)', 'Errors: 45 (before: 0)']);
});

test('/latency has percentiles by type, with a picture', async () => {
  const { owner, app } = await startWithSpike();
  await post(app, '/v1/results', solved(100, 0.1, { captchaType: 'turnstile', latencyMs: 9_000 }));
  const [embed] = (await (await owner.type('/latency window:2h')).reply()).embeds;
  expect(embed).toMatchObject({ title: '⏱️ Solve Latency in the Last 2 h', color: 0x2ecc71 });
  expect(embed?.description).toMatch(/^p50 \*\*22\.\ds\*\*, .* over 255 solved tasks$/);
  expect(embed?.fields?.[0]?.value.split('\n')).toEqual([
    expect.stringMatching(/^`turnstile`: (?:(?:8\.9|9\.[01])s(?: \/ )?){3} \(100\)$/),
    'other types or none: 155 tasks',
  ]);
  expect(embed?.image?.url).toBeDefined();
  expect((await (await owner.type('/latency window:31d')).reply()).content).toContain('The maximum is 30d.');
});

test('/cost has what was reported, by type and by day, and no cost that nobody reported', async () => {
  const { owner, app } = await startWithSpike();
  const ask = async (period: string) => (await (await owner.type(`/cost period:${period}`)).reply()).embeds[0];
  expect((await ask('7d'))?.description).toBe('The cost of 200 tasks was not reported.');
  await post(app, '/v1/results', solved(100, 30, { captchaType: 'turnstile', costUsd: 0.03 }));
  const embed = await ask('30d');
  expect(embed?.description).toBe('**$3.00** reported for 300 tasks');
  const byName = new Map(embed?.fields?.map(({ name, value }) => [name, value]));
  expect(byName.get('By CAPTCHA Type')?.split('\n')).toEqual([
    '`turnstile`: $3.00 (100 tasks, $30.00 per 1,000)',
    'type not reported: not reported (200 tasks)',
  ]);
  expect(byName.get('By Day')).toMatch(/: not reported\n(.*: no tasks\n)?.*: \$3\.00$/);
  expect(byName.get('Month Forecast')).toMatch(/^about \$/);
  expect(embed?.image?.url).toBeDefined();
});

test('an answer about a day or more is the same for all who ask within a minute', async () => {
  const { owner, app } = await startWithSpike();
  const ask = async (period: string) => (await (await owner.type(`/summary period:${period}`)).reply()).embeds[0];
  const first = await ask('30d');
  await post(app, '/v1/results', solved(7, 0.1));
  expect(await ask('30d')).toMatchObject({ description: first?.description, timestamp: first?.timestamp });
  expect((await ask('7d'))?.description).not.toBe(first?.description);
});

test('/why says what was decided, who muted it, and what led to it', async () => {
  const { owner, discord, app } = await startWithSpike();
  const ask = async (line: string) => (await (await owner.type(line)).reply()).embeds[0];
  await expect
    .poll(async () => (await ask('/why alert:errors'))?.description, { timeout: 10_000 })
    .toMatch(/^22\.5% \(45\/200\), threshold 15\.0%\. It was firing\. The next message waited for the cooldown\./);
  expect((await ask('/why alert:errors'))?.fields?.[0]?.value).toContain('It began to fire, and a message was sent.');
  await owner.type('/mute alert:errors for:1h reason:deploy');
  await evaluated(app, 2);
  expect((await ask('/why alert:errors at:now'))?.description).toContain(`<@${discord.owner.id}> had muted it until`);
  expect((await ask('/why alert:errors at:2d ago'))?.description).toContain('Nothing is known of this time.');
  const refused = await (await owner.type('/why alert:errors at:tomorrow 9:00')).reply();
  expect(refused.content).toContain('`tomorrow 9:00` is not a time in the past.');
  const choices = (await owner.autocomplete('why', 'at', 'yesterday', { alert: 'errors' })).choices;
  expect(choices.map(({ value }) => value)).toEqual(['yesterday 09:00', 'yesterday 18:00']);
});

test('/export attaches two files, for the person who asked and may manage the server', async () => {
  const { owner, discord, guild, channel } = await startWithSpike();
  const exported = await owner.type('/export');
  expect(exported.ephemeral).toBe(true);
  expect((await exported.reply()).content).toMatch(/^📤 1 incident, and the sums of 1 day\. /);
  const files = discord.transcript.requests('PATCH', /@original$/).at(-1)?.files ?? [];
  expect(files.map(({ filename }) => filename)).toEqual(['incidents.csv', 'days.csv']);
  const [incidents = '', days = ''] = files.map(({ bytes }) => bytes.toString());
  expect(incidents).toMatch(/^id,pipeline,kind,.*\r\n\d+,default,errors,critical,/);
  expect(days).toMatch(/\r\n\d{4}-\d\d-\d\d,UTC,155,45,0\.775,,22\.4\r\n$/);
  const other = discord.addUser({ username: 'grace' });
  discord.addMember(guild.id, other.id);
  const grace = discord.as({ userId: other.id, guildId: guild.id, channelId: channel.id });
  await expect(grace.type('/export')).rejects.toThrow('Discord shows it only with the permission Manage Server');
});
