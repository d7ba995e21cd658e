import type { Words } from '../words.ts';
import * as alerts from './alerts.ts';
import { attention } from './attention.ts';
import { charts } from './charts.ts';
import * as codes from './codes.ts';
import { commands } from './commands.ts';
import { errors } from './errors.ts';
import { incidentThreads } from './incidentThreads.ts';
import * as kinds from './kinds.ts';
import { live } from './live.ts';
import { menus } from './menus.ts';
import { noise } from './noise.ts';
import { onCall } from './onCall.ts';
import { overview } from './overview.ts';
import * as privacy from './privacy.ts';
import * as queries from './queries.ts';
import * as questions from './questions.ts';
import { queueSource } from './queueSource.ts';
import * as quiet from './quiet.ts';
import { receivers } from './receivers.ts';
import * as replies from './replies.ts';
import { retry } from './retry.ts';
import { setup } from './setup.ts';
import * as status from './status.ts';
import { thresholdLabels } from './thresholdLabels.ts';

export const fr: Words = {
  units: { d: 'j', h: 'h', min: 'min', s: 's', second: ' s', separator: ', ' },
  ...alerts,
  ...kinds,
  ...privacy,
  ...queries,
  ...questions,
  ...quiet,
  ...replies,
  ...status,
  ...codes,
  attention,
  charts,
  commands,
  errors,
  onCall,
  incidentThreads,
  live,
  menus,
  noise,
  overview,
  queueSource,
  receivers,
  retry,
  setup,
  thresholdLabels,
};
