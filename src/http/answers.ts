/** A refused request, as /openapi.json describes it. */
export const refusal = (description: string) => ({
  description,
  type: 'object',
  properties: { statusCode: { type: 'integer' }, message: { type: 'string' }, field: { type: 'string' } },
});

/** What every route for workers may answer. */
export const ANSWERS = {
  202: { description: 'On disk', type: 'object', properties: { accepted: { type: 'integer' } } },
  400: refusal('A value is invalid; `field` names it'),
  401: refusal('The bearer token is missing or wrong'),
  413: refusal('The request is too large'),
  415: refusal(
    'The content type is not application/json, application/x-ndjson or application/jsonl, or the body is not UTF-8',
  ),
  429: refusal('Too many requests'),
  503: refusal(
    'Nothing was stored, unless the message says that it may have been; send it again after the seconds in Retry-After',
  ),
};
