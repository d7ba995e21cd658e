import { chatInputApplicationCommandMention, inlineCode } from '@discordjs/formatters';
import type { APIEmbed } from 'discord-api-types/v10';
import type { Millis } from '../../monitor/time.ts';
import type { Language } from '../words/language.ts';
import type { Words } from '../words/words.ts';
import { embed } from './look.ts';

type Name = keyof Words['commands'];

const EVERYONE: readonly Name[] = [
  'balance',
  'status',
  'summary',
  'errors',
  'queue',
  'incidents',
  'mutes',
  'explain',
  'help',
];
const MANAGERS: readonly Name[] = ['setup', 'test', 'mute', 'unmute', 'threshold', 'cooldown'];

/** The commands, clickable once Discord has given them ids. */
export function helpEmbed(ids: ReadonlyMap<string, string>, at: Millis, { words }: Language): APIEmbed {
  const line = (name: Name) => {
    const id = ids.get(name);
    const link = id === undefined ? inlineCode(`/${name}`) : chatInputApplicationCommandMention(name, id);
    return `${link} ${words.commands[name].description}`;
  };
  return embed('info', at, {
    title: words.help.title,
    description: words.help.description,
    fields: [
      { name: words.help.everyone, value: EVERYONE.map(line).join('\n') },
      { name: words.help.managers, value: MANAGERS.map(line).join('\n') },
    ],
  });
}
