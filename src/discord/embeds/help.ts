import { chatInputApplicationCommandMention, inlineCode } from '@discordjs/formatters';
import type { APIEmbed } from 'discord-api-types/v10';
import type { AnyCommand, CommandContext } from '../command.ts';
import { baseEmbed } from './baseEmbed.ts';
import { lineFields } from './lineFields.ts';

/** Of each list; both fit into an embed. */
const MOST_FIELDS = 2;

/** The commands, clickable once Discord has given them ids. */
export function helpEmbed({ commands, commandIds, now, language }: CommandContext): APIEmbed {
  const { words } = language;
  const line = ({ data: { name } }: AnyCommand) => {
    const id = commandIds.get(name);
    return `${id === undefined ? inlineCode(`/${name}`) : chatInputApplicationCommandMention(name, id)} ${words.commands[name].description}`;
  };
  const [forEveryone, forManagers] = [
    commands.filter(({ needs }) => needs === null),
    commands.filter(({ needs }) => needs !== null),
  ];
  const entries = Object.values(words.menus).filter((text) => typeof text === 'object');
  const menus = entries.map(({ name, description }) => `**${name}** ${description}`);
  return baseEmbed('info', now, {
    title: words.help.title,
    description: words.help.description,
    fields: [
      ...lineFields(words.help.everyone, forEveryone.map(line), MOST_FIELDS, language),
      ...lineFields(words.help.managers, forManagers.map(line), MOST_FIELDS, language),
      ...lineFields(words.menus.heading, menus, 1, language),
    ],
  });
}
