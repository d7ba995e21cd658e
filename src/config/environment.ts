import { secretsIn } from '../redaction/secretsIn.ts';
import { loadEnvFile, namesInEnvFile } from './envFile.ts';
import { namesInMonitorFile } from './file/readMonitorFile.ts';
import { fileSecrets } from './fileSecrets.ts';
import { readSecretFiles, type SecretFiles } from './secretFiles.ts';
import { unknownSettings } from './unknownSettings.ts';
import { valueIn } from './valueIn.ts';

export interface OuterSettings extends SecretFiles {
  /** What reading the file .env failed with; null: it was read. */
  readonly envFileError: string | null;
  /** A warning for each unknown name that looks like a misspelt setting. */
  readonly unknown: readonly string[];
  /** What must appear nowhere, also where the settings cannot be used. */
  readonly secrets: readonly string[];
}

/** What the process gets from outside: its environment, which the file .env is added to, and the files that hold secrets. */
export function readOuterSettings(own: Record<string, string | undefined>): OuterSettings {
  const envFileError = loadEnvFile(own);
  const files = readSecretFiles(own);
  const { environment } = files;
  const referred = namesInMonitorFile(valueIn(own, 'MONITOR_FILE'));
  return {
    ...files,
    envFileError,
    unknown: unknownSettings(environment, namesInEnvFile(), referred),
    secrets: secretsIn(environment, fileSecrets(environment)),
  };
}
