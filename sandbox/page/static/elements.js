/** Makes an element. Texts become text nodes: nothing that a message says is ever read as HTML. */
export function element(name, { className = '', attributes = {}, on = {} } = {}, ...children) {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : value);
  }
  for (const [event, listener] of Object.entries(on)) made.addEventListener(event, listener);
  made.append(...children.filter(Boolean));
  return made;
}

/** Opens elsewhere and learns nothing of this page. */
export function link(href, className, ...children) {
  return element(
    'a',
    { className, attributes: { href, target: '_blank', rel: 'noopener noreferrer nofollow' } },
    ...children,
  );
}

/** Sends it to the page's server. What went wrong comes back as `error`. */
export async function ask(path, body) {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.ok ? await response.json() : { error: await response.text() };
  } catch {
    return { error: 'The local Discord is not running any more.' };
  }
}
