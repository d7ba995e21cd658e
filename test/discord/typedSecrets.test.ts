import { ApplicationCommandOptionType, type CommandInteractionOption } from 'discord.js';
import { expect, test } from 'vitest';
import explain from '../../commands/explain.ts';
import mute from '../../commands/mute.ts';
import { readArguments } from '../../src/discord/readArguments.ts';
import { createHider } from '../../src/redaction/secretPattern.ts';

const KEY = '9f3b27c04e8d61a5b09c7f42d8e1360a';
const hide = createHider([KEY]);
const typed = (name: string, value: string): CommandInteractionOption => ({
  name,
  value,
  type: ApplicationCommandOptionType.String,
});

test.each([
  ['the key', `see res.php?key=${KEY}`, 'see res.php?key=[secret]'],
  ['a piece of it in capitals', `it is ${KEY.slice(5, 13).toUpperCase()}`, 'it is [secret]'],
  ['the key of another', 'token=f00', 'token=[secret]'],
  ['seven characters of it', `it is ${KEY.slice(5, 12)}`, `it is ${KEY.slice(5, 12)}`],
])('%s in what somebody types gets no further', (_name, text, expected) => {
  expect(readArguments(mute, [typed('reason', text)], hide)['reason']).toBe(expected);
  expect(readArguments(explain, [typed('code', text)], hide)['code']).toBe(expected);
});
