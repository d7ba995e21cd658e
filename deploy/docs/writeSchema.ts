import { writeFileSync } from 'node:fs';
import { monitorFileSchema } from '../../src/config/file/schema.ts';

const FILE = new URL('../../docs/monitor.schema.json', import.meta.url);

writeFileSync(FILE, `${JSON.stringify(monitorFileSchema(), null, 2)}\n`);
