import { type APIActionRowComponent, type APIButtonComponent, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { CommandContext, Reply } from '../command.ts';
import { forgetQuestion, forgottenEmbed, privacyEmbed } from '../embeds/privacy.ts';
import type { Component } from './component.ts';
import { customId } from './customId.ts';

/** The answer to `/privacy`, with the button that leads to being forgotten. */
export async function privacyReply({ operator, now, language }: CommandContext): Promise<Reply> {
  const { forgetMe } = language.words.privacy;
  return {
    embeds: [privacyEmbed(operator, now, language)],
    components: [row(button(forgetMe, 'forget', ButtonStyle.Danger))],
  };
}

/** Each is about the person who clicks it, and about nobody else: an id that is made up reaches no other person. */
export const PRIVACY_COMPONENTS: readonly Component[] = [
  step('privacy', privacyReply),
  step('forget', askFirst),
  step('forgetNow', forget),
];

function step(name: string, run: (context: CommandContext) => Promise<Reply>): Component {
  return {
    name,
    needs: null,
    replies: 'update',
    read: ({ args, isMenu }, context) => (args.length > 0 || isMenu ? null : () => run(context)),
  };
}

async function askFirst({ now, language }: CommandContext): Promise<Reply> {
  const { confirm, back } = language.words.privacy;
  return {
    embeds: [forgetQuestion(now, language)],
    components: [row(button(confirm, 'forgetNow', ButtonStyle.Danger), button(back, 'privacy', ButtonStyle.Secondary))],
  };
}

async function forget({ monitor, guildId, by, now, language }: CommandContext): Promise<Reply> {
  const forgotten = await monitor.forget(guildId, by.userId);
  const { mention } = (await monitor.settings(guildId)).guild;
  const operatorPings = mention?.type === 'user' && mention.id === by.userId;
  return { embeds: [forgottenEmbed(forgotten, operatorPings, now, language)], components: [] };
}

function button(label: string, name: string, style: ButtonStyle.Danger | ButtonStyle.Secondary): APIButtonComponent {
  return { type: ComponentType.Button, style, label, custom_id: customId(name) };
}

function row(...components: APIButtonComponent[]): APIActionRowComponent<APIButtonComponent> {
  return { type: ComponentType.ActionRow, components };
}
