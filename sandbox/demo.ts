import { styleText } from 'node:util';
import type { APIMessage } from 'discord-api-types/v10';
import { feedChannel } from './demo/channelFeed.ts';
import { setStage } from './demo/stage.ts';
import { playStory, STORY_SETTINGS } from './demo/story.ts';
import { startPage } from './page/startPage.ts';
import { startPipeline } from './pipeline/startPipeline.ts';
import { openPrompt } from './terminal/openPrompt.ts';
import { renderMessage } from './terminal/renderMessage.ts';
import { wantsColour } from './terminal/wantsColour.ts';

const INTRO = `This is the real bot against a Discord and a CaptchaAI that run on this machine only.
A pretend pipeline posts results; in about 40 seconds its error rate goes up. Type a slash command at any time:
  /balance   /status   /errors   /queue   /mute errors 2h   /setup   /help      Ctrl-C ends it.`;

const colour = wantsColour(process.stdout, process.env);
const dim = (text: string) => (colour ? styleText('dim', text, { validateStream: false }) : text);

console.log(dim('Starting Discord, CaptchaAI and the monitor on this machine …'));
const stage = await setStage(STORY_SETTINGS);
const { app, captchaAi, discord, guild, channel, role } = stage;
const place = { userId: discord.owner.id, guildId: guild.id, channelId: channel.id };
const owner = discord.as(place);
const page = await startPage({ discord, ...place });
const pipeline = startPipeline({ baseUrl: app.baseUrl, token: stage.ingestToken, seed: 7, resultsPerSecond: 5 });

const prompt = openPrompt({
  input: process.stdin,
  output: process.stdout,
  hint: '/status',
  onLine: (line) => void answer(line),
  // Piped input ends by itself; only a person's Ctrl-C or Ctrl-D means the end.
  onClose: () => (process.stdin.isTTY ? void end(0) : undefined),
});

function show(message: APIMessage): void {
  const text = renderMessage(message, {
    width: Math.min(process.stdout.columns || 80, 100),
    colour,
    now: Date.now(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    roleName: (id) => (id === role.id ? 'oncall' : undefined),
    userName: (id) => (id === discord.owner.id ? discord.owner.username : undefined),
    channelName: (id) => (id === channel.id ? 'captcha-alerts' : undefined),
  });
  prompt.print(`\n${text}\n`);
}

async function answer(line: string): Promise<void> {
  try {
    const result = await owner.type(line);
    show(await result.reply());
  } catch (err) {
    prompt.print(dim(err instanceof Error ? err.message : String(err)));
  }
}

let ending = false;

async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  stopStory();
  prompt.print(dim('Stopping …'));
  prompt.close();
  await pipeline.stop();
  await page.stop();
  await stage.end();
  console.log(dim('Stopped cleanly. Nothing was left behind.'));
  process.exit(code);
}

const stopStory = playStory(pipeline, captchaAi, (text) => prompt.print(dim(`· ${text}`)));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(0));
void app.exited.then((code) => {
  if (ending) return;
  prompt.print(`The monitor ended by itself with ${code}:\n${app.output()}`);
  void end(1);
});
prompt.print(
  `${INTRO}\n\nThe same channel in a browser: ${page.url}\nThere charts are seen and menus work: pick the channel in /setup, and alerts have buttons.`,
);
prompt.print(dim(`#captcha-alerts · results go to ${app.baseUrl}/v1/results`));
await feedChannel(stage, show);
