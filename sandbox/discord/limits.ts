/** Numbers of Discord's that the stand-in keeps to. Those marked (lore) are widely reported and not documented. */

export const DISCORD_EPOCH_MS = 1_420_070_400_000;

export const MESSAGE_LIMITS = {
  content: 2000,
  embeds: 10,
  attachments: 10,
  nonce: 25,
  username: 80,
  threadName: 100,
  actionRows: 5,
} as const;

export const EMBED_LIMITS = {
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  author: 256,
  url: 2048,
  color: 0xff_ff_ff,
  /** Over all embeds of one message. */
  total: 6000,
} as const;

export const COMPONENT_LIMITS = {
  customId: 100,
  buttonsPerRow: 5,
  buttonLabel: 80,
  url: 512,
  selectOptions: 25,
  selectText: 100,
  placeholder: 150,
  v2Total: 40,
  v2Text: 4000,
  sectionTexts: 3,
  galleryItems: 10,
  mediaDescription: 1024,
} as const;

export const MODAL_LIMITS = {
  title: 45,
  components: 5,
  label: 45,
  description: 100,
  value: 4000,
  placeholder: 100,
} as const;

export const COMMAND_LIMITS = {
  name: 32,
  description: 100,
  options: 25,
  choices: 25,
  choiceText: 100,
  stringLength: 6000,
  size: 8000,
  chatInput: 100,
  contextMenu: 15,
  createsPerDay: 200,
} as const;

export const REQUEST_BYTES = 25 * 1024 * 1024;
export const FILE_BYTES = 10 * 1024 * 1024;
export const WEBHOOKS_PER_CHANNEL = 15;
export const ACTIVE_THREADS = 1000;
export const TAGS_PER_POST = 5;
export const MENTION_IDS = 100;
export const INTERACTION_DEADLINE_MS = 3000;
export const INTERACTION_TOKEN_LIFE_MS = 15 * 60_000;
/** "Past few minutes" in the documentation of enforce_nonce. */
export const NONCE_LIFE_MS = 5 * 60_000;

export const GATEWAY_LIMITS = {
  heartbeatIntervalMs: 41_250,
  payloadBytes: 4096,
  sends: 120,
  sendWindowMs: 60_000,
  identifyIntervalMs: 5000,
  maxConcurrency: 1,
  guildsPerShard: 2500,
  sessionStarts: 1000,
  sessionStartWindowMs: 24 * 60 * 60_000,
  /** How long a session without a connection can be resumed (lore). */
  resumableMs: 3 * 60_000,
  /** Events kept for a resume (ours; Discord's number is not known). */
  replayable: 1000,
} as const;
