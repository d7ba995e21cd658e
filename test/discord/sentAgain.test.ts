import { DiscordAPIError } from '@discordjs/rest';
import { expect, test } from 'vitest';
import { baseEmbed } from '../../src/discord/embeds/baseEmbed.ts';
import { resend } from '../../src/discord/embeds/resend.ts';
import { sendAnswer } from '../../src/discord/sendAnswer.ts';
import { ENGLISH } from '../../src/discord/words/language.ts';
import { createLog } from '../../src/log.ts';
import { NOW } from '../fixtures/thresholds.ts';

test('an embed that is sent again names the pipeline that it is about, without what Discord added', () => {
  const sent = {
    ...baseEmbed('critical', NOW, { title: 'T', description: 'D', fields: [{ name: 'n', value: 'v', inline: true }] }),
    author: { name: 'shop' },
  };
  const shown = { ...sent, author: { ...sent.author, proxy_icon_url: 'https://x/y.png' } };
  expect(resend(shown)).toEqual(sent);
});

const LOG = createLog({ level: 'fatal', secrets: [], destination: { write: () => true } });

test('files that were asked for and are refused are no missing picture: the person who asked sees that it went wrong', async () => {
  const { refusals } = ENGLISH.words;
  const [sent, answers]: [unknown[], string[]] = [[], []];
  const send = async (message: unknown) => {
    sent.push(message);
    throw new DiscordAPIError({ code: 40_005, message: 'too large' }, 40_005, 413, 'PATCH', 'http://x', {});
  };
  const tell = async (words: string) => void answers.push(words);
  await sendAnswer({ id: '7', send, tell }, { content: '2 incidents', files: [Buffer.from('a')] }, { refusals }, LOG);
  expect(sent).toHaveLength(1);
  expect(answers).toEqual([refusals.broken('7')]);
});
