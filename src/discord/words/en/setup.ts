/** The one screen of `/setup`. */
export const setup = {
  heading: '## Where alerts go, and whom they ping',
  intro: 'Every choice is saved at once and holds for this server.',
  channel: '**Channel**',
  channelHint: 'Pick the channel for alerts',
  mention: '**Ping**',
  mentionHint: 'Pick a role or a person; none: nobody is pinged',
  mentionFrom: '**Ping from**',
  fromError: 'Critical alerts only',
  fromWarning: 'Warnings and critical alerts',
  timeZone: '**Time zone**',
  timeZoneHint: 'Another one: `/setup time_zone:`',
  summaryTime: '**Daily summary**',
  toWebhook: 'Alerts go to the webhook of this monitor until you pick a channel.',
  toNowhere: '⚠️ Alerts have no place to go yet.',
  toChannel: (channel: string) => `✅ Alerts go to ${channel}.`,
  channelGone: (channel: string) => `⚠️ I cannot see ${channel}: it was deleted, or I lack View Channel there.`,
  wrongKind: (channel: string) =>
    `⚠️ Alerts cannot be posted in ${channel}: pick a text, announcement, voice or stage channel, or a thread.`,
  missing: ({ channel, permissions }: Record<'channel' | 'permissions', string>) =>
    `⚠️ In ${channel} I lack: **${permissions}**. Grant them to my role in the channel’s settings.`,
  notSaved: 'The channel was not changed.',
  cannotPing: (role: string) =>
    `⚠️ ${role} would be shown but not pinged: make the role mentionable, or give me Mention Everyone.`,
  testHint: 'Try it: a test alert goes the way that real ones go.',
};
