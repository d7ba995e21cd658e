import { z } from 'zod';
import type { Actor, InteractionResult } from '../discord/localDiscordTypes.ts';
import type { Answers } from './answers.ts';
import type { ChannelFeed } from './channelFeed.ts';
import { type FormView, formView } from './formView.ts';
import type { Reader } from './reader.ts';
import { suggest } from './suggest.ts';
import type { Words } from './words.ts';

/** Something the browser may ask for, with JSON, answered with JSON. */
export type PageAction = (body: unknown) => Promise<object>;

interface PageActionsOptions {
  /** The person as whom the page is seen now. */
  readonly actor: () => Actor;
  readonly reader: Reader;
  readonly words: Words;
  readonly answers: Answers;
  readonly feed: ChannelFeed;
}

const Line = z.object({ line: z.string() });
const Switch = z.object({ userId: z.string(), locale: z.string() });
const Channel = z.object({ channelId: z.string() });
const Message = z.object({ messageId: z.string() });
const Button = Message.extend({ customId: z.string() });
const Menu = Message.extend({ name: z.string() });
const Form = z.object({ customId: z.string(), values: z.record(z.string(), z.string()) });
const Choice = Button.extend({ values: z.array(z.string()) });

/** By address. */
export function createPageActions({
  actor,
  answers,
  feed,
  reader,
  words,
}: PageActionsOptions): ReadonlyMap<string, PageAction> {
  /** An error is answered in words; what went well shows in the channel. */
  async function answerOf(interaction: Promise<InteractionResult>): Promise<{ error?: string; form?: FormView }> {
    try {
      const result = await interaction;
      answers.add(result);
      feed.look();
      if (result.modal) return { form: formView(result.modal) };
      return result.error === undefined ? {} : { error: result.error };
    } catch (err) {
      return { error: err instanceof Error ? err.message : String(err) };
    }
  }

  return new Map<string, PageAction>([
    [
      '/line',
      async (body) => {
        const { line } = Line.parse(body);
        if (!words.say(line)) return answerOf(actor().type(line));
        feed.look();
        return {};
      },
    ],
    ['/suggest', async (body) => suggest(Line.parse(body).line, feed.directory().commands, actor())],
    [
      '/switch',
      async (body) => {
        const { userId, locale } = Switch.parse(body);
        reader.become(userId);
        reader.speak(locale);
        feed.look();
        return {};
      },
    ],
    [
      '/channel',
      async (body) => {
        reader.open(Channel.parse(body).channelId);
        feed.look();
        return {};
      },
    ],
    [
      '/button',
      async (body) => {
        const { messageId, customId } = Button.parse(body);
        return answerOf(actor().button(messageId, customId));
      },
    ],
    [
      '/menu',
      async (body) => {
        const { messageId, name } = Menu.parse(body);
        return answerOf(actor().menu(messageId, name));
      },
    ],
    [
      '/select',
      async (body) => {
        const { messageId, customId, values } = Choice.parse(body);
        return answerOf(actor().select(messageId, customId, values));
      },
    ],
    [
      '/form',
      async (body) => {
        const { customId, values } = Form.parse(body);
        return answerOf(actor().submitModal(customId, values));
      },
    ],
    [
      '/dismiss',
      async (body) => {
        answers.dismiss(Message.parse(body).messageId);
        feed.look();
        return {};
      },
    ],
  ]);
}
