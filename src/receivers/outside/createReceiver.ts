import type { ReceiverConfig } from '../../config/receiverConfig.ts';
import type { Language } from '../../discord/words/language.ts';
import type { OutsideReceiver } from '../../monitor/ports/outsideReceiver.ts';
import type { Clock } from '../../monitor/time.ts';
import { alertmanagerApi } from '../alertmanager/api.ts';
import { alertmanagerWebhook } from '../alertmanager/webhookV4.ts';
import { incidentio } from '../incidentio/incidentio.ts';
import { ntfy } from '../ntfy/ntfy.ts';
import { pagerduty } from '../pagerduty/pagerduty.ts';
import { webhook } from '../webhook/webhook.ts';
import type { Way } from './post.ts';
import { type Form, receiverOver } from './receiverOver.ts';

export interface ReceiverOptions extends Omit<Way, 'allowPrivate'> {
  readonly clock: Clock;
  /** The language of its pages. */
  readonly language: Language;
}

/** The receiver that the settings describe. */
export function createReceiver(
  { name, allowPrivate, target }: Pick<ReceiverConfig, 'name' | 'allowPrivate' | 'target'>,
  { clock, language, ...way }: ReceiverOptions,
): OutsideReceiver {
  return receiverOver(name, formOf(name, target, language), { ...way, allowPrivate }, clock);
}

function formOf(name: string, target: ReceiverConfig['target'], language: Language): Form {
  switch (target.type) {
    case 'pagerduty':
      return pagerduty(target, language);
    case 'webhook':
      return webhook(target, language);
    case 'alertmanagerWebhook':
      return alertmanagerWebhook({ ...target, name }, language);
    case 'incidentio':
      return incidentio(target, language);
    case 'ntfy':
      return ntfy(target, language);
    case 'alertmanager':
      return alertmanagerApi(target, language);
  }
}
