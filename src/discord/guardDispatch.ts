import { type Client, GatewayDispatchEvents, SimpleShardingStrategy } from 'discord.js';
import type { Logger } from '../log.ts';
import type { Packet } from './guildRecords.ts';

export interface GuardOptions {
  readonly log: Logger;
  /** Called with each event that was dropped, by a name from a closed set. */
  readonly onDropped: (event: string) => void;
  /** Whether the library is to read an event; without one it goes on with those that wait. */
  readonly isForLibrary: (packet: Packet | undefined) => boolean;
  /** Called with the code of each connection that closes. */
  readonly onClose: (code: number) => void;
}

/** What a gateway may send but the library cannot read ends here: its own errors surface outside every listener, and would end the process. */
export function createGuard({ log, onDropped, isForLibrary, onClose }: GuardOptions) {
  const dropped = (name: unknown, err: unknown) => {
    const event = KNOWN_EVENTS.has(String(name)) ? String(name) : 'other';
    onDropped(event);
    log.error({ event, ...withoutText(err) }, 'gateway event dropped: it could not be read');
  };
  return {
    /** Its events, those too that it kept until it was ready. */
    guardClient(client: Client): void {
      const mayRun = (packet: unknown) => isForLibrary(packet as Packet | undefined);
      guard(client.ws, 'handlePacket', (err, [packet]) => dropped(nameIn(packet), err), mayRun);
    },
    /** Its connections, from the raw payload on. */
    buildStrategy: (...args: ConstructorParameters<typeof SimpleShardingStrategy>) =>
      new GuardedStrategy(args, {
        onDropped: dropped,
        onFailed: (err) => log.warn(withoutText(err), 'gateway connection failed'),
        onClose,
      }),
  };
}

type OnFailure = (err: unknown, args: readonly unknown[]) => void;

interface ShardListeners {
  readonly onDropped: (name: unknown, err: unknown) => void;
  readonly onFailed: (err: unknown) => void;
  readonly onClose: (code: number) => void;
}

/** Also, a connection that was given up does not connect again by itself, as one of the library does half a second later. */
class GuardedStrategy extends SimpleShardingStrategy {
  readonly #listeners: ShardListeners;
  #isOver = false;

  constructor(args: ConstructorParameters<typeof SimpleShardingStrategy>, listeners: ShardListeners) {
    super(...args);
    this.#listeners = listeners;
  }

  override async spawn(shardIds: number[]): Promise<void> {
    this.#isOver = false;
    await super.spawn(shardIds);
    const shards: unknown = Reflect.get(this, 'shards');
    if (!(shards instanceof Map)) throw new Error('the library keeps its shards elsewhere');
    const { onDropped, onFailed, onClose } = this.#listeners;
    for (const shard of shards.values()) {
      guard(shard, 'onMessage', (err, [data]) => onDropped(nameIn(parsed(data)), err));
      guard(shard, 'onClose', onFailed, (code) => {
        onClose(Number(code));
        return true;
      });
      guard(shard, 'heartbeat', onFailed);
      guard(shard, 'internalConnect', onFailed, () => !this.#isOver);
      // One that wants to connect again would keep the one that ends it from hearing of its end.
      guard(shard, 'destroy', onFailed, (options) => !(this.#isOver && isRecovery(options)));
    }
  }

  override async destroy(options?: Parameters<SimpleShardingStrategy['destroy']>[0]): Promise<void> {
    this.#isOver = true;
    await super.destroy(options);
  }
}

const KNOWN_EVENTS: ReadonlySet<string> = new Set(Object.values(GatewayDispatchEvents));

/** The methods are private in the library's types, so they are reached by name; one that is gone is a fault that a test must show. */
function guard(
  target: object,
  method: string,
  onFailure: OnFailure,
  mayRun: (...args: readonly unknown[]) => boolean = () => true,
): void {
  const original: unknown = Reflect.get(target, method);
  if (typeof original !== 'function') throw new Error(`the library no longer has ${method}`);
  Reflect.set(target, method, (...args: unknown[]) => {
    if (!mayRun(...args)) return undefined;
    try {
      const result: unknown = Reflect.apply(original, target, args);
      return result instanceof Promise ? result.catch((err: unknown) => onFailure(err, args)) : result;
    } catch (err) {
      onFailure(err, args);
      return undefined;
    }
  });
}

function isRecovery(options: unknown): boolean {
  return typeof options === 'object' && options !== null && 'recover' in options && options.recover !== undefined;
}

function parsed(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return null;
  }
}

function nameIn(packet: unknown): unknown {
  return typeof packet === 'object' && packet !== null && 't' in packet ? packet.t : null;
}

/** The text of an error may hold what somebody typed; where it happened does not. */
function withoutText(err: unknown): { readonly errorName: string; readonly at: readonly string[] } {
  if (!(err instanceof Error)) return { errorName: typeof err, at: [] };
  const at = (err.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { errorName: err.name, at: at.slice(0, FRAMES).map((line) => line.trim()) };
}

const FRAMES = 5;
