import { ask, element } from './elements.js';

/** The box at the bottom: suggestions for slash commands while typing, Enter sends. */
export function startMessageBox({ form, input, panel, items, options }, send) {
  let shown = [];
  let active = -1;
  /** The suggestions for what is in the box right now. */
  let latest = Promise.resolve();

  input.addEventListener('input', () => suggest());
  input.addEventListener('focus', () => suggest());
  input.addEventListener('keydown', (event) => void onKey(event));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });

  function suggest() {
    const line = input.value;
    latest = ask('/suggest', { line }).then((answer) => {
      if (line === input.value) show(answer);
    });
    return latest;
  }

  function show({ items: found = [], firstIsMeant = false, options: needed = [] }) {
    shown = found;
    items.replaceChildren(...found.map(itemElement));
    options.replaceChildren(...needed.map(optionElement));
    panel.hidden = found.length === 0 && needed.length === 0;
    input.setAttribute('aria-expanded', String(found.length > 0));
    activate(firstIsMeant && found.length > 0 ? 0 : -1);
  }

  function itemElement({ label, detail }, i) {
    return element(
      'div',
      {
        className: 'suggestion',
        attributes: { id: `suggestion-${i}`, role: 'option' },
        // The box keeps the focus.
        on: { mousedown: (event) => event.preventDefault(), click: () => take(i) },
      },
      element('b', {}, label),
      detail && element('span', {}, detail),
    );
  }

  function optionElement({ name, description, isRequired, isCurrent }) {
    return element(
      'div',
      { className: isCurrent ? 'option current' : 'option' },
      element('b', {}, name),
      element('span', {}, isRequired ? description : `${description} (optional)`),
    );
  }

  function activate(i) {
    active = i;
    for (const [at, item] of [...items.children].entries()) item.setAttribute('aria-selected', String(at === i));
    items.children[i]?.scrollIntoView({ block: 'nearest' });
    if (i < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', `suggestion-${i}`);
  }

  function take(i) {
    input.value = shown[i].line;
    void suggest();
  }

  function close() {
    show({});
  }

  async function onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length > 0) {
      event.preventDefault();
      activate(active < 0 && step < 0 ? shown.length - 1 : (active + step + shown.length) % shown.length);
    } else if (event.key === 'Tab' && !event.shiftKey && shown.length > 0) {
      event.preventDefault();
      take(Math.max(active, 0));
    } else if (event.key === 'Escape') close();
  }

  /** Enter takes the marked suggestion, or sends. Suggestions still on their way are waited for: they may be what is meant. */
  async function submit() {
    await latest;
    if (active >= 0) return take(active);
    const line = input.value.trim();
    if (line === '') return;
    input.value = '';
    close();
    const { error } = await send(line);
    // A line that was refused comes back to be mended, unless another is being typed.
    if (error && input.value === '') input.value = line;
  }
}
