import type { CodeBook, CodeClass, ErrorCode } from '../monitor/record/codes.ts';

/**
 * CaptchaAI's error codes (docs.captchaai.com/pages/err_handling and the older error pages), and those of the
 * 2captcha family that the same protocol may return. Unknown codes are kept verbatim and are never an error of ours.
 */
export const ERROR_CODES: Readonly<Record<string, ErrorCode>> = {
  // Account: nothing works until somebody acts.
  ERROR_WRONG_USER_KEY: code('account', 'The API key is not 32 characters long', 'Correct the API key'),
  ERROR_KEY_DOES_NOT_EXIST: code(
    'account',
    'The API key is unknown, or the account has no threads (plan or trial not started, or expired)',
    'Check the API key, then the plan',
  ),
  IP_BANNED: code(
    'account',
    'Too many calls with a wrong key',
    'Correct the API key; the ban ends after about 5 minutes',
  ),
  ERROR_IP_BANNED: code(
    'account',
    'Too many calls with a wrong key',
    'Correct the API key; the ban ends after about 5 minutes',
  ),
  ERROR_IP_NOT_ALLOWED: code(
    'account',
    "This address is not on the account's allow-list",
    'Add the address to the allow-list',
  ),
  'ERROR: 1002': code(
    'account',
    'Blocked after too many zero-balance answers',
    'Top up or upgrade, then wait 5 minutes',
  ),
  'ERROR: 1004': code('account', 'Blocked after too many wrong-key calls', 'Correct the API key, then wait 10 minutes'),

  // Capacity: more is asked for than the plan gives.
  ERROR_ZERO_BALANCE: code(
    'capacity',
    'No free threads, or no funds on a pay-as-you-go account',
    'Send fewer tasks at a time, upgrade the plan or top up',
  ),
  ERROR_NO_SLOT_AVAILABLE: code(
    'capacity',
    'All threads are busy; the task was not queued',
    'Wait 5 seconds and retry, or upgrade the plan',
  ),
  ERROR_TOO_MUCH_REQUESTS: code('capacity', 'Too many requests', 'Slow down: retry after 3 to 10 seconds'),
  HTTP_429: code('capacity', 'Too many requests', 'Slow down: retry after 3 to 10 seconds'),
  MAX_USER_TURN: code('capacity', 'Too many tasks in a burst', 'Wait 10 seconds, then spread the tasks out'),
  'ERROR: 1001': code(
    'capacity',
    'Blocked after too many no-slot answers',
    'Wait 10 minutes and send fewer tasks at a time',
  ),
  'ERROR: 1003': code(
    'capacity',
    'Blocked: far more no-slot answers than tasks',
    'Wait 30 seconds and back off after each one',
  ),
  'ERROR: 1005': code('capacity', 'Blocked: too many result requests', 'Wait 5 minutes and poll every 5 seconds only'),

  // Caller: the request itself is wrong.
  ERROR_PAGEURL: code('caller', 'The page URL is missing or invalid', 'Send the full URL of the page with the CAPTCHA'),
  ERROR_GOOGLEKEY: code('caller', 'The site key is blank or malformed', 'Read the site key from the page again'),
  ERROR_WRONG_GOOGLEKEY: code('caller', 'The site key is missing', 'Send the site key of the page'),
  ERROR_BAD_TOKEN_OR_PAGEURL: code(
    'caller',
    'Site key and page URL do not belong together',
    'The target site may have changed: look for an iframe with its own URL',
  ),
  ERROR_BAD_PARAMETERS: code(
    'caller',
    'A required parameter is missing or has the wrong type',
    'Compare the request with the documentation',
  ),
  ERROR_DOMAIN_NOT_ALLOWED: code(
    'caller',
    'The target domain is refused',
    'Ask CaptchaAI whether the domain is supported',
  ),
  ERROR_ZERO_CAPTCHA_FILESIZE: code('caller', 'The image is too small', 'Check how the image is downloaded'),
  ERROR_TOO_BIG_CAPTCHA_FILESIZE: code('caller', 'The image is too big', 'Send a smaller image'),
  ERROR_WRONG_FILE_EXTENSION: code('caller', 'The image has an unsupported extension', 'Send JPG, PNG or GIF'),
  ERROR_IMAGE_TYPE_NOT_SUPPORTED: code('caller', 'The image type is not supported', 'Send JPG, PNG or GIF'),
  ERROR_UPLOAD: code('caller', 'The image or its base64 is broken', 'Check how the image is encoded'),
  ERROR_CAPTCHAIMAGE_BLOCKED: code(
    'caller',
    'The image is known to be unsolvable',
    'The site may be showing a deny image',
  ),
  TOO_MANY_BAD_IMAGES: code('caller', 'Too many unsolvable images', 'The site may be showing a deny image'),
  ERROR_WRONG_ID_FORMAT: code('caller', 'The task id is malformed', 'Use the id exactly as it was returned'),
  ERROR_WRONG_CAPTCHA_ID: code(
    'caller',
    'The task id is unknown or has expired',
    'Poll sooner, with the id that was returned',
  ),
  ERROR_NO_SUCH_CAPCHA_ID: code(
    'caller',
    'The task id is unknown or has expired',
    'Poll sooner, with the id that was returned',
  ),
  ERROR_EMPTY_ACTION: code('caller', 'The request names no action', 'Compare the request with the documentation'),
  ERROR_PROXY_FORMAT: code('caller', 'The proxy string is malformed', 'Send the proxy as user:password@host:port'),

  // Proxy.
  ERROR_BAD_PROXY: code('proxy', 'The proxy is marked as bad', 'Change the proxy'),
  ERROR_PROXY_CONNECTION_FAILED: code('proxy', 'The page could not be loaded through the proxy', 'Change the proxy'),

  // Solver: passing failures of a single task.
  ERROR_CAPTCHA_UNSOLVABLE: code(
    'solver',
    'The solver gave up',
    'Retry once or twice; if it lasts, check whether the CAPTCHA changed',
  ),
  ERROR_BAD_DUPLICATES: code('solver', 'Not enough matching answers', 'Retry'),
  ERROR_TOKEN_EXPIRED: code(
    'solver',
    'The challenge expired before it was solved',
    'Fetch a new challenge just before submitting',
  ),
  TIMEOUT: code(
    'solver',
    "No result before the caller's deadline",
    'Check latency; allow 120 s and more for reCAPTCHA',
  ),

  // Outage.
  ERROR_SERVER_ERROR: code('outage', 'A fault at CaptchaAI', 'Retry after 10 seconds, then back off'),
  ERROR_INTERNAL_SERVER_ERROR: code('outage', 'A fault at CaptchaAI', 'Retry after 10 seconds, then back off'),

  // Not a failure of a solve.
  CAPCHA_NOT_READY: code('none', 'The task is still being solved', 'Keep polling every 5 seconds'),
  CAPTCHA_NOT_READY: code('none', 'The task is still being solved', 'Keep polling every 5 seconds'),
  OK_REPORT_RECORDED: code('none', 'A report on a task was recorded', 'Nothing to do'),
  ERROR_REPORT_NOT_RECORDED: code('none', 'A report on a task was not recorded', 'Nothing to do'),
  ERROR_DUPLICATE_REPORT: code('none', 'A task was reported twice', 'Report each task once'),
  ERROR_IP_ADDRES: code('none', 'The callback address is not registered', 'Register the callback address'),
};

function code(codeClass: CodeClass, meaning: string, advice: string): ErrorCode {
  return { class: codeClass, meaning, advice };
}

/** A map, because a text that is looked up in an object is kept by the engine, and workers may make up any number of codes. */
const BY_NAME: ReadonlyMap<string, ErrorCode> = new Map(Object.entries(ERROR_CODES));

/** What a code means; null for one that we do not know. Never found on the object's prototype. */
export function explainCode(name: string): ErrorCode | null {
  return BY_NAME.get(name) ?? null;
}

export const CODE_BOOK: CodeBook = { known: Object.keys(ERROR_CODES), explain: explainCode };
