import { DiscordAPIError, type RESTOptions } from '@discordjs/rest';

type MakeRequest = RESTOptions['makeRequest'];

/**
 * The library takes a redirect for a success, and fails on JSON that is no object as if it were a fault of ours. Discord answers
 * with neither: both become what any other page in between is, an error without a code.
 */
export function withoutRedirects(makeRequest: MakeRequest): MakeRequest {
  return async (url, init) => {
    const answer = await makeRequest(url, init);
    const { status } = answer;
    if (status >= 300 && status < 400) throw pageOf(status, url, init.method);
    if (status < 400) return answer;
    const json = async () => {
      const body: unknown = await answer.json();
      return typeof body === 'object' && body !== null ? body : {};
    };
    return { ...answer, json };
  };
}

/** As the library makes it of a page: without a code. */
function pageOf(status: number, url: string, method = 'GET'): DiscordAPIError {
  return new DiscordAPIError({ message: 'a redirect', error: '' }, '', status, method, url, {
    body: undefined,
    files: undefined,
  });
}
