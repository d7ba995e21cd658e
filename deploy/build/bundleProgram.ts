import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Plugin, rolldown } from 'rolldown';

/** What is started by its file: the program, and the threads and small programs beside it. */
const STARTED = ['main', 'cli/health', 'store/readWorker'];

/**
 * What stays outside: a part for each machine, files that are read by their place, and what only some have installed. All other
 * packages are compiled in, because finding and reading two thousand files was the larger part of a start.
 */
const OUTSIDE = [
  /^@resvg\//,
  /^@expo-google-fonts\//,
  '@aws-sdk/client-sqs',
  'pg-native',
  'zlib-sync',
  'bufferutil',
  'utf-8-validate',
];

const UNDICI = '\0undici';

/** Makes a few files of the whole program, each with what is loaded together. */
export async function bundleProgram(compiled: string, dist: string): Promise<void> {
  const source = join(compiled, 'src');
  const bundle = await rolldown({
    input: Object.fromEntries(STARTED.map((name) => [name, join(source, `${name}.js`)])),
    platform: 'node',
    external: OUTSIDE,
    // discord.js has an eval for its shards, which nothing here starts.
    checks: { eval: false },
    plugins: [oneClient, inPlace(source), ascii],
  });
  await bundle.write({
    dir: join(dist, 'src'),
    format: 'esm',
    chunkFileNames: 'parts/[name].js',
    comments: { legal: true, annotation: false, jsdoc: false },
    // Names stay: they are what an error in the log says.
    minify: { compress: true, mangle: { keepNames: true }, codegen: { removeWhitespace: true } },
  });
  await bundle.close();
}

/** For browsers: the same client, without an HTTP client that nothing here uses. */
const REST = fileURLToPath(new URL('web.mjs', import.meta.resolve('@discordjs/rest')));

/** discord.js would bring a second copy of Discord's client, and both of them undici, of which it takes `fetch` to load pictures. */
const oneClient: Plugin = {
  name: 'one client',
  resolveId: (id) => (id === '@discordjs/rest' ? REST : id === 'undici' ? UNDICI : null),
  load: (id) => (id === UNDICI ? 'export const fetch = globalThis.fetch;' : null),
};

/** Stands for the way from a file to the folder of all. */
const TO_FOLDER = '%TO_FOLDER%';

/** What is found beside a file is found beside the one that it was compiled into. */
function inPlace(source: string): Plugin {
  return {
    name: 'in place',
    transform(code, id) {
      if (!id.startsWith(source) || !code.includes('import.meta.url')) return null;
      const place = JSON.stringify(`${TO_FOLDER}${relative(source, id).replaceAll(sep, '/')}`);
      return code.replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`);
    },
    renderChunk: (code, { fileName }) => code.replaceAll(TO_FOLDER, fileName.includes('/') ? '../' : './'),
  };
}

/** A file with one letter of another script would take up twice the memory: V8 keeps it with two bytes a letter. */
const ascii: Plugin = {
  name: 'ascii',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === 'chunk') file.code = file.code.replaceAll(/[^\0-\x7f]/g, escaped);
    }
  },
};

function escaped(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
