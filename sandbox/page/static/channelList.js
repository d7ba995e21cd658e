import { element } from './elements.js';

/** The channels in the sidebar. Buttons stay the same elements, so that whoever uses the keyboard stays where they are. */
export function drawChannels(list, channels, open) {
  if ([...list.children].map(({ dataset }) => dataset.id).join() !== channels.map(({ id }) => id).join()) {
    list.replaceChildren(...channels.map(({ id }) => entry(id, open)));
  }
  for (const [i, { name, isOpen, isUnread }] of channels.entries()) {
    const button = list.children[i].firstElementChild;
    button.querySelector('.channel-name').textContent = name;
    button.classList.toggle('unread', isUnread);
    button.setAttribute('aria-current', String(isOpen));
    button.setAttribute('aria-label', isUnread ? `${name}, unread` : name);
  }
}

function entry(id, open) {
  const button = element(
    'button',
    { className: 'channel', attributes: { type: 'button' }, on: { click: () => open(id) } },
    element('span', { className: 'hash', attributes: { 'aria-hidden': 'true' } }, '#'),
    element('span', { className: 'channel-name' }),
  );
  return element('li', { attributes: { 'data-id': id } }, button);
}
