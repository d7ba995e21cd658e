import { element, link } from './elements.js';
import { selectMenu } from './selectMenu.js';

/** One message as an element. `act(path, body)` is called when something on it is clicked. */
export function messageElement(view, act) {
  const className = [
    'message',
    view.startsGroup && 'starts-group',
    view.isEphemeral && 'ephemeral',
    view.isForReader && 'for-reader',
  ];
  return element(
    'li',
    { className: className.filter(Boolean).join(' '), attributes: { 'data-id': view.id } },
    view.used && usedLine(view.used),
    view.startsGroup ? avatar(view.author) : element('span', { className: 'clock' }, view.clock),
    element('div', { className: 'body' }, view.startsGroup && heading(view), ...content(view, act)),
    view.menus.length > 0 && menuElement(view, act),
  );
}

/** Shown while the pointer or the keyboard is on the message, as Discord has it under Apps. */
function menuElement({ id, menus }, act) {
  const items = menus.map((name) =>
    element(
      'button',
      {
        className: 'button secondary',
        attributes: { type: 'button' },
        on: { click: () => act('/menu', { messageId: id, name }) },
      },
      name,
    ),
  );
  return element('div', { className: 'menus' }, ...items);
}

function usedLine({ who, command }) {
  return element(
    'div',
    { className: 'used' },
    element('b', {}, who),
    ' used ',
    element('span', { className: 'mention' }, command),
  );
}

function avatar({ initial, colour }) {
  const made = element('span', { className: 'avatar', attributes: { 'aria-hidden': 'true' } }, initial);
  made.style.backgroundColor = colour;
  return made;
}

function heading({ author, time, at }) {
  return element(
    'h2',
    {},
    element('span', { className: 'name' }, author.name),
    author.isApp && element('span', { className: 'app' }, 'APP'),
    element('time', { attributes: { datetime: at } }, time),
  );
}

function content(view, act) {
  if (view.isThinking) return [thinking(view.author.name), ephemeralNote(view, act)];
  return [
    textBlock(view.lines, view.isEdited ? element('span', { className: 'edited' }, ' (edited)') : null),
    ...view.embeds.map(embedElement),
    ...view.files.map(fileElement),
    ...view.blocks.map((block) => blockElement(block, view.id, act)),
    ephemeralNote(view, act),
  ];
}

function thinking(name) {
  const dots = element('span', { className: 'dots', attributes: { 'aria-hidden': 'true' } }, '● ● ●');
  return element('div', { className: 'thinking' }, dots, `${name} is thinking…`);
}

function ephemeralNote({ isEphemeral, id }, act) {
  if (!isEphemeral) return null;
  const dismiss = element(
    'button',
    { className: 'as-link', attributes: { type: 'button' }, on: { click: () => act('/dismiss', { messageId: id }) } },
    'Dismiss message',
  );
  return element('div', { className: 'note' }, '👁 Only you can see this • ', dismiss);
}

function textBlock(lines, after = null) {
  if (lines.length === 0 && after === null) return null;
  const made = element('div', { className: 'text' }, ...lines.map(lineElement));
  const end = made.lastElementChild;
  if (after) (end?.classList.contains('plain') ? end : made).append(after);
  return made;
}

function lineElement({ kind, lead, pieces }) {
  if (kind === 'item') {
    return element(
      'div',
      { className: 'line item' },
      element('span', {}, lead),
      element('span', {}, ...pieces.map(pieceElement)),
    );
  }
  const className = { code: 'line code-line', quote: 'line quote', text: 'line plain' }[kind];
  return element('div', { className }, ...pieces.map(pieceElement));
}

function pieceElement({ text, looks, href }) {
  if (href) return link(href, looks.join(' '), text);
  return looks.length > 0 ? element('span', { className: looks.join(' ') }, text) : text;
}

function embedElement(embed) {
  const { title, titleHref, thumbnail, picture } = embed;
  const titleText = title.map(pieceElement);
  const made = element(
    'article',
    { className: thumbnail ? 'embed with-thumbnail' : 'embed' },
    thumbnail && pictureElement(thumbnail, 'thumbnail'),
    embed.author && element('div', { className: 'embed-author' }, embed.author),
    title.length > 0 && element('h3', {}, ...(titleHref ? [link(titleHref, '', ...titleText)] : titleText)),
    textBlock(embed.lines),
    embed.fields.length > 0 && element('div', { className: 'fields' }, ...embed.fields.map(fieldElement)),
    picture && pictureElement(picture, 'picture'),
    embed.footer && element('div', { className: 'embed-footer' }, embed.footer),
  );
  made.style.borderLeftColor = embed.colour;
  return made;
}

function fieldElement({ name, lines, columns }) {
  const title = element('h4', {}, ...name.map(pieceElement));
  return element('div', { className: `field columns-${columns}` }, title, textBlock(lines));
}

function pictureElement({ name, src, href, width, height }, className) {
  if (src === null) return href ? link(href, 'elsewhere', `🖼 ${name}`) : null;
  return element('img', { className, attributes: { src, alt: name, width, height } });
}

function fileElement({ name, href, size, picture }) {
  if (picture?.src) return link(href, 'picture-link', pictureElement(picture, 'picture'));
  return element('div', { className: 'file' }, '📄 ', link(href, '', name), element('span', {}, ` ${size}`));
}

function blockElement({ kind, ...block }, messageId, act) {
  if (kind === 'text') return textBlock(block.lines);
  if (kind === 'row') {
    return element('div', { className: 'row' }, ...block.parts.map((part) => componentElement(part, messageId, act)));
  }
  const inner = block.blocks.map((each) => blockElement(each, messageId, act));
  const made = element('section', { className: 'container' }, ...inner);
  if (block.colour) made.style.borderLeft = `4px solid ${block.colour}`;
  return made;
}

function componentElement(part, messageId, act) {
  if (part.kind === 'select')
    return selectMenu(part, (values) => act('/select', { messageId, customId: part.customId, values }));
  if (part.look === 'link') {
    return part.href && !part.disabled
      ? link(
          part.href,
          'button link',
          part.label,
          element('span', { attributes: { 'aria-hidden': 'true' } }, ' ↗\ufe0e'),
        )
      : element('button', { className: 'button link', attributes: { type: 'button', disabled: true } }, part.label);
  }
  return element(
    'button',
    {
      className: `button ${part.look}`,
      attributes: { type: 'button', disabled: part.disabled, 'data-custom-id': part.customId },
      on: { click: () => act('/button', { messageId, customId: part.customId }) },
    },
    part.label,
  );
}
