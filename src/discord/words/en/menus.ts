/** The commands in the menu of a message: names at most 32 characters. */
export const menus = {
  muteKind: {
    name: 'Mute this kind',
    description: 'On an alert: mute its kind of alert for a while',
  },
  explain: {
    name: 'Explain',
    description: 'On an alert: show what it means and what to do',
  },
  heading: 'In the menu of a message, under Apps',
  notOurs: 'This message is not one of my alerts. Use this on an alert.',
  noAlert: 'This message is not about an alert: there is nothing to mute or to explain.',
  howLong: (kinds: string) => `For how long should ${kinds} be muted?`,
  pick: 'Pick how long',
};
