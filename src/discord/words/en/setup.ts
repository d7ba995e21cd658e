/** The one screen of `/setup`. */
export const setup = {
  heading: '## Where alerts go, and whom they ping',
  intro: 'Each choice is saved immediately, for this server.',
  ofPipeline: (name: string) =>
    `These choices hold for the pipeline ${name} alone. Everything else is as for the server.`,
  channel: '**Channel**',
  channelHint: 'Pick the channel for alerts',
  mention: '**Ping**',
  mentionHint: 'Pick a role or a person, or nobody',
  mentionFrom: '**Ping from**',
  fromCritical: 'Critical alerts only',
  fromWarning: 'Warnings and critical alerts',
  timeZone: '**Time zone**',
  timeZoneHint: 'For another time zone: `/setup time_zone:`',
  summaryTime: '**Daily summary**',
  toWebhook: 'Alerts go to the webhook of this monitor until you pick a channel.',
  toNowhere: '⚠️ Alerts have no destination yet.',
  toChannel: (channel: string) => `✅ Alerts go to ${channel}.`,
  channelGone: (channel: string) =>
    `⚠️ I cannot see ${channel}: it was deleted, or I need the permission View Channel there.`,
  wrongKind: (channel: string) =>
    `⚠️ Alerts cannot be posted in ${channel}: pick a text, announcement, voice or stage channel, or a thread.`,
  missing: ({ channel, permissions }: Record<'channel' | 'permissions', string>) =>
    `⚠️ Missing permissions in ${channel}: **${permissions}**. Grant them to my role in the channel’s settings.`,
  notSaved: 'The channel was not changed.',
  cannotPing: (role: string) =>
    `⚠️ ${role} would be shown but not pinged: make the role mentionable, or give me Mention Everyone.`,
  testHint: 'Try it: a test alert goes through the real delivery path.',
};
