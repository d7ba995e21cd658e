import { stripVTControlCharacters } from 'node:util';
import {
  type APIComponentInMessageActionRow,
  type APIEmbed,
  type APIMessage,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from 'discord-api-types/v10';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RenderOptions, renderMessage } from '../../sandbox/terminal/renderMessage.ts';
import { textWidth } from '../../sandbox/terminal/textWidth.ts';
import { wantsColour } from '../../sandbox/terminal/wantsColour.ts';
import { wrapText } from '../../sandbox/terminal/wrap.ts';

const NOW = Date.UTC(2026, 3, 20, 14, 5);
const MINUTE = 60_000;
const seconds = (at: number) => at / 1_000;

const OPTIONS: RenderOptions = {
  width: 72,
  colour: false,
  now: NOW,
  timeZone: 'UTC',
  roleName: (id) => (id === '77' ? 'oncall' : undefined),
  userName: (id) => (id === '5' ? 'ana' : undefined),
  channelName: (id) => (id === '8' ? 'alerts' : undefined),
};

const BOT = { id: '9', username: 'monitor', global_name: 'Monitor', bot: true, discriminator: '0', avatar: null };
const ANA = { id: '5', username: 'ana', global_name: 'Ana', discriminator: '0', avatar: null };

function message(changed: Partial<APIMessage>): APIMessage {
  return {
    id: '1',
    channel_id: '2',
    type: 0,
    author: BOT,
    content: '',
    timestamp: new Date(NOW - 2 * MINUTE).toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: false,
    ...changed,
  };
}

function show(changed: Partial<APIMessage>, options: Partial<RenderOptions> = {}): string {
  return renderMessage(message(changed), { ...OPTIONS, ...options });
}

/** The content alone, without the author's line and the indent. */
function content(text: string, options: Partial<RenderOptions> = {}, changed: Partial<APIMessage> = {}): string {
  const headerLines = show({}, options).split('\n').length;
  const lines = show({ content: text, ...changed }, options).split('\n');
  return lines
    .slice(headerLines)
    .map((line) => line.slice(2))
    .join('\n');
}

const FOOT = {
  timestamp: new Date(NOW - 2 * MINUTE).toISOString(),
  footer: { text: 'CaptchaAI Pipeline Monitor' },
};

const inline = (name: string, value: string) => ({ name, value, inline: true });

const ERRORS: APIEmbed = {
  title: '⚠️ Error Rate Spike',
  description: 'Error rate: **22.5%** (45/200)',
  color: 0xe74c3c,
  fields: [
    { name: 'Error Breakdown', value: '• `ERROR_CAPTCHA_UNSOLVABLE`: 30\n• `TIMEOUT`: 15' },
    inline('Window', 'Last 5 minutes'),
  ],
  ...FOOT,
};

const SUMMARY: APIEmbed = {
  title: '📈 Daily CAPTCHA Summary',
  description: '**12,450** tasks processed',
  color: 0x2ecc71,
  fields: [
    inline('Success Rate', '95.2%'),
    inline('Avg Latency', '22.4s'),
    inline('Total Cost', '$37.35'),
    inline('Errors', '598'),
    inline('Balance', '$142.30'),
    inline('Peak Queue', '87'),
  ],
  ...FOOT,
};

const button = (label: string) =>
  ({ type: ComponentType.Button, style: ButtonStyle.Secondary, label, custom_id: label }) as const;

const actionRow = (...components: APIComponentInMessageActionRow[]): APIMessageTopLevelComponent => ({
  type: ComponentType.ActionRow,
  components,
});

const BUTTONS = [
  actionRow(button('Mute 1 h'), button('Mute 24 h'), {
    type: ComponentType.Button,
    style: ButtonStyle.Link,
    label: 'Top up',
    url: 'https://captchaai.com',
  }),
];

describe('a message', () => {
  test('of a bot, with mention, embed and buttons', () => {
    expect(show({ content: '<@&77> have a look', embeds: [ERRORS], components: BUTTONS })).toBe(
      `
● Monitor [APP]  Today at 14:03
  @oncall have a look
  ▌ ⚠️ Error Rate Spike
  ▌ Error rate: 22.5% (45/200)
  ▌
  ▌ Error Breakdown
  ▌ • ERROR_CAPTCHA_UNSOLVABLE: 30
  ▌ • TIMEOUT: 15
  ▌
  ▌ Window
  ▌ Last 5 minutes
  ▌
  ▌ CaptchaAI Pipeline Monitor • Today at 14:03
  [ Mute 1 h ]  [ Mute 24 h ]  [ Top up ↗ ]`.slice(1),
    );
  });

  test('shows inline fields in columns of three', () => {
    expect(show({ embeds: [SUMMARY] })).toBe(
      `
● Monitor [APP]  Today at 14:03
  ▌ 📈 Daily CAPTCHA Summary
  ▌ 12,450 tasks processed
  ▌
  ▌ Success Rate           Avg Latency            Total Cost
  ▌ 95.2%                  22.4s                  $37.35
  ▌
  ▌ Errors                 Balance                Peak Queue
  ▌ 598                    $142.30                87
  ▌
  ▌ CaptchaAI Pipeline Monitor • Today at 14:03`.slice(1),
    );
  });

  test('shows fewer columns, and more lines, in a narrow terminal', () => {
    expect(show({ embeds: [SUMMARY], components: BUTTONS }, { width: 38 })).toBe(
      `
● Monitor [APP]  Today at 14:03
  ▌ 📈 Daily CAPTCHA Summary
  ▌ 12,450 tasks processed
  ▌
  ▌ Success Rate      Avg Latency
  ▌ 95.2%             22.4s
  ▌
  ▌ Total Cost        Errors
  ▌ $37.35            598
  ▌
  ▌ Balance           Peak Queue
  ▌ $142.30           87
  ▌
  ▌ CaptchaAI Pipeline Monitor
  ▌ Today at 14:03
  [ Mute 1 h ]  [ Mute 24 h ]
  [ Top up ↗ ]`.slice(1),
    );
  });

  test('keeps columns straight beside wide characters, and wraps inside them', () => {
    const fields = [inline('合計', '成功率は九十五'), inline('Notes', 'two words more than fit'), inline('Last', '📊')];
    expect(show({ embeds: [{ fields }] }, { width: 52 })).toBe(
      `
● Monitor [APP]  Today at 14:03
  ▌ 合計            Notes           Last
  ▌ 成功率は九十五  two words more  📊
  ▌                 than fit`.slice(1),
    );
  });

  test('of a person has no tag, and may be from yesterday', () => {
    const timestamp = new Date(NOW - 24 * 60 * MINUTE).toISOString();
    expect(show({ author: ANA, timestamp, content: 'thanks' })).toBe('● Ana  Yesterday at 14:05\n  thanks');
  });

  test('says that it was edited: after its text, or beside the time where it has none', () => {
    const edited_timestamp = new Date(NOW).toISOString();
    expect(show({ content: 'done', edited_timestamp })).toBe('● Monitor [APP]  Today at 14:03\n  done (edited)');
    expect(show({ edited_timestamp })).toBe('● Monitor [APP]  Today at 14:03 (edited)');
    expect(content('x'.repeat(18), { width: 20 }, { edited_timestamp })).toBe(`${'x'.repeat(18)}\n(edited)`);
  });

  test('says when only you can see it, and when the answer is still to come', () => {
    expect(content('hi', {}, { flags: MessageFlags.Ephemeral })).toBe('hi\nOnly you can see this');
    expect(content('', {}, { flags: MessageFlags.Loading })).toBe('is thinking…');
  });

  test('shows menus with what is chosen, and files that no embed shows', () => {
    const options = [
      { label: 'Warnings too', value: 'w' },
      { label: 'Errors only', value: 'e', default: true },
    ];
    const file = (filename: string) => ({ id: filename, filename, size: 1, url: '', proxy_url: '' });
    const shown = show({
      embeds: [{ title: 'Balance', image: { url: 'https://cdn.test/a/chart.png?ex=1' } }],
      attachments: [file('chart.png'), file('log.txt')],
      components: [
        actionRow({ type: ComponentType.StringSelect, custom_id: 'a', options }),
        actionRow({ type: ComponentType.RoleSelect, custom_id: 'b' }),
      ],
    });
    expect(shown.split('\n').slice(1)).toEqual([
      '  ▌ Balance',
      '  ▌',
      '  ▌ 📷 chart.png',
      '  📎 log.txt',
      '  [ Errors only ▾ ]',
      '  [ Make a selection ▾ ]',
    ]);
  });
});

test('a container is its texts and menus behind a bar in its colour, with what is chosen by name', () => {
  const components: APIMessageTopLevelComponent[] = [
    {
      type: ComponentType.Container,
      accent_color: 0x2ecc71,
      components: [
        { type: ComponentType.TextDisplay, content: '## Where alerts go\nEvery choice is saved.\n-# Try it' },
        {
          type: ComponentType.ActionRow,
          components: [
            {
              type: ComponentType.ChannelSelect,
              custom_id: 'c',
              default_values: [{ id: '8', type: 'channel' as never }],
            },
          ],
        },
        {
          type: ComponentType.ActionRow,
          components: [{ type: ComponentType.MentionableSelect, custom_id: 'm', placeholder: 'Nobody' }],
        },
      ],
    },
  ];
  expect(show({ components }).split('\n').slice(1)).toEqual([
    '  ▌ Where alerts go',
    '  ▌ Every choice is saved.',
    '  ▌ Try it',
    '  ▌ [ #alerts ▾ ]',
    '  ▌ [ Nobody ▾ ]',
  ]);
  expect(show({ components }, { colour: true })).toContain('38;2;46;204;113m▌');
});

describe('markdown', () => {
  test.each([
    ['**bold** *italic* _italic_ __under__ ~~gone~~ ||secret||', 'bold italic italic under gone secret'],
    ['**bold with `code` and *more***', 'bold with code and more'],
    ['a snake_case_name and 2 * 3 * 4', 'a snake_case_name and 2 * 3 * 4'],
    ['\\*not italic\\* ``a ` tick``', '*not italic* a ` tick'],
    ['`**stars**`', '**stars**'],
    ['<@5> <@!5> <@6> <@&77> <@&78> <#8>', '@ana @ana @unknown-user @oncall @unknown-role #alerts'],
    ['</mute:123> <:party:1> <a:dance:2>', '/mute :party: :dance:'],
    ['[docs](https://a.test/x) https://b.test/y.', 'docs (https://a.test/x) https://b.test/y.'],
    ['- one\n* two\n  - deep\n1. first', '• one\n• two\n  • deep\n1. first'],
    ['# Title\n-# small\n> quoted', 'Title\nsmall\n▎ quoted'],
    ['say\n```json\n{\n  "a": 1\n}\n```\nend', 'say\n {\n   "a": 1\n }\nend'],
    ['```one line```', ' one line'],
  ])('%j', (text, expected) => {
    expect(content(text)).toBe(expected);
  });

  test.each([
    ['t', '14:35'],
    ['T', '14:35:00'],
    ['d', '20/04/2026'],
    ['D', '20 April 2026'],
    ['f', '20 April 2026 14:35'],
    ['F', 'Monday, 20 April 2026 14:35'],
    ['s', '20/04/2026, 14:35'],
    ['R', 'in 30 minutes'],
  ])('a time in the form "%s" reads %s', (form, expected) => {
    expect(content(`<t:${seconds(NOW + 30 * MINUTE)}:${form}>`)).toBe(expected);
  });

  test.each([
    [-1_000, '1 second ago'],
    [-44_000, '44 seconds ago'],
    [-44 * MINUTE, '44 minutes ago'],
    [45 * MINUTE, 'in 1 hour'],
    [-90 * MINUTE, '2 hours ago'],
    [26 * 60 * MINUTE, 'in 1 day'],
    [-40 * 24 * 60 * MINUTE, '1 month ago'],
  ])('a time %d ms away is %s', (away, expected) => {
    expect(content(`<t:${seconds(NOW + away)}:R>`)).toBe(expected);
  });

  test('times are in the time zone of the reader, and impossible ones stay as they are', () => {
    expect(content(`<t:${seconds(NOW)}>`, { timeZone: 'Asia/Kolkata' })).toBe('20 April 2026 19:35');
    expect(content('<t:9999999999999:R>')).toBe('<t:9999999999999:R>');
  });

  test('long items hang under their bullet, and long words are cut', () => {
    expect(content('- one two three four five', { width: 20 })).toBe('• one two three\n  four five');
    expect(content('ERROR_CAPTCHA_UNSOLVABLE', { width: 20 })).toBe('ERROR_CAPTCHA_UNSO\nLVABLE');
    expect(content('a ERROR_CAPTCHA_日本語', { width: 20 })).toBe('a\nERROR_CAPTCHA_日本\n語');
  });
});

describe('colour', () => {
  const ESC = '\u001b';

  test('of the embed is on its bar, in 24 bits', () => {
    expect(show({ embeds: [ERRORS] }, { colour: true })).toContain(`${ESC}[38;2;231;76;60m▌ ${ESC}[0m`);
  });

  test('marks mentions, bold text and links as Discord does', () => {
    const mention = (name: string) => `${ESC}[1;38;2;201;205;251;48;2;60;66;112m${name}${ESC}[0m`;
    expect(content('<@&77> **$8.42**', { colour: true })).toBe(`${mention('@oncall')} ${ESC}[1m$8.42${ESC}[0m`);
    expect(content('@everyone', { colour: true }, { mention_everyone: true })).toBe(mention('@everyone'));
    expect(content('[docs](https://a.test/x)', { colour: true })).toBe(
      `${ESC}]8;;https://a.test/x${ESC}\\${ESC}[38;2;0;168;252mdocs${ESC}[0m${ESC}]8;;${ESC}\\`,
    );
  });

  test('leaves an @everyone that pings nobody alone', () => {
    expect(content('@everyone', { colour: true })).toBe('@everyone');
  });

  test.each([
    [{ isTTY: true }, {}, true],
    [{ isTTY: true }, { NO_COLOR: '' }, true],
    [{ isTTY: true }, { NO_COLOR: '1' }, false],
    [{ isTTY: false }, {}, false],
    [{}, {}, false],
  ])('with %j and %j is %j', (stream, env, expected) => {
    expect(wantsColour(stream, env)).toBe(expected);
  });
});

test('plain text is broken between words', () => {
  expect(wrapText('one two three four\n\n  five', 9)).toBe('one two\nthree\nfour\n\n  five');
});

describe('whatever the text', () => {
  const piece = fc.constantFrom(
    ...['**', '__', '*', '_', '~~', '||', '`', '```', '\n', '- ', '> ', '# ', ' ', '\t', '\r', '[a](https://a.test/)'],
    ...[
      '<t:1:R>',
      '<t:99999999999:F>',
      '<@&77>',
      '<@5>',
      '@everyone',
      '</x:1>',
      '日本語',
      '👩‍👩‍👧',
      '🇩🇪',
      '⚠️',
      'e\u0301',
    ],
    ...['\ufe0f', '\u200d', '\u202e', '\u0007', '\u001b[31m', '\u001b]8;;x\u0007', '\ud800', 'word', 'x'.repeat(90)],
    ...['\u1100'.repeat(40), '\n          123. 日本', '\u0903'.repeat(20)],
  );
  const text = fc.oneof(
    fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
  );
  const embed = fc.record({
    title: text,
    description: text,
    color: fc.integer({ min: 0, max: 0xffffff }),
    fields: fc.array(fc.record({ name: text, value: text, inline: fc.boolean() }), { maxLength: 5 }),
    footer: fc.record({ text }),
    author: fc.record({ name: text }),
  });
  const anyMessage = fc.record({ content: text, embeds: fc.array(embed, { maxLength: 2 }), label: text, name: text });
  const rendered = fc
    .tuple(anyMessage, fc.integer({ min: 20, max: 110 }), fc.boolean())
    .map(([{ content, embeds, label, name }, width, colour]) => {
      const components = [actionRow(button(label))];
      const author = { ...BOT, global_name: name };
      return { width, shown: show({ content, embeds, components, author }, { width, colour, roleName: () => name }) };
    });

  test('no line is wider than the terminal', () => {
    fc.assert(
      fc.property(rendered, ({ width, shown }) => {
        for (const line of stripVTControlCharacters(shown).split('\n'))
          expect(textWidth(line)).toBeLessThanOrEqual(width);
      }),
      { numRuns: 300 },
    );
  });

  test('nothing in it reaches the terminal as a command', () => {
    fc.assert(
      fc.property(rendered, ({ shown }) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences of our own making are what is taken out
        const bare = shown.replaceAll(/\u001b\[[\d;]+m|\u001b\]8;;[!-~]*\u001b\\/g, '');
        expect(bare).not.toMatch(/[\p{Cc}--\n]|[\u202a-\u202e]/v);
      }),
      { numRuns: 300 },
    );
  });
});
