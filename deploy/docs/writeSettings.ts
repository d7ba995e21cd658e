import { writeFileSync } from 'node:fs';
import { settingsPage } from './settingsPage.ts';

writeFileSync(new URL('../../docs/settings.md', import.meta.url), settingsPage());
