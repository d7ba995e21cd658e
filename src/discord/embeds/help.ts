import { chatInputApplicationCommandMention, inlineCode } from '@discordjs/formatters';
import type { APIEmbed } from 'discord-api-types/v10';
import type { AnyCommand, CommandContext } from '../command.ts';
import { embed } from './look.ts';

/** The commands, clickable once Discord has given them ids. */
export function helpEmbed({ commands, commandIds, now, language }: CommandContext): APIEmbed {
  const { words } = language;
  const line = ({ data: { name } }: AnyCommand) => {
    const id = commandIds.get(name);
    return `${id === undefined ? inlineCode(`/${name}`) : chatInputApplicationCommandMention(name, id)} ${words.commands[name].description}`;
  };
  const lines = (listed: readonly AnyCommand[]) => listed.map(line).join('\n');
  return embed('info', now, {
    title: words.help.title,
    description: words.help.description,
    fields: [
      { name: words.help.everyone, value: lines(commands.filter(({ needs }) => needs === null)) },
      { name: words.help.managers, value: lines(commands.filter(({ needs }) => needs !== null)) },
    ],
  });
}
