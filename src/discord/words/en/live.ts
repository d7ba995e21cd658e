/** The one message that shows how everything stands, and what `/setup` and `/status` say of it. */
export const live = {
  title: 'Live Status',
  /** At its end. */
  kept: 'This message is edited when something changes. `/status` shows more.',
  heading: '**Live status**',
  hint: 'Pick a channel, or none to switch it off',
  /** Buttons. */
  here: 'Live status with the alerts',
  off: 'Live status off',
  isOff: 'One message that always shows how everything stands. It is switched off.',
  isIn: (channel: string) => `✅ One message in ${channel} is kept up to date.`,
  cannotPin: (channel: string) =>
    `⚠️ It is not pinned: grant my role **Pin Messages** in ${channel}. The bot tries again every ten minutes.`,
  trouble: (why: string) => `⚠️ Not up to date: ${why}`,
  notSaved: 'The live status was not changed.',
  alertChannel: 'the alert channel',
};
