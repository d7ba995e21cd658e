import { type APIMessage, ComponentType } from 'discord-api-types/v10';
import { connected, post, setStage, spike } from './stage.ts';

/** The bot with a spike told in its own channel, where its messages carry buttons. */
export async function setSpike(env: Readonly<Record<string, string>> = {}) {
  const stage = await setStage({ balanceUsd: 142.3 });
  const app = await stage.start({ DISCORD_WEBHOOK_URL: '', ...env });
  await connected(app);
  const screen = await stage.setUp({ setupChannel: stage.channel.id });
  await post(app, '/v1/results', spike());
  const alert = await stage.message(0);
  return { ...stage, app, screen, alert };
}

export function buttonsOf({ components = [] }: APIMessage) {
  return components.flatMap((row) =>
    row.type === ComponentType.ActionRow
      ? row.components.flatMap((each) => (each.type === ComponentType.Button ? [each] : []))
      : [],
  );
}

export function buttonId(message: APIMessage, label: string): string {
  const button = buttonsOf(message).find((each) => 'label' in each && each.label === label);
  if (button === undefined || !('custom_id' in button)) throw new Error(`no button ${label}`);
  return button.custom_id;
}

export function textOf(message: APIMessage): string {
  return JSON.stringify([message.content, message.embeds, message.components]);
}
