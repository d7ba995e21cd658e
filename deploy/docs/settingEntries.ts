/** A setting of `.env.example`, with what stands above it. */
export interface SettingEntry {
  readonly name: string;
  readonly meaning: string;
  readonly section: string;
}

const SECTION = /^# --- (.+?) -+$/;
const SETTING = /^([A-Z][A-Z0-9_]*)=/;

/** Every setting of `.env.example` in its order. A paragraph of comment explains the setting at its end. */
export function settingEntries(example: string): readonly SettingEntry[] {
  const entries: SettingEntry[] = [];
  let section = '';
  let comment: string[] = [];
  for (const line of example.split('\n')) {
    const [, title] = SECTION.exec(line) ?? [];
    const [, name] = SETTING.exec(line) ?? [];
    if (title !== undefined) section = title;
    if (name !== undefined) entries.push({ name, meaning: comment.join(' '), section });
    comment = line.startsWith('# ') && title === undefined ? [...comment, line.slice(2)] : [];
  }
  return entries;
}
