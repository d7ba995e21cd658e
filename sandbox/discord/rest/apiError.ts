/** Leaves are `{_errors: […]}`; list positions are keys too ("0", "1"). */
export interface ErrorTree {
  [key: string]: ErrorTree | readonly { code: string; message: string }[];
}

/** An answer that is not a success; thrown by handlers, written by the server. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: { readonly message: string; readonly code: number; readonly errors?: ErrorTree };

  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: number, message: string, errors?: ErrorTree, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.body = { message, code, ...(errors && { errors }) };
    this.headers = headers;
  }
}

/** The daily limit on new commands is a 429, so a client that waits out 429s waits for hours. */
export const tooManyCommandCreates = (limit: number, retryAfterMs: number) =>
  new ApiError(429, 30034, `Max number of daily application command creates has been reached (${limit})`, undefined, {
    'retry-after': String(Math.ceil(retryAfterMs / 1000)),
    'x-ratelimit-scope': 'user',
  });

export const unauthorized = () => new ApiError(401, 0, '401: Unauthorized');
export const notFound = () => new ApiError(404, 0, '404: Not Found');
export const methodNotAllowed = () => new ApiError(405, 0, '405: Method Not Allowed');
export const unknownApplication = () => new ApiError(404, 10002, 'Unknown Application');
export const unknownChannel = () => new ApiError(404, 10003, 'Unknown Channel');
export const unknownGuild = () => new ApiError(404, 10004, 'Unknown Guild');
export const unknownMember = () => new ApiError(404, 10007, 'Unknown Member');
export const unknownMessage = () => new ApiError(404, 10008, 'Unknown Message');
export const unknownWebhook = () => new ApiError(404, 10015, 'Unknown Webhook');
export const unknownInteraction = () => new ApiError(404, 10062, 'Unknown interaction');
export const unknownCommand = () => new ApiError(404, 10063, 'Unknown application command');
export const tooManyWebhooks = (limit: number) =>
  new ApiError(400, 30007, `Maximum number of webhooks reached (${limit})`);
export const tooManyAttachments = (limit: number) =>
  new ApiError(400, 30015, `Maximum number of attachments in a message reached (${limit})`);
export const tooManyCommands = (limit: number) =>
  new ApiError(400, 30032, `Maximum number of application commands reached (${limit}).`);
export const entityTooLarge = () => new ApiError(413, 40005, 'Request entity too large');
export const alreadyAcknowledged = () => new ApiError(400, 40060, 'Interaction has already been acknowledged.');
export const blockedUserAgent = () =>
  new ApiError(
    403,
    40333,
    'Cloudflare is blocking your request. This can often be resolved by setting a proper User Agent.',
  );
export const missingAccess = () => new ApiError(403, 50001, 'Missing Access');
export const notYourMessage = () => new ApiError(403, 50005, 'Cannot edit a message authored by another user');
export const emptyMessage = () => new ApiError(400, 50006, 'Cannot send an empty message');
export const noMessagesHere = () => new ApiError(400, 50008, 'Cannot send messages in a non-text channel');
export const missingPermissions = () => new ApiError(403, 50013, 'Missing Permissions');
export const invalidWebhookToken = () => new ApiError(401, 50027, 'Invalid Webhook Token');
export const invalidForm = (errors?: ErrorTree) => new ApiError(400, 50035, 'Invalid Form Body', errors);
export const fileTooLarge = (limit: number) =>
  new ApiError(400, 50045, `File uploaded exceeds the maximum size (${limit} bytes)`);
export const wrongChannelType = () => new ApiError(400, 50024, 'Cannot execute action on this channel type');
export const tagRequired = () => new ApiError(400, 40067, 'A tag is required to create a forum post in this channel');
export const threadAlreadyThere = () => new ApiError(400, 160004, 'A thread has already been created for this message');
export const lockedThread = () => new ApiError(400, 160005, 'Thread is locked');
export const tooManyThreads = () => new ApiError(400, 160006, 'Maximum number of active threads reached');
export const archivedThread = () => new ApiError(400, 50083, 'Thread is archived');
export const invalidJson = () => new ApiError(400, 50109, 'The request body contains invalid JSON.');
export const forumNeedsThread = () =>
  new ApiError(400, 220001, 'Webhooks posted to forum channels must have a thread_name or thread_id');
export const forumNeedsOneThread = () =>
  new ApiError(400, 220002, 'Webhooks posted to forum channels cannot have both a thread_name and thread_id');
export const threadsOnlyInForums = () =>
  new ApiError(400, 220003, 'Webhooks can only create threads in forum channels');
