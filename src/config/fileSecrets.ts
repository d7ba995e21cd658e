import { namesInMonitorFile } from './file/readMonitorFile.ts';
import { secretCalled } from './secretFiles.ts';
import { valueIn } from './valueIn.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The values of what the file of `MONITOR_FILE` calls secrets, also where it cannot be used. */
export function fileSecrets(environment: Environment): readonly string[] {
  return namesInMonitorFile(valueIn(environment, 'MONITOR_FILE')).flatMap((name) => {
    const secret = secretCalled(name, environment);
    return secret === null || 'problem' in secret ? [] : [secret.value];
  });
}
