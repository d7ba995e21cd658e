import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { Guild } from '../../monitor/types.ts';
import type { Words } from '../words/words.ts';
import { customId } from './customId.ts';

/** The last row of `/setup`. */
export function setupButtons({ destination, live }: Guild, hasWebhook: boolean, words: Words) {
  const { buttons } = words;
  const button = (label: string, id: string, style: ButtonStyle.Primary | ButtonStyle.Secondary, disabled: boolean) =>
    ({ type: ComponentType.Button, style, label, custom_id: customId(id), disabled }) as const;
  const test = button(buttons.sendTest, 'setupTest', ButtonStyle.Primary, destination === null);
  return [
    test,
    ...(hasWebhook
      ? [button(buttons.useWebhook, 'setupWebhook', ButtonStyle.Secondary, destination?.type === 'webhook')]
      : []),
    live?.channelId === null
      ? button(words.live.off, 'setupLiveOff', ButtonStyle.Secondary, false)
      : button(words.live.here, 'setupLiveHere', ButtonStyle.Secondary, destination?.type !== 'channel'),
  ];
}
