/** In the place of a person who asked to be forgotten. */
export const someone: string = 'someone';

export const privacy = {
  title: '🔒 Privacy',
  description: 'What this bot keeps, for how long, who runs it, and how to be forgotten.',
  kept: 'What Is Kept',
  people:
    'About people: user id and name of members who mute, acknowledge, write a note, change a setting or send a test; the user id of a member whom alerts ping, who is on call or in a step of the escalation, or whom the bot notified by direct message.',
  reasons: 'Reasons that members type for a mute, and notes that they write on incidents.',
  server: 'About the server: its id, name and language, its settings, and the ids of channels, roles and messages.',
  notPersonal: 'Solve results and readings are not about people. The bot does not read messages of members.',
  howLong: 'For How Long',
  history: (length: string) => `Mutes, incidents, changes and sent messages: ${length} after they are over.`,
  decisions: (length: string) => `Decisions, which \`/why\` shows: ${length} after they are over.`,
  settings: 'Settings: as long as the bot is in the server.',
  left: (length: string) => `After the bot leaves the server: everything, for ${length}.`,
  outside: 'Log files and backups: the operator decides.',
  operator: 'Who Runs This Bot',
  notNamed: 'The operator is not named. Operators set `PRIVACY_CONTACT` and `PRIVACY_URL` in the settings of the bot.',
  policy: (url: string) => `Privacy policy: ${url}`,
  forgotten: 'How to Be Forgotten',
  forgottenHow: (someone: string) =>
    `**Forget me** replaces your user id and name with "${someone}" in everything that is kept of this server. It asks first.`,
  forgetMe: 'Forget me',
  confirm: 'Yes, forget me',
  back: 'Back',
  askTitle: '🔒 Forget You in This Server?',
  ask: (someone: string) =>
    `Your user id and name become "${someone}" in mutes, acknowledgements, the log of changes and stored messages. You leave the on-call turns and the steps of the escalation, and alerts no longer ping you. This cannot be undone.`,
  holds:
    'Mutes and acknowledgements that are active stay active. Reasons and notes that you typed stay, without your user id.',
  stays:
    'Messages that are already in Discord stay as they are. Members with the permission Manage Messages can delete them there. For log files and backups ask the operator.',
  doneTitle: '🔒 You Were Forgotten in This Server',
  nothing: 'Nothing about you was found in what is kept of this server.',
  replaced: 'Entries Replaced',
  counts: ({
    mutes,
    incidents,
    notes,
    changes,
    messages,
  }: Record<'mutes' | 'incidents' | 'notes' | 'changes' | 'messages', string>) =>
    `Mutes: ${mutes}\nIncidents: ${incidents}\nNotes: ${notes}\nChanges: ${changes}\nStored messages: ${messages}`,
  pingsNobody: 'Alerts pinged you. Now they ping nobody: choose somebody else in `/setup`.',
  operatorPings:
    'The operator’s own settings still name you as the person whom alerts ping. Only the operator can change that.',
};
