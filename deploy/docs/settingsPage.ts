import { readFileSync } from 'node:fs';
import { SECRET_FILES } from '../../src/config/secretFiles.ts';
import { KIND_THRESHOLDS } from '../../src/monitor/kinds/thresholds.ts';
import { type SettingEntry, settingEntries } from './settingEntries.ts';
import { settingForm } from './settingForms.ts';

const EXAMPLE = new URL('../../.env.example', import.meta.url);

const HEAD = `# Settings

<!-- Written by npm run docs:settings, from .env.example and src/config. Change it there. -->

All settings are in the environment or in a file \`.env\` in the folder that the monitor is started in. The environment takes precedence.
An empty value means: not set. Start with a copy of [\`.env.example\`](../.env.example). \`npm run doctor\` names every setting that is wrong, and says what to do.

A threshold has a second name, such as \`errors.rate\`. [\`monitor.yaml\`](pipelines.md) uses it for one pipeline. \`/threshold\` shows and changes the same
thresholds for one server.
`;
const SECRETS_HEAD = `## Secrets in files

Each of these is the path of a file with a secret. Set either the secret or its file. [deploy.md](deploy.md#secrets-in-files) says more.
`;

/** The text of `docs/settings.md`. */
export function settingsPage(): string {
  const entries = settingEntries(readFileSync(EXAMPLE, 'utf8'));
  const own = Map.groupBy(
    entries.filter(({ name }) => !SECRET_FILES.includes(name)),
    ({ section }) => section,
  );
  const sections = [...own].map(([title, settings]) => `## ${withoutLink(title)}\n\n${tableOf(settings)}`);
  return [HEAD, ...sections, `${SECRETS_HEAD}\n${secretList()}`].join('\n');
}

/** A heading that people link to does not change with the page that it names. */
function withoutLink(title: string): string {
  return title.replace(/ \(docs\/.+\)$/, '');
}

function tableOf(settings: readonly SettingEntry[]): string {
  const hasThreshold = settings.some(({ name }) => thresholdsOf(name) !== '');
  const head = ['setting', 'meaning', 'default', 'values', ...(hasThreshold ? ['threshold'] : [])];
  const rows = settings.map(({ name, meaning }) => {
    const { isRequired, standard, values } = settingForm(name);
    const usual = isRequired ? 'required' : code(standard);
    return [code(name), linked(meaning), usual, values, ...(hasThreshold ? [thresholdsOf(name)] : [])];
  });
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

/** Thresholds of all kinds. */
const OF_ALL: Readonly<Record<string, string>> = {
  ALERT_COOLDOWN_SECONDS: 'cooldown',
  ALERT_REMINDER_MAX_SECONDS: 'reminder',
};

/** Several kinds may share a setting, and still have a threshold each. */
function thresholdsOf(setting: string): string {
  const ofKinds = KIND_THRESHOLDS.filter((threshold) => threshold.setting === setting).map(({ name }) => name);
  return [...ofKinds, OF_ALL[setting]].flatMap((name) => (name === undefined ? [] : code(name))).join(', ');
}

function code(text: string): string {
  return text === '' ? '' : `\`${text}\``;
}

/** `docs/pipelines.md` of a comment becomes a link of this page, and no bar ends a cell. */
function linked(meaning: string): string {
  return meaning.replaceAll('|', '\\|').replaceAll(/docs\/(\w+\.md)/g, '[$1]($1)');
}

function secretList(): string {
  return SECRET_FILES.map((name) => `- ${code(name)}\n`).join('');
}
