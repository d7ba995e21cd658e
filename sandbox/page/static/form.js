import { element } from './elements.js';

/** Shows a form that the bot opened, in front of the page, until it is sent or closed. */
export function showForm({ customId, title, fields }, act) {
  const inputs = new Map(
    fields.map(({ customId: id, maxLength, isLong }) => [
      id,
      element(isLong ? 'textarea' : 'input', {
        attributes: { id: `form-${id}`, maxlength: maxLength, required: true, rows: isLong ? 4 : null },
      }),
    ]),
  );
  const error = element('p', { className: 'form-error', attributes: { role: 'alert', hidden: true } });
  const submit = async (event) => {
    event.preventDefault();
    const values = Object.fromEntries([...inputs].map(([id, { value }]) => [id, value]));
    const answer = await act('/form', { customId, values });
    error.textContent = answer.error ?? '';
    error.hidden = !answer.error;
    if (!answer.error) dialog.close();
  };
  const form = element(
    'form',
    { on: { submit } },
    element('h2', {}, title),
    ...fields.flatMap(({ customId: id, label, hint }) => [
      element('label', { attributes: { for: `form-${id}` } }, label),
      hint && element('p', { className: 'form-hint' }, hint),
      inputs.get(id),
    ]),
    error,
    element(
      'div',
      { className: 'row' },
      element('button', { className: 'button primary', attributes: { type: 'submit' } }, 'Submit'),
      element(
        'button',
        { className: 'button secondary', attributes: { type: 'button' }, on: { click: () => dialog.close() } },
        'Cancel',
      ),
    ),
  );
  const dialog = element('dialog', { className: 'form', on: { close: () => dialog.remove() } }, form);
  document.body.append(dialog);
  dialog.showModal();
}
