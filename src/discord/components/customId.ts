/** Of the form of the ids below: a button of an older form is answered, not guessed at. */
const FORM = 'm1';

/** The id of a component: everything that an interaction with it needs, because one may come after a restart. At most 100 characters. */
export function customId(name: string, ...args: readonly (string | number)[]): string {
  return [FORM, name, ...args].join(':');
}

/** The parts of a component's id; null where it is of another form. */
export function readCustomId(id: string): { readonly name: string; readonly args: readonly string[] } | null {
  const [form, name, ...args] = id.split(':');
  return form === FORM && name !== undefined ? { name, args } : null;
}
