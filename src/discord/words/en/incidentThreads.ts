import type { ThreadMode } from '../../../monitor/delivery/threads.ts';

/** A thread or a post for each incident: what `/setup` and `/status` say of it, and what stands in it. */
export const incidentThreads = {
  title: 'Threads',
  heading: '**A thread for each incident**',
  hint: 'Pick a forum for the posts, or none',
  modes: { off: 'No threads', thread: 'A thread under the alert', post: 'A post in a forum' } satisfies Readonly<
    Record<ThreadMode, string>
  >,
  isOff: 'All messages about an incident are sent to the channel.',
  inThread:
    'Reminders, notes, acknowledgements and the recovery go to a thread under the alert; the channel keeps the alert itself.',
  inForum: (channel: string) =>
    `Each incident is a post in ${channel}, tagged by state and severity. Everything else stays in the channel.`,
  byWebhook: 'If the webhook belongs to a forum, each incident is a post in it.',
  pickForum: '⚠️ Pick a forum: until then alerts stay in the channel.',
  needs: ({ channel, permissions }: { readonly channel: string; readonly permissions: string }) =>
    `⚠️ In ${channel} the bot needs: ${permissions}. Until then everything stays in the channel.`,
  /** In `/status` too. */
  trouble: (why: string) => `⚠️ Threads: ${why}. Messages go to the channel.`,
  forumGone: '⚠️ The forum no longer exists: pick another one.',
  notSaved: 'The threads were not changed.',
  tagsOf: (tags: string) => `Tags that the bot sets where the forum has them: ${tags}`,
  /** Of a forum, as people name them: in whatever language it has them, they are found. */
  tags: {
    critical: 'critical',
    warning: 'warning',
    open: 'open',
    acknowledged: 'acknowledged',
    recovered: 'recovered',
  },
  /** What stands in a thread of what people do. */
  tookOn: (who: string) => `👤 ${who} is on it`,
  tookBack: (who: string) => `👤 ${who} is no longer on it`,
  note: ({ who, text }: { readonly who: string; readonly text: string }) => `📝 ${who}: ${text}`,
  chart: (until: string) => `📈 The chart until ${until}`,
};
