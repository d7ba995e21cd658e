import { EventEmitter } from 'node:events';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { setUpLocalMonitor, setUpReporter } from '../../fixtures/localMonitor.ts';

const ANY_LATENCY = expect.any(Number);

async function setUp() {
  const monitor = await setUpLocalMonitor();
  const { reporter } = setUpReporter({ url: monitor.url });
  return {
    reporter,
    /** What was recorded, without its time. */
    async sent() {
      await reporter.flush();
      return monitor.results().map(({ at: _at, ...rest }) => rest);
    },
  };
}

describe('a function whose calls are reported', () => {
  test('answers the same, with its `this`, its arguments, its name and its types', async () => {
    const { reporter, sent } = await setUp();
    class Pipeline {
      readonly #key = 'k';
      async solve(url: string, times = 2): Promise<string> {
        return `${this.#key} ${url} ${times}`;
      }
    }
    const pipeline = new Pipeline();
    pipeline.solve = reporter.reported(pipeline.solve, { type: 'turnstile', costUsd: 0.003 });
    expect(await pipeline.solve('a')).toBe('k a 2');
    expect([pipeline.solve.name, pipeline.solve.length]).toEqual(['solve', 1]);
    expectTypeOf(pipeline.solve).toEqualTypeOf<(url: string, times?: number) => Promise<string>>();
    expect(await sent()).toEqual([
      { outcome: 'solved', captchaType: 'turnstile', costUsd: 0.003, latencyMs: ANY_LATENCY },
    ]);
  });

  test('may be synchronous, and throws what it throws', async () => {
    const { reporter, sent } = await setUp();
    const error = new Error('ERROR_PAGEURL');
    const solve = reporter.reported((fails: boolean) => {
      if (fails) throw error;
      return 7;
    });
    expect(solve(false)).toBe(7);
    expect(() => solve(true)).toThrow(error);
    expect(await sent()).toEqual([
      { outcome: 'solved', latencyMs: ANY_LATENCY },
      { outcome: 'failed', errorCode: 'ERROR_PAGEURL', latencyMs: ANY_LATENCY },
    ]);
  });

  test('gets its type from the arguments of a call', async () => {
    const { reporter, sent } = await setUp();
    const solve = reporter.reported(async (task: { kind: string }) => task.kind, { type: (task) => task.kind });
    await solve({ kind: 'geetest' });
    expect(await sent()).toMatchObject([{ captchaType: 'geetest' }]);
  });

  test('is not disturbed by a type that cannot be read', async () => {
    const { reporter } = await setUp();
    const type = () => {
      throw new Error('no type');
    };
    expect(await reporter.reported(async () => 'token', { type })()).toBe('token');
  });
});

describe('solve', () => {
  test('runs, answers and records', async () => {
    const { reporter, sent } = await setUp();
    const token = await reporter.solve('turnstile', async () => 'token');
    expectTypeOf(token).toEqualTypeOf<string>();
    const failure = await reporter.solve('image', async () => ({ status: 0, request: 'ERROR_ZERO_BALANCE' }));
    expect([token, failure.status]).toEqual(['token', 0]);
    await expect(reporter.solve('image', () => Promise.reject(new DOMException('', 'TimeoutError')))).rejects.toThrow();
    await expect(reporter.solve('image', () => Promise.reject(new DOMException('', 'AbortError')))).rejects.toThrow();
    expect(await sent()).toMatchObject([
      { outcome: 'solved', captchaType: 'turnstile' },
      { outcome: 'failed', captchaType: 'image', errorCode: 'ERROR_ZERO_BALANCE' },
      { outcome: 'failed', captchaType: 'image', errorCode: 'TIMEOUT' },
    ]);
  });

  test('measures how long it took', async () => {
    const { reporter, sent } = await setUp();
    let ms = 0;
    await reporter.solve('image', async () => {
      const from = performance.now();
      while (performance.now() - from < 20);
      ms = performance.now() - from;
    });
    const [record] = await sent();
    expect(record?.['latencyMs']).toBeGreaterThanOrEqual(Math.floor(ms));
  });
});

describe('an object whose methods are reported', () => {
  class Solver extends EventEmitter {
    #calls = 0;
    readonly #key: string;
    constructor(key: string) {
      super();
      this.#key = key;
    }
    get key() {
      return this.#key;
    }
    get calls() {
      return this.#calls;
    }
    set calls(count: number) {
      this.#calls = count;
    }
    async cloudflareTurnstile(_parameters: object) {
      return this.imageCaptcha({});
    }
    async imageCaptcha(_parameters: object) {
      this.#calls += 1;
      return { data: 'token', id: '1' };
    }
    async balance() {
      return 7;
    }
    version() {
      return '1';
    }
  }

  test('is the same object to the program, and what it calls itself counts once', async () => {
    const { reporter, sent } = await setUp();
    const solver = reporter.reported(new Solver('key'));
    expectTypeOf(solver).toEqualTypeOf<Solver>();
    expect(await solver.cloudflareTurnstile({ sitekey: 's' })).toEqual({ data: 'token', id: '1' });
    expect([solver.key, solver.calls, await solver.balance(), solver.version()]).toEqual(['key', 1, 7, '1']);
    solver.calls = 5;
    const { imageCaptcha } = solver;
    expect([solver.calls, solver instanceof Solver, solver.imageCaptcha === imageCaptcha]).toEqual([5, true, true]);
    expect(solver.listenerCount('x')).toBe(0);
    expect(await sent()).toEqual([{ outcome: 'solved', captchaType: 'turnstile', latencyMs: ANY_LATENCY }]);
  });

  test('knows each name of a method, and one that an accessor makes anew each time', async () => {
    const { reporter, sent } = await setUp();
    const solve = async () => 'token';
    const solver = reporter.reported({
      getResult: solve,
      turnstile: solve,
      get image() {
        return async () => 'token';
      },
    });
    await solver.getResult();
    await solver.turnstile();
    await solver.image();
    expect((await sent()).map(({ captchaType }) => captchaType)).toEqual(['turnstile', 'image']);
  });

  test('may have methods that JavaScript does not allow to replace', async () => {
    const { reporter } = await setUp();
    const frozen = Object.freeze({ image: async () => 'token' });
    expect(await reporter.reported(frozen).image()).toBe('token');
  });
});
