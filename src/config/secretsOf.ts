import { addressSecrets } from '../redaction/addressSecrets.ts';
import { isPostgresUrl, postgresSecrets } from '../store/postgresUrl.ts';
import type { Config } from './config.ts';
import { receiverSecrets } from './receiverSecrets.ts';

/** What must appear nowhere. */
export function secretsOf(config: Config): readonly string[] {
  const { discord, accounts, pipelines, receivers, database, heartbeat } = config;
  const ofDatabase = isPostgresUrl(database) ? postgresSecrets(database) : [];
  const keys = accounts.map(({ captchaAi }) => captchaAi.apiKey);
  const ofPipelines = pipelines.flatMap(({ ingestToken, queue, webhook }) => [
    ingestToken,
    webhook?.token,
    ...(queue?.secrets ?? []),
  ]);
  const ofHeartbeat = heartbeat === null ? [] : [heartbeat.target.token, ...addressSecrets(heartbeat.target.url)];
  const own = [discord.token, discord.webhook?.token, ...keys, ...ofPipelines];
  const secrets = [...own, ...ofDatabase, ...ofHeartbeat, ...receivers.flatMap(receiverSecrets)];
  return secrets.filter((secret) => secret != null);
}
