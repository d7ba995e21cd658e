import { styleText } from 'node:util';
import type { APIMessage } from 'discord-api-types/v10';
import { chooseChannels } from './demo/chooseChannels.ts';
import { feedChannels } from './demo/feedChannels.ts';
import { addHistory } from './demo/history.ts';
import { setStage } from './demo/stage.ts';
import { startPipelines } from './demo/startPipelines.ts';
import { playStory, STORY_SETTINGS } from './demo/story.ts';
import { TROUBLE_NAMES, troubleNamed } from './demo/troubles.ts';
import { startPage } from './page/startPage.ts';
import { openPrompt } from './terminal/openPrompt.ts';
import { renderMessage } from './terminal/renderMessage.ts';
import { wantsColour } from './terminal/wantsColour.ts';
import { wrapText } from './terminal/wrap.ts';

const ROUTES = 'Each posts its alerts in its own channel; what is about an account goes to #captcha-alerts.';
const INTRO = `This is the real bot against a Discord and a CaptchaAI that run on this machine only.
It watches three pretend pipelines: shop and tickets on account main, news on account eu. ${ROUTES} Within a minute the error rate of shop goes up.
Type a slash command at any time:
  /status   /balance   /errors pipeline:shop   /mute errors 2h   /setup   /help
or set off trouble yourself:
  ${TROUBLE_NAMES.join('   ')}
"exit" or Ctrl-C ends it.`;

/** Wider lines are harder to read. */
const WIDEST = 100;
const width = () => Math.min(process.stdout.columns || 80, WIDEST);
const colour = wantsColour(process.stdout, process.env);
const dim = (text: string) => (colour ? styleText('dim', text, { validateStream: false }) : text);

console.log(dim('Starting Discord, CaptchaAI and the monitor on this machine …'));
const stage = await setStage(STORY_SETTINGS);
const { app, accounts, discord, guild, mainChannel, pipelineChannels, role } = stage;
const place = { userId: discord.owner.id, guildId: guild.id, channelId: mainChannel.id };
const owner = discord.as(place);
await addHistory(stage, Date.now());
await chooseChannels(stage);
const pipelines = startPipelines(stage);
let lastSaid = '';
const story = playStory({ pipelines: pipelines.byName, accounts }, (text) => {
  lastSaid = text;
  prompt.print(dim(wrapText(`· ${text}`, width())));
});
const page = await startPage({
  discord,
  ...place,
  otherChannelIds: pipelineChannels.map(({ id }) => id),
  people: [
    { id: discord.owner.id, name: 'Owner' },
    { id: stage.member.id, name: 'Member' },
  ],
  words: { names: TROUBLE_NAMES, say: setOff, lastSaid: () => lastSaid },
});

const prompt = openPrompt({
  input: process.stdin,
  output: process.stdout,
  hint: '/status',
  onLine: (line) => void answer(line),
  // Piped input ends by itself; only a person's Ctrl-C or Ctrl-D means the end.
  onClose: () => (process.stdin.isTTY ? void end(0) : undefined),
});

/** Answers whether the text was the name of a trouble. */
function setOff(text: string): boolean {
  const name = troubleNamed(text);
  if (name !== null) story.play(name);
  return name !== null;
}

function show(message: APIMessage, channelName = mainChannel.name): void {
  const text = renderMessage(message, {
    width: width(),
    colour,
    now: Date.now(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    roleName: (id) => (id === role.id ? 'oncall' : undefined),
    userName: (id) => (id === discord.owner.id ? discord.owner.username : undefined),
    channelName: (id) => stage.channels.find((channel) => channel.id === id)?.name,
  });
  prompt.print(`\n${dim(`#${channelName}`)}\n${text}\n`);
}

async function answer(line: string): Promise<void> {
  if (/^\/?(?:exit|quit)$/i.test(line.trim())) return end(0);
  if (setOff(line)) return;
  try {
    const result = await owner.type(line);
    show(await result.reply());
  } catch (err) {
    prompt.print(dim(wrapText(err instanceof Error ? err.message : String(err), width())));
  }
}

let ending = false;

async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  story.stop();
  prompt.print(dim('Stopping …'));
  prompt.close();
  await pipelines.stop();
  await page.stop();
  await stage.end();
  console.log(dim('Stopped cleanly. Nothing was left behind.'));
  process.exit(code);
}

// Ctrl-C comes twice: from the terminal, and passed on by npm.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0));
void app.exited.then((code) => {
  if (ending) return;
  prompt.print(`The monitor ended by itself with ${code}:\n${app.output()}`);
  void end(1);
});
const where = `The same channels in a browser: ${page.url}
There charts are seen, buttons and menus work, and you can switch language and person.`;
prompt.print(wrapText(`${INTRO}\n\n${where}`, width()));
prompt.print(dim(wrapText(`#${mainChannel.name} · results go to ${app.baseUrl}/v1/results`, width())));
await feedChannels(stage, show);
