export type AlertFailure =
  /** DISCORD_WEBHOOK_URL is missing or no webhook of Discord. */
  | 'badWebhookUrl'
  | 'badArgument'
  /** Discord does not know the webhook: it was deleted, or the address is not complete. */
  | 'webhookDeleted'
  /** Discord will not take this message. */
  | 'rejected'
  | 'rateLimited'
  /** It did not reach Discord. */
  | 'unreachable'
  /** The answer was lost: sent again, the message could appear twice. */
  | 'mayHaveArrived'
  | 'notDiscord';

/** An alert that was not delivered, as far as is known. It never holds the address of the webhook, which is a password. */
export class DiscordAlertError extends Error {
  override readonly name = 'DiscordAlertError';
  readonly failure: AlertFailure;

  constructor(failure: AlertFailure, message: string) {
    super(message);
    this.failure = failure;
  }
}
