/** Spaces of every kind, and what looks like one. */
const SPACES = /[\s\u2800]+/gu;
/** Zero-width characters, joiners, marks of direction, selectors, controls: whatever is kept but not seen. Spaces are not among them. */
const INVISIBLE = /(?![\t-\r])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** Of such text nothing has to be taken, and nearly all text is such. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** A text as people see it: texts that look the same become the same. */
export function visibleText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(INVISIBLE, '').replace(SPACES, ' ').trim().normalize();
}
