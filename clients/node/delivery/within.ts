/** What a promise answers, or undefined where it takes longer. Until then the program is kept alive. */
export async function within<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  const answer = await Promise.race([work, late]);
  clearTimeout(timer);
  return answer;
}
