import { type APISelectMenuComponent, ComponentType, SelectMenuDefaultValueType } from 'discord-api-types/v10';
import { clockText } from '../../monitor/settings/settingChanges.ts';
import type { Guild, Mention } from '../../monitor/types.ts';
import { POSTABLE_KINDS } from '../postableKinds.ts';
import type { Words } from '../words/words.ts';
import { customId } from './customId.ts';
import { timeZoneChoices } from './timeZones.ts';

/** The id of a component of the screen, which may be about one pipeline. */
export type ComponentId = (name: string) => string;

/** The menus of `/setup`, each with what holds now. */

export function channelSelect({ destination }: Guild, placeholder: string, id: ComponentId): APISelectMenuComponent {
  return {
    type: ComponentType.ChannelSelect,
    custom_id: id('setupChannel'),
    placeholder,
    channel_types: [...POSTABLE_KINDS],
    ...(destination?.type === 'channel'
      ? { default_values: [{ id: destination.channelId, type: SelectMenuDefaultValueType.Channel }] }
      : {}),
  };
}

export function mentionSelect(mention: Mention | null, placeholder: string, id: ComponentId): APISelectMenuComponent {
  const type = mention?.type === 'user' ? SelectMenuDefaultValueType.User : SelectMenuDefaultValueType.Role;
  return {
    type: ComponentType.MentionableSelect,
    custom_id: id('setupMention'),
    placeholder,
    min_values: 0,
    max_values: 1,
    ...(mention === null ? {} : { default_values: [{ id: mention.id, type }] }),
  };
}

export function fromSelect({ mentionFrom }: Guild, { setup }: Words, id: ComponentId): APISelectMenuComponent {
  const option = (value: string, label: string) => ({ value, label, default: value === mentionFrom });
  return {
    type: ComponentType.StringSelect,
    custom_id: id('setupMentionFrom'),
    options: [option('critical', setup.fromCritical), option('warning', setup.fromWarning)],
  };
}

export function roleSelect({ acknowledgeRole }: Guild, placeholder: string): APISelectMenuComponent {
  return {
    type: ComponentType.RoleSelect,
    custom_id: customId('setupAcknowledge'),
    placeholder,
    min_values: 0,
    max_values: 1,
    ...(acknowledgeRole === null
      ? {}
      : { default_values: [{ id: acknowledgeRole, type: SelectMenuDefaultValueType.Role }] }),
  };
}

export function zoneSelect(timeZone: string): APISelectMenuComponent {
  return {
    type: ComponentType.StringSelect,
    custom_id: customId('setupTimeZone'),
    options: timeZoneChoices(timeZone).map((zone) => ({ value: zone, label: zone, default: zone === timeZone })),
  };
}

export function timeSelect(summaryMinute: number): APISelectMenuComponent {
  const hours = Array.from({ length: 24 }, (_, hour) => hour * 60);
  const minutes = [...new Set([...hours, summaryMinute])].sort((a, b) => a - b);
  return {
    type: ComponentType.StringSelect,
    custom_id: customId('setupSummaryTime'),
    options: minutes.map((minute) => ({
      value: String(minute),
      label: clockText(minute),
      default: minute === summaryMinute,
    })),
  };
}
