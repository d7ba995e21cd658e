import { loadEnvFile } from '../config/envFile.ts';
import { askReady } from './askReady.ts';

// A program of its own: a container runtime asks every few seconds, and the whole monitor takes seconds to load.
loadEnvFile(process.env);
const { isReady, words } = await askReady(process.env);
console.log(words);
// The channel to an older Node.js that started this would keep it alive.
process.exit(isReady ? 0 : 1);
