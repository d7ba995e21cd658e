import type { LiveBoard, LiveOutcome } from '../ports/liveBoard.ts';
import type { LiveGuild } from '../ports/liveStore.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import type { StatusOverview } from '../reports/statusOverview.ts';
import { type Clock, type Millis, SECOND } from '../time.ts';
import type { Guild } from '../types.ts';
import { afterStep, type LiveRequest } from './afterStep.ts';
import { decideLive, type LiveStep, type LiveTarget } from './decideLive.ts';
import type { LiveState, Shown } from './live.ts';
import type { LivePlace } from './livePlace.ts';

export interface LivePorts {
  readonly store: Pick<Store, 'live'>;
  readonly board: LiveBoard;
  readonly clock: Clock;
  readonly log: Log;
  /** Everything that a guild sees, as it is now. */
  readonly overview: (guildId: string) => Promise<StatusOverview>;
}

/** What changes without a trace among the incidents, such as a value, is looked at so often. */
const LOOK_MS: Millis = 15 * SECOND;
const SOON_MS: Millis = SECOND;

/** Brings the live status of one guild up to date where that is due; answers when to look at it again at the latest. */
export async function keepLive(wanted: LiveGuild, ports: LivePorts): Promise<Millis> {
  const { guildId, place, state } = wanted;
  const now = ports.clock.now();
  const overview = await ports.overview(guildId);
  const target = place === null ? null : targetOf(place, overview.guild);
  const channelId = target !== null && 'channelId' in target ? target.channelId : null;
  const shown = ports.board.shown(overview);
  const isBusy = await ports.store.live.isBusy(guildId, channelId, now);
  const step = decideLive(state, { target, shown, isBusy, now });
  const next = await take(step, wanted, { shown, overview, now }, ports);
  if (next !== state) await ports.store.live.write(guildId, next);
  return lookAgainMs(step, next);
}

function targetOf({ channelId }: LivePlace, { destination, unusable }: Guild): LiveTarget {
  if (channelId !== null) return { channelId };
  if (destination?.type !== 'channel') return { trouble: 'noDestination' };
  return unusable === null ? { channelId: destination.channelId } : { trouble: unusable };
}

interface LiveView {
  readonly shown: Shown;
  readonly overview: StatusOverview;
  readonly now: Millis;
}

async function take(step: LiveStep, wanted: LiveGuild, view: LiveView, ports: LivePorts): Promise<LiveState> {
  const { guildId, state } = wanted;
  if (step.do === 'nothing' || step.do === 'wait') return state;
  if (step.do === 'giveUp') {
    if (state.trouble === step.reason) return state;
    ports.log.info({ guildId, why: step.reason }, 'no live status');
    return { ...state, trouble: step.reason, troubleAt: step.channelId };
  }
  const outcome = await request(step, wanted, view, ports);
  const next = afterStep(state, step, outcome, view);
  tell(wanted, step, next, ports.log);
  return withPin(step, next, ports);
}

async function request(
  step: LiveRequest,
  { guildId, state }: LiveGuild,
  { overview }: LiveView,
  { board }: LivePorts,
): Promise<LiveOutcome> {
  switch (step.do) {
    case 'create':
      return board.create(step.channelId, overview, `${state.generation.toString(36)}-${guildId}`);
    case 'edit':
      return board.edit(step.message, overview);
    case 'check':
      return board.find(step.message);
    case 'remove':
      return board.remove(step.message);
  }
}

/** It goes on without the pin, and asks again when it looks whether the message is there. */
async function withPin(step: LiveRequest, state: LiveState, { board }: LivePorts): Promise<LiveState> {
  const { message, failures } = state;
  const isMeant = (step.do === 'create' || step.do === 'check') && failures === 0;
  if (!isMeant || message === null || message.isPinned) return state;
  return { ...state, message: { ...message, isPinned: await board.pin(message) } };
}

function tell({ guildId, state }: LiveGuild, step: LiveRequest, next: LiveState, log: Log): void {
  const line = { guildId, did: step.do, reason: step.reason };
  if (next.trouble !== null && next.trouble !== state.trouble)
    log.info({ ...line, why: next.trouble }, 'no live status');
  else log.debug(line, 'live status');
}

function lookAgainMs(step: LiveStep, { message, trouble }: LiveState): Millis {
  if (step.do === 'wait') return step.reason === 'stateChanged' || step.reason === 'deliveriesWait' ? SOON_MS : LOOK_MS;
  // It was deleted, or is to be where it is wanted now.
  const isMissing = message === null && trouble === null && step.do !== 'nothing';
  return isMissing ? SOON_MS : LOOK_MS;
}
