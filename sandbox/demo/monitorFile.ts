import { ACCOUNT_NAMES, ACCOUNTS, type AccountName, PIPELINE_NAMES, PIPELINES, type PipelineName } from './watched.ts';

/** The `monitor.yaml` of the demo, and the settings with the secrets that it names. */
export function monitorFile(
  accounts: Readonly<Record<AccountName, { readonly url: string; readonly key: string }>>,
  tokens: Readonly<Record<PipelineName, string>>,
): { readonly text: string; readonly secrets: Readonly<Record<string, string>> } {
  const accountLines = ACCOUNT_NAMES.map(
    (name) => `  ${name}: { apiKey: \${${keyName(name)}}, plan: ${ACCOUNTS[name].plan}, url: "${accounts[name].url}" }`,
  );
  const pipelineLines = PIPELINE_NAMES.map(
    (name) => `  ${name}: { account: ${PIPELINES[name].account}, ingestToken: \${${tokenName(name)}} }`,
  );
  return {
    text: ['accounts:', ...accountLines, 'pipelines:', ...pipelineLines, ''].join('\n'),
    secrets: {
      ...Object.fromEntries(ACCOUNT_NAMES.map((name) => [keyName(name), accounts[name].key])),
      ...Object.fromEntries(PIPELINE_NAMES.map((name) => [tokenName(name), tokens[name]])),
    },
  };
}

function keyName(account: AccountName): string {
  return `CAPTCHAAI_API_KEY_${account.toUpperCase()}`;
}

function tokenName(pipeline: PipelineName): string {
  return `INGEST_TOKEN_${pipeline.toUpperCase()}`;
}
