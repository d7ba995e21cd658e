import { addressSecrets } from '../redaction/addressSecrets.ts';
import { namesInMonitorFile } from './file/readMonitorFile.ts';
import { secretCalled } from './secretFiles.ts';
import { valueIn } from './valueIn.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Fewer characters would be found in any text. */
const SHORTEST_SECRET = 6;

/** The secrets that the file of `MONITOR_FILE` names, also where it cannot be used; of an address, what was drawn by chance is one too. */
export function fileSecrets(environment: Environment): readonly string[] {
  return namesInMonitorFile(valueIn(environment, 'MONITOR_FILE'))
    .flatMap((name) => {
      const found = secretCalled(name, environment);
      if (found === null || 'problem' in found) return [];
      return found.value.includes('://') ? addressSecrets(found.value) : [found.value];
    })
    .filter(({ length }) => length >= SHORTEST_SECRET);
}
