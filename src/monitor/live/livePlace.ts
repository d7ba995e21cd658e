/** Where a guild has its live status; null: in the channel of its alerts, wherever that is. */
export interface LivePlace {
  readonly channelId: string | null;
}
