import { AttachmentBuilder, type InteractionEditReplyOptions, MessageFlags } from 'discord.js';
import type { Logger } from '../log.ts';
import type { Chart, ChartTexts } from '../monitor/charts/chart.ts';
import { MonitorError, type MonitorFailure } from '../monitor/errors.ts';
import type { CommandContext, Reply } from './command.ts';
import { failureWords } from './embeds/failure.ts';
import { fitReply, noted } from './embeds/fitReply.ts';
import type { Language } from './words/language.ts';

/** Draws a chart as PNG. */
export interface Charts {
  render(chart: Chart, texts: ChartTexts): Promise<Uint8Array>;
}

export interface AnswerOptions {
  readonly charts: Charts;
  readonly log: Logger;
}

type NamedChart = NonNullable<Reply['chart']>;

/** The picture of an answer, or why it has none. */
interface Drawn {
  readonly picture: AttachmentBuilder | null;
  readonly note: string | null;
}

const NO_CHART: Drawn = { picture: null, note: null };

/** Runs what a person asked for; a failure becomes a sentence in their language. `failed`: nothing was changed. */
export async function answer(
  run: () => Promise<Reply>,
  { language, guildId }: CommandContext,
  request: { readonly name: string; readonly reference: string },
  log: Logger,
): Promise<{ readonly failed: boolean; readonly reply: Reply }> {
  try {
    return { failed: false, reply: await run() };
  } catch (err) {
    if (err instanceof MonitorError) {
      return { failed: true, reply: { content: failureWords(err as MonitorFailure, language) } };
    }
    log.error({ err, ...request, guildId }, 'command failed');
    return { failed: true, reply: { content: language.words.refusals.broken(request.reference) } };
  }
}

const PICTURE = 'chart.png';

/** A reply as Discord takes it. Nothing in it can ping anybody. */
export async function toMessage(
  reply: Reply,
  { language }: Pick<CommandContext, 'language'>,
  options: AnswerOptions,
): Promise<InteractionEditReplyOptions> {
  const { content: words, embeds = [], components } = fitReply(reply);
  const { picture, note } = reply.chart === undefined ? NO_CHART : await draw(reply.chart, language, options);
  const content = note === null ? words : noted(words, note);
  const attached = (reply.files ?? []).map(({ name, text }) => new AttachmentBuilder(Buffer.from(text), { name }));
  const files = picture === null ? attached : [picture, ...attached];
  const last = embeds.length - 1;
  return {
    ...(content === undefined ? {} : { content }),
    ...(reply.isComponentsV2 ? { flags: MessageFlags.IsComponentsV2 } : {}),
    ...(embeds.length === 0
      ? {}
      : {
          embeds: embeds.map((embed, index) =>
            picture !== null && index === last ? { ...embed, image: { url: `attachment://${PICTURE}` } } : embed,
          ),
        }),
    ...(components === undefined ? {} : { components }),
    ...(files.length === 0 ? {} : { files }),
    allowedMentions: { parse: [] },
  };
}

/** The words are what was asked for: without its picture an answer is still one, which says so. */
async function draw({ data, texts, altText }: NamedChart, language: Language, { charts, log }: AnswerOptions) {
  try {
    const png = Buffer.from(await charts.render(data, texts));
    return { picture: new AttachmentBuilder(png, { name: PICTURE, description: altText }), note: null };
  } catch (err) {
    const isKnown = err instanceof MonitorError;
    log[isKnown ? 'warn' : 'error']({ err, chart: data.type }, 'chart not drawn');
    const note = isKnown ? failureWords(err as MonitorFailure, language) : language.words.refusals.chartFailed;
    return { picture: null, note };
  }
}
