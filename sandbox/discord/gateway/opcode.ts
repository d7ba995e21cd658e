export const OP = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  voiceState: 4,
  resume: 6,
  reconnect: 7,
  requestMembers: 8,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
  requestSoundboard: 31,
} as const;

/** Valid to send although the stand-in has no answer to them. */
export const IGNORED_OPS: readonly number[] = [OP.voiceState, OP.requestMembers, OP.requestSoundboard];
