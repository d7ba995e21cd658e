import { drawChannels } from './channelList.js';
import { ask, element } from './elements.js';
import { showForm } from './form.js';
import { messageElement } from './message.js';
import { startMessageBox } from './messageBox.js';

const byId = (id) => document.getElementById(id);
const log = byId('log');
const messages = byId('messages');
const trouble = byId('trouble');

/** Elements by message, and newer views of messages whose menu is open just now. */
const elements = new Map();
const waiting = new Map();

function showTrouble(text) {
  trouble.textContent = text ?? '';
  trouble.hidden = !text;
}

async function act(path, body) {
  showTrouble('');
  const answer = await ask(path, body);
  showTrouble(answer.error);
  if (answer.form) showForm(answer.form, act);
  return answer;
}

function draw(view) {
  const old = elements.get(view.id);
  if (old?.querySelector('.select-list:not([hidden])')) {
    waiting.set(view.id, view);
    return;
  }
  const focused = old?.contains(document.activeElement) ? document.activeElement.dataset.customId : undefined;
  const fresh = messageElement(view, act);
  elements.set(view.id, fresh);
  old?.replaceWith(fresh);
  // Who pressed a button with the keyboard stays where they were, as far as it is still there.
  if (focused) (fresh.querySelector(`[data-custom-id="${CSS.escape(focused)}"]:enabled`) ?? byId('line')).focus();
}

/** Whoever reads the end of the channel goes on with it; whoever has scrolled up stays there. */
let follows = true;
let lastTop = 0;
log.addEventListener('scroll', () => {
  // What has grown below since, nobody has scrolled away from.
  if (log.scrollHeight - log.scrollTop - log.clientHeight < 80) follows = true;
  else if (log.scrollTop < lastTop) follows = false;
  lastTop = log.scrollTop;
});
// On a phone the keyboard takes half of the page.
new ResizeObserver(() => follow()).observe(log);
const follow = () => {
  if (follows) log.scrollTop = log.scrollHeight;
};
// A picture has no height before it is there.
log.addEventListener('load', follow, true);

/** Nothing to choose where there is one person only, as in a test. */
function drawSwitches(people, locales) {
  byId('switches').hidden = people.length < 2;
  for (const [id, options] of Object.entries({ people, locales })) {
    const made = options.map(({ value, label, isChosen }) =>
      element('option', { attributes: { value, selected: isChosen } }, label),
    );
    byId(id).replaceChildren(...made);
  }
}

for (const id of ['people', 'locales']) {
  byId(id).addEventListener('change', () =>
    act('/switch', { userId: byId('people').value, locale: byId('locales').value }),
  );
}

let openChannel = '';

function drawHeading({ guild, channels, lastSaid }) {
  const { id, name } = channels.find(({ isOpen }) => isOpen);
  byId('guild').textContent = guild;
  byId('server').textContent = guild;
  byId('channel').textContent = name;
  document.title = `#${name} | ${guild}`;
  byId('said').textContent = lastSaid;
  byId('said').hidden = lastSaid === '';
  // Nothing to choose where there is one channel.
  byId('sidebar').hidden = channels.length < 2;
  drawChannels(byId('channels'), channels, (channelId) => act('/channel', { channelId }));
  // Another channel is read from its end.
  if (id !== openChannel) follows = true;
  openChannel = id;
}

function apply({ user, hint, people, locales, order, messages: views, ...head }) {
  drawHeading(head);
  byId('line').placeholder =
    hint.length === 0 ? `Type / for commands, as ${user}` : `Type / for commands, or: ${hint.join(', ')}`;
  drawSwitches(people, locales);

  for (const view of views) draw(view);
  for (const [id, gone] of elements) {
    if (order.includes(id)) continue;
    gone.remove();
    elements.delete(id);
    waiting.delete(id);
  }
  for (const [i, id] of order.entries()) {
    const wanted = elements.get(id);
    if (messages.children[i] !== wanted) messages.insertBefore(wanted, messages.children[i] ?? null);
  }
  byId('empty').hidden = order.length > 0;
  follow();
}

messages.addEventListener('menuclosed', (event) => {
  const id = event.target.closest('.message')?.dataset.id;
  const view = waiting.get(id);
  waiting.delete(id);
  // After the menu has handled what closed it.
  if (view) queueMicrotask(() => draw(view));
});

const source = new EventSource('/events');
source.addEventListener('message', ({ data }) => apply(JSON.parse(data)));
source.addEventListener('open', () => {
  byId('link').textContent = '';
});
source.addEventListener('error', () => {
  byId('link').textContent = 'Not connected';
});

startMessageBox(
  {
    form: byId('box'),
    input: byId('line'),
    panel: byId('suggestions'),
    items: byId('items'),
    options: byId('options'),
  },
  (line) => {
    // Whoever asks wants to see the answer, wherever they have scrolled to.
    follows = true;
    return act('/line', { line }).finally(follow);
  },
);
byId('line').focus();
