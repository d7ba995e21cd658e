import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLogOutput } from '../../src/cli/logOutput.ts';

/** An output of 100 bytes, and a sink that takes what the test says. */
function stage() {
  const written: string[] = [];
  const timers: { readonly work: () => void; readonly afterMs: number }[] = [];
  let underWay: { chunk: Buffer; done: (failure: string | null, bytes: number) => void } | null = null;
  const output = createLogOutput({
    sink: {
      write(chunk, done) {
        underWay = { chunk, done };
      },
    },
    missing: (lines) => `(${lines} missing)\n`,
    mostBytes: 100,
    later: (work, afterMs) => void timers.push({ work, afterMs }),
  });
  /** The sink takes so many bytes of what it has, all of it if there is no failure. */
  function take(failure: string | null = null, mostBytes = Number.POSITIVE_INFINITY): boolean {
    if (underWay === null) return false;
    const { chunk, done } = underWay;
    const bytes = failure === null ? chunk.length : Math.min(mostBytes, chunk.length);
    underWay = null;
    written.push(chunk.subarray(0, bytes).toString());
    done(failure, bytes);
    return true;
  }
  return {
    output,
    timers,
    take,
    takeAll: () => {
      while (take() || runTimer());
    },
    text: () => written.join(''),
  };

  function runTimer(): boolean {
    const timer = timers.shift();
    timer?.work();
    return timer !== undefined;
  }
}

/** A line of so many bytes. */
const line = (bytes: number, letter = 'x') => `${letter.repeat(bytes - 1)}\n`;

describe('lines that nobody takes', () => {
  test.each([
    ['just below the bound', 99, 0],
    ['at the bound', 100, 0],
    ['just above it', 101, 1],
  ])('%s', (_name, bytes, dropped) => {
    const { output } = stage();
    output.write(line(50));
    output.write(line(bytes - 50));
    expect(output.dropped()).toBe(dropped);
  });

  test('are counted in bytes, not in characters', () => {
    const { output } = stage();
    output.write('💥'.repeat(25));
    output.write('x');
    expect(output.dropped()).toBe(1);
  });

  test('are counted in one line, where they are missing', () => {
    const { output, take, takeAll, text } = stage();
    output.write(line(60, 'a'));
    for (const letter of ['b', 'c', 'd']) output.write(line(60, letter));
    take();
    output.write(line(10, 'e'));
    takeAll();
    expect(text()).toBe(`${line(60, 'a')}(3 missing)\n${line(10, 'e')}`);
    expect(output.dropped()).toBe(3);
  });

  test('are counted though no line follows', () => {
    const { output, takeAll, text } = stage();
    output.write(line(100, 'a'));
    output.write(line(1));
    takeAll();
    expect(text()).toBe(`${line(100, 'a')}(1 missing)\n`);
  });
});

describe('an output that refuses', () => {
  test.each([
    ['ENOSPC', 1_000],
    ['EPIPE', 1_000],
    ['EAGAIN', 100],
  ])('with %s is tried again after %i ms, from where it stopped', (code, afterMs) => {
    const { output, take, takeAll, timers, text } = stage();
    output.write('first\n');
    take(code, 2);
    expect(timers.map((timer) => timer.afterMs)).toEqual([afterMs]);
    output.write('second\n');
    takeAll();
    expect(text()).toBe('first\nsecond\n');
    expect(output.dropped()).toBe(0);
  });
});

describe('flushed', () => {
  test('is at once where nothing waits', async () => {
    const { output, timers } = stage();
    await output.flushed(500);
    expect(timers).toEqual([]);
  });

  test('waits for the last line', async () => {
    const { output, takeAll, take } = stage();
    output.write('a\n');
    const order: string[] = [];
    const flushed = output.flushed(500).then(() => order.push('flushed'));
    take();
    order.push('taken');
    takeAll();
    await flushed;
    expect(order).toEqual(['taken', 'flushed']);
  });

  test('waits no longer than the given time', async () => {
    const { output, timers } = stage();
    output.write('a\n');
    const flushed = output.flushed(500);
    expect(timers.map((timer) => timer.afterMs)).toEqual([500]);
    timers[0]?.work();
    await flushed;
  });
});

test('whatever happens: every line is written once, in order, or is counted', () => {
  const step = fc.oneof(
    fc.record({ write: fc.integer({ min: 8, max: 60 }) }),
    fc.record({ take: fc.constantFrom(null, 'EAGAIN', 'ENOSPC'), bytes: fc.nat(80) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { output, take, takeAll, timers, text } = stage();
      let lines = 0;
      for (const one of steps) {
        if ('write' in one) {
          lines += 1;
          output.write(`${String(lines).padEnd(one.write - 1, '.')}\n`);
        } else if (!take(one.take, one.bytes)) timers.shift()?.work();
      }
      takeAll();
      const out = text()
        .split('\n')
        .filter((each) => each !== '');
      const numbers = out.filter((each) => !each.startsWith('(')).map(Number.parseFloat);
      const missing = out.filter((each) => each.startsWith('(')).map((each) => Number.parseInt(each.slice(1), 10));
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
      expect(new Set(numbers).size).toBe(numbers.length);
      expect(numbers.length + output.dropped()).toBe(lines);
      expect(missing.reduce((sum, each) => sum + each, 0)).toBe(output.dropped());
    }),
  );
});
