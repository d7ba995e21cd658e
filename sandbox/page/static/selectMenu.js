import { element } from './elements.js';

/** A menu as Discord has them: Enter or a click picks; where several may be picked, they are sent when the menu closes. */
export function selectMenu({ customId, placeholder, disabled, min, max, options }, choose) {
  const chosen = new Set(options.filter(({ isChosen }) => isChosen).map(({ value }) => value));
  const before = [...chosen].join();
  const takesOne = max === 1;

  const face = element('span', { className: 'select-face' });
  const opener = element(
    'button',
    {
      className: 'select-opener',
      attributes: {
        type: 'button',
        disabled,
        'data-custom-id': customId,
        'aria-haspopup': 'listbox',
        'aria-expanded': 'false',
      },
      on: { click: () => (list.hidden ? open() : close(true)) },
    },
    face,
    element('span', { attributes: { 'aria-hidden': 'true' } }, '⌄'),
  );
  const items = options.map((option) =>
    element(
      'div',
      {
        className: 'select-option',
        attributes: { role: 'option', tabindex: '-1', 'data-value': option.value },
        on: { click: () => pick(option.value) },
      },
      element('span', {}, option.label),
      option.description && element('small', {}, option.description),
    ),
  );
  const list = element(
    'div',
    {
      className: 'select-list',
      attributes: { role: 'listbox', 'aria-multiselectable': takesOne ? null : 'true', 'aria-label': placeholder },
    },
    ...items,
  );
  list.hidden = true;
  const whole = element('div', { className: 'select', on: { keydown, focusout } }, opener, list);
  draw();
  return whole;

  function draw() {
    const names = options.filter(({ value }) => chosen.has(value)).map(({ label }) => label);
    face.textContent = names.join(', ') || placeholder;
    face.classList.toggle('placeholder', names.length === 0);
    for (const item of items) item.setAttribute('aria-selected', String(chosen.has(item.dataset.value)));
  }

  function open() {
    list.hidden = false;
    opener.setAttribute('aria-expanded', 'true');
    (items.find((item) => chosen.has(item.dataset.value)) ?? items[0])?.focus();
  }

  function close(sends) {
    if (list.hidden) return;
    list.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
    if (sends && [...chosen].join() !== before && chosen.size >= min) choose([...chosen]);
    // The message may have changed while the menu was open.
    whole.dispatchEvent(new CustomEvent('menuclosed', { bubbles: true }));
  }

  function pick(value) {
    if (takesOne) chosen.clear();
    if (chosen.has(value)) chosen.delete(value);
    else if (chosen.size < max) chosen.add(value);
    draw();
    if (!takesOne) return;
    opener.focus();
    close(true);
  }

  function keydown(event) {
    if (list.hidden) return;
    const at = items.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) items[(at + step + items.length) % items.length]?.focus();
    else if (event.key === 'Enter' || event.key === ' ') items[at]?.click();
    else if (event.key === 'Escape') {
      opener.focus();
      close(!takesOne);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function focusout(event) {
    if (!whole.contains(event.relatedTarget)) close(!takesOne);
  }
}
