import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { setUpDoctor } from '../fixtures/doctor.ts';
import { connected } from '../fixtures/program.ts';

/** What the folder of the database holds, byte by byte. */
function contentsOf(folder: string) {
  return readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')]);
}

describe('npm run doctor', () => {
  test('finds nothing to say where all is well, and changes and sends nothing', async () => {
    const stage = await setUpDoctor();
    const before = contentsOf(stage.folder);
    const { code, output } = await stage.examine();
    const bot = stage.discord.bot.applicationId;
    expect(
      output.replace(/[\d-]+ [\d:]+ UTC/, 'NOON').replace(/[\d,]+ MiB/, '9 MiB'),
    ).toBe(`✔ Settings: all of them can be used.
✔ Node.js: version ${process.versions.node}.
✔ .env: does not exist; all settings are in the environment.
✔ Discord token: Discord knows the bot as CaptchaAI Monitor (${bot}).
✔ Intents: only Guilds is requested, which needs no switch in the developer portal.
✔ Discord gateway: can be reached.
✔ Discord gateway: 1,000 of 1,000 logins are left until NOON.
✔ Server Scrapers: alerts go to #ops, where the bot has all permissions that it needs.
✔ Webhook: Monitor posts to #alerts of Scrapers.
✔ Alerts: go to #ops in Scrapers.
✔ CaptchaAI: accepts the API key; the balance is $8.42.
✔ Database: ${stage.env.DATABASE_FILE} is undamaged and up to date.
✔ Database: 9 MiB are free on its disk.
✔ Clock: agrees with the time of other servers.
✔ Port: any free port is used, because HTTP_PORT is 0.
Alerts get through.
`);
    expect(code).toBe(0);
    expect(stage.discord.transcript.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(stage.discord.transcript.gateway('fromBot')).toEqual([]);
    expect(contentsOf(stage.folder)).toEqual(before);
  });

  test('is of use before the first start, with the webhook alone', async () => {
    const stage = await setUpDoctor();
    const { code, output } = await stage.examine({
      DISCORD_TOKEN: '',
      DATABASE_FILE: join(stage.folder, 'a/b/new.db'),
    });
    expect(output).toContain(
      '✔ Discord token: not set, so alerts are sent through the webhook, and there are no commands.\n',
    );
    expect(output).toContain(
      `✔ Webhook: Monitor posts to the channel ${stage.channel.id} of the server ${stage.guild.id}.\n✔ Alerts: go to the webhook.\n`,
    );
    expect(output).toContain('a/b/new.db does not exist yet; the first start creates it.');
    expect(code).toBe(0);
    expect(readdirSync(stage.folder).filter((name) => !name.startsWith('monitor.db'))).toEqual([]);
  });

  test('looks at a monitor that is running without being in its way', async () => {
    const stage = await setUpDoctor();
    const app = await stage.start();
    await connected(app);
    const { host, port } = new URL(app.baseUrl);
    const { code, output } = await stage.examine({ HTTP_PORT: port });
    expect(output).toContain(`✔ Port: a monitor is running on ${host}.\n`);
    expect(output).toContain('is undamaged and up to date.');
    expect(code).toBe(0);
    expect(stage.discord.gateway.sessions()).toHaveLength(1);
  });

  test('names all settings that are wrong, and looks at what it can without them', async () => {
    const stage = await setUpDoctor();
    const { code, output } = await stage.examine({
      CAPTCHAAI_API_KEY: 'short',
      HTTP_PORT: 'http',
      DISCORD_WEBHOOK_URL: 'https://example.com/hook/0123456789',
      LATENCY_CLEAR_SECONDS: '500',
    });
    expect(output).toMatch(/✖ Settings: CAPTCHAAI_API_KEY must be the 32 characters/);
    expect(output).toMatch(/✖ Settings: HTTP_PORT .*\n/);
    expect(output).toMatch(/✖ Settings: DISCORD_WEBHOOK_URL must be the whole address/);
    expect(output).toMatch(/✖ Settings: LATENCY_CLEAR_SECONDS/);
    expect(output).toContain('! CaptchaAI: not checked until CAPTCHAAI_API_KEY is right.');
    expect(output).toContain('! Port: not checked until HTTP_PORT is right.');
    expect(output).toContain('! Webhook: not checked until DISCORD_WEBHOOK_URL is right.');
    expect(output).toContain('✔ Alerts: go to #ops in Scrapers.');
    expect(code).toBe(1);
  });

  test('reads .env as the monitor does, and ends with 1 where something keeps alerts from getting through', async () => {
    const stage = await setUpDoctor();
    const envFile = join(stage.folder, '.env');
    writeFileSync(envFile, 'DISCORD_TOKEN=not-a-token-that-anybody-gave-out\n', { mode: 0o600 });
    const { code, output } = await stage.examine({ DISCORD_TOKEN: undefined });
    expect(output).toContain('✔ .env: was read; variables of the environment take precedence over it.\n');
    expect(output).toContain('✖ Discord token: Discord does not accept DISCORD_TOKEN: copy it again');
    expect(output).toMatch(/\n1 thing keeps alerts from getting through \(✖\)\.\n$/);
    expect(code).toBe(1);

    chmodSync(envFile, 0o640);
    const again = await stage.examine({ DISCORD_TOKEN: undefined });
    expect(again.output).toContain(
      '! .env: was read, but other users of this machine may read it too: run chmod 600 on it.\n',
    );
  });
});
