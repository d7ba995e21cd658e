import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLog, type Logger } from '../src/log.ts';

const TOKEN = 'MTIzNDU2.bot-token_0123456789';
const API_KEY = '0123456789abcdef0123456789abcdef';

function openLog({ level = 'debug', secrets = [TOKEN, API_KEY] as readonly string[] } = {}) {
  const lines: string[] = [];
  const log: Logger = createLog({ level, secrets, destination: { write: (line) => lines.push(line) } });
  return {
    log,
    written: () => lines.join(''),
    /** The only line, as whoever reads the log finds it. */
    line(): Record<string, unknown> {
      expect(lines).toHaveLength(1);
      return JSON.parse(lines[0] ?? '');
    },
  };
}

/** Every eight characters of a secret that stand in a text. */
function piecesIn(text: string, secret: string): readonly string[] {
  const pieces = Array.from({ length: secret.length - 7 }, (_, at) => secret.slice(at, at + 8).toLowerCase());
  return pieces.filter((piece) => text.toLowerCase().includes(piece));
}

describe('a line', () => {
  test('is one line of JSON with its level, time, fields and message', () => {
    const { log, line } = openLog();
    log.info({ guildId: 'g1', kind: 'balance' }, 'alert decided');
    expect(line()).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      guildId: 'g1',
      kind: 'balance',
      msg: 'alert decided',
    });
  });

  test('is one line whatever is in it', () => {
    const { log, written } = openLog();
    log.info({ code: 'a\nb\r\n\u2028"\u0000' }, 'first\nsecond');
    expect(written().split('\n')).toHaveLength(2);
  });

  test.each([
    ['debug', ['debug', 'info', 'warn', 'error', 'fatal']],
    ['info', ['info', 'warn', 'error', 'fatal']],
    ['warn', ['warn', 'error', 'fatal']],
    ['error', ['error', 'fatal']],
  ])('at level %s is written for %j', (level, expected) => {
    const { log, written } = openLog({ level });
    for (const each of ['debug', 'info', 'warn', 'error', 'fatal'] as const) log[each]({}, 'x');
    const levels = [...written().matchAll(/"level":"(\w+)"/g)].map(([, name]) => name);
    expect(levels).toEqual(expected);
  });
});

describe('a secret never comes out', () => {
  const fetchError = () =>
    Object.assign(
      new TypeError(`fetch https://ocr.test/res.php?key=${API_KEY} failed`, { cause: new Error(API_KEY) }),
      {
        code: `E_${API_KEY}`,
        url: `https://discord.test/webhooks/1/${TOKEN}`,
      },
    );

  test.each<[name: string, write: (log: Logger) => void]>([
    ['in a message', (log) => log.info({}, `token ${TOKEN}`)],
    ['in a message with arguments', (log) => log.info('token %s and %j', TOKEN, { key: API_KEY })],
    ['in a field', (log) => log.info({ token: TOKEN }, 'x')],
    ['twice in a field', (log) => log.info({ token: `${TOKEN}${TOKEN} ${API_KEY}` }, 'x')],
    ['as the name of a field', (log) => log.info({ [TOKEN]: 1 }, 'x')],
    ['deep in a field', (log) => log.info({ a: [{ b: { c: [`x${API_KEY}x`] } }] }, 'x')],
    ['in an address', (log) => log.info({ url: new URL(`https://x.test/?key=${API_KEY}`) }, 'x')],
    ['in a map of headers', (log) => log.info({ headers: { authorization: `Bearer ${TOKEN}` } }, 'x')],
    ['in an error', (log) => log.error({ err: fetchError() }, 'failed')],
    ['in an error that is all there is', (log) => log.error(fetchError())],
    ['in an error in another field', (log) => log.error({ why: fetchError() }, 'failed')],
    ['in what was thrown and is no error', (log) => log.error({ err: `no ${TOKEN}` }, 'failed')],
    ['in part, in capitals', (log) => log.info({ code: API_KEY.slice(5, 27).toUpperCase(), at: TOKEN.slice(-8) }, 'x')],
    ['in a child', (log) => log.child({ token: TOKEN }).info({ key: API_KEY }, 'x')],
    ['in something with its own form', (log) => log.info({ x: { toJSON: () => ({ key: API_KEY }) } }, 'x')],
  ])('%s', (_name, write) => {
    const { log, written } = openLog();
    write(log);
    expect(written()).toMatch(/\n$/);
    for (const secret of [TOKEN, API_KEY]) expect(piecesIn(written(), secret)).toEqual([]);
    expect(written()).toContain('[secret]');
  });

  test.each([
    ['with a quotation mark', 'pass"word-0123456789'],
    ['with a backslash', 'pass\\word-0123456789'],
    ['with characters that an address escapes', 'pass/word+0123456789=&?#%'],
    ["with characters that only some escape: !'()*~", "pass!'()*~word-0123456789"],
    ['with letters from elsewhere', 'pässwörd-💥-0123456789'],
  ])('%s, as it is, in JSON or in an address', (_name, secret) => {
    const { log, written, line } = openLog({ secrets: [secret] });
    const body = new URLSearchParams({ key: secret }).toString();
    log.info(
      { secret, body, component: encodeURIComponent(secret), href: new URL(`https://x.test/?${body}`).href },
      'x',
    );
    // Read back, as whoever reads the log does.
    const fields = JSON.stringify(Object.values(line()).map((value) => decodeURIComponent(String(value))));
    expect(fields).not.toContain(JSON.stringify(secret).slice(1, -1));
    expect(written()).not.toContain(secret);
  });

  test.each([
    ['in capitals or not', (secret: string) => encodeURIComponent(secret).replace(/%../g, (hex) => hex.toLowerCase())],
    ['all of it', (secret: string) => secret.replace(/[\s\S]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)],
    ['twice', (secret: string) => encodeURIComponent(encodeURIComponent(secret))],
    ['as JSON in JSON', (secret: string) => JSON.stringify(JSON.stringify({ secret }))],
    ['as JSON escapes', (secret: string) => secret.replace('/', '\\u002F')],
  ])('escaped %s', (_name, spell) => {
    const { log, line } = openLog({ secrets: ['pass/"word\\+0123456789=&'] });
    log.info({ text: `before ${spell('pass/"word\\+0123456789=&')} after` }, 'x');
    expect(line()['text']).toMatch(/^before \S*\[secret\]\S* after$/);
    expect(line()['text']).not.toContain('word');
  });

  test('and leaves a line of JSON, wherever it stood', () => {
    const { log, line } = openLog({ secrets: ['n0123456'] });
    log.info({ text: '\n0123456', twice: '\\n0123456' }, 'x');
    expect(line()).toMatchObject({ text: '\n0123456', twice: '\\[secret]' });
  });

  test.each(['key', 'apiKey', 'token', 'password', 'authorization'])('in a field that is called %s', (name) => {
    const { log, line } = openLog();
    log
      .child({ [name]: 'of another' })
      .info({ deep: { [name]: 'another' }, list: [`${name}=another`], kept: 'another' }, 'x');
    expect(line()).toMatchObject({
      [name]: '[secret]',
      deep: { [name]: '[secret]' },
      list: [`${name}=[secret]`],
      kept: 'another',
    });
  });

  test('as a number', () => {
    const { log, written } = openLog({ secrets: ['1234567890123456'] });
    log.info({ id: 1_234_567_890_123_456, others: [1, true, null] }, 'x');
    expect(written()).toContain('"id":"[secret]","others":[1,true,null]');
  });

  test('where one secret begins with another', () => {
    const { log, written } = openLog({ secrets: ['abcdef0123456789', 'abcdef0123456789-and-more'] });
    log.info({ secret: 'abcdef0123456789-and-more' }, 'x');
    expect(written()).not.toContain('and-more');
  });

  test('whatever ingest token was chosen and wherever it stands', () => {
    const visible = fc.string({
      unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
      minLength: 16,
    });
    fc.assert(
      fc.property(visible, fc.string(), (secret, around) => {
        const { log, line } = openLog({ secrets: [secret] });
        log.info({ text: `${around}${secret}${around}` }, 'x');
        expect(line()['text']).not.toContain(secret);
      }),
    );
  });

  test('and an empty secret hides nothing', () => {
    const { log, line } = openLog({ secrets: [''] });
    log.info({ kind: 'queue' }, 'alert decided');
    expect(line()).toMatchObject({ kind: 'queue', msg: 'alert decided' });
  });
});

describe('an error is reduced', () => {
  test('to its name, message, code, status, method, stack and cause', () => {
    const { log, line } = openLog();
    const cause = Object.assign(new RangeError('inner'), { code: 'EINNER', payload: 'no' });
    const err = Object.assign(new TypeError('outer', { cause }), {
      code: 50_013,
      status: 403,
      method: 'POST',
      url: 'https://discord.test/webhooks/1/x',
      requestBody: { json: { content: 'a message' } },
      rawError: { message: 'raw' },
    });
    log.error({ err }, 'failed');
    expect(line()['err']).toEqual({
      name: 'TypeError',
      message: 'outer',
      code: 50_013,
      status: 403,
      method: 'POST',
      stack: err.stack,
      cause: { name: 'RangeError', message: 'inner', code: 'EINNER', stack: cause.stack },
    });
  });

  test.each([
    ['text', 'it broke', { message: 'it broke' }],
    ['null', null, { message: 'null' }],
    ['a number', 42, { message: '42' }],
    ['an object', { secret: 'x' }, { message: '[object Object]' }],
  ])('where %s was thrown', (_name, err, expected) => {
    const { log, line } = openLog();
    log.error({ err }, 'failed');
    expect(line()['err']).toEqual(expected);
  });

  test('in whatever field it stands', () => {
    const { log, written } = openLog();
    const err = Object.assign(new Error('x'), { requestBody: 'a message', url: 'https://x.test/token' });
    log.error({ error: err, why: err, list: [err] }, 'failed');
    expect(written()).not.toMatch(/a message|x\.test/);
  });

  test('however deep, in a cause, in a child', () => {
    const { log, line } = openLog();
    const err = Object.assign(new Error('inner'), { requestBody: 'a message' });
    const known = { name: 'Error', message: 'inner', stack: err.stack };
    const outer = new Error('outer', { cause: err });
    log.child({ part: 1 }).error({ err: outer, deep: { list: [{ err }] }, at: new Date(0) }, 'failed');
    expect(line()).toMatchObject({ err: { cause: known }, deep: { list: [{ err: known }] } });
    expect(line()).toMatchObject({ at: '1970-01-01T00:00:00.000Z' });
    expect(JSON.stringify(line())).not.toContain('a message');
  });

  test('in an object that holds itself', () => {
    const { log, line } = openLog();
    const round: Record<string, unknown> = { name: 'round' };
    round['itself'] = round;
    log.error({ round }, 'failed');
    expect(line()['round']).toEqual({ name: 'round', itself: '[circular]' });
  });

  test('though it is its own cause', () => {
    const { log, written } = openLog();
    const err = new Error('round');
    err.cause = new Error('and round', { cause: err });
    log.error({ err }, 'failed');
    expect(written()).toContain('and round');
  });
});
