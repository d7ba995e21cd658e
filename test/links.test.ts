import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { readMarkdown } from './fixtures/markdown.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = ['docs', 'test', 'deploy', 'clients', 'bench', 'sandbox'];

const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const PAGES = ['', ...FOLDERS].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: folder !== '', encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

/** A sentence for each link of a page that leads nowhere. `textOf` reads a file; null where there is none. */
function broken(page: string, textOf: (path: string) => string | null): string[] {
  return readMarkdown(textOf(page) ?? '').targets.flatMap((target) => {
    if (/^https?:/.test(target)) return [];
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? page : relative(ROOT, resolve(ROOT, dirname(page), path));
    const text = textOf(file);
    const isThere = text !== null && (anchor === undefined || readMarkdown(text).anchors.includes(anchor));
    return isThere ? [] : [`${page} links to ${target}`];
  });
}

describe('links of the documentation', () => {
  test.each(PAGES)('of %s lead to a file and a heading that are there', (page) => {
    expect(
      broken(page, (path) => {
        if (!existsSync(join(ROOT, path))) return null;
        return path.endsWith('.md') ? textOf(path) : '';
      }),
    ).toEqual([]);
  });

  test('are found in many pages', () => {
    expect(PAGES.length).toBeGreaterThan(20);
    expect(PAGES.flatMap((page) => readMarkdown(textOf(page)).targets).length).toBeGreaterThan(100);
  });

  test.each([
    ['[a](other.md)', []],
    ['[a](other.md#one-two--three)', []],
    ['[a](#own)', []],
    ['[a](https://example.com/nowhere)', []],
    ['`[a](gone.md)`', []],
    ['```\n[a](gone.md)\n```', []],
    ['![a](gone.png)', ['docs/page.md links to gone.png']],
    ['[a](other.md#one)', ['docs/page.md links to other.md#one']],
    ['[a](other.md#in-code)', ['docs/page.md links to other.md#in-code']],
  ])('%j', (link, sentences) => {
    const pages = new Map([
      ['docs/page.md', `# Own\n\n${link}\n`],
      ['docs/other.md', '# One `two`: [three](x.md)\n\n## One two & three\n\n```sh\n# In code\n```\n'],
    ]);
    expect(broken('docs/page.md', (path) => pages.get(path) ?? null)).toEqual(sentences);
  });
});

test('.env.example names pages that are there', () => {
  const named = [...textOf('.env.example').matchAll(/docs\/[\w/.-]+\.\w+/g)].map(([path]) => path);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('the documentation names npm scripts that there are', () => {
  const named = PAGES.flatMap((page) =>
    [...textOf(page).matchAll(/\bnpm run ([a-z]+(?::[a-z]+)*)(?![a-z:])/g)].map(
      ([, script = '']) => `${page}: ${script}`,
    ),
  );
  expect(named.length).toBeGreaterThan(20);
  const scripts = Object.keys(packageJson.scripts);
  expect(named.filter((name) => !scripts.some((script) => name.endsWith(`: ${script}`)))).toEqual([]);
});
