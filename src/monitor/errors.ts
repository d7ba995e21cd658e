export type MonitorErrorCode =
  | 'badDuration'
  | 'badLimit'
  | 'nothingMuted'
  | 'alreadyAcknowledged'
  | 'incidentEnded'
  | 'notSaved'
  | 'overloaded';

/** A failure that whoever asked should read as it stands: the message is a whole sentence that says what to do. */
export class MonitorError extends Error {
  override readonly name = 'MonitorError';
  readonly code: MonitorErrorCode;

  constructor(code: MonitorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
