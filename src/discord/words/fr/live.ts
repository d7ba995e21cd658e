import type { Words } from '../words.ts';

/** The one message that shows how everything stands, and what `/setup` and `/status` say of it. */
export const live: Words['live'] = {
  title: 'État en direct',
  kept: 'Ce message est modifié quand quelque chose change. `/status` en montre plus.',
  heading: '**État en direct**',
  hint: 'Choisissez un salon, ou aucun pour le désactiver',
  here: 'État en direct avec les alertes',
  off: 'Désactiver l’état en direct',
  isOff: 'Un message qui montre toujours où tout en est. Il est désactivé.',
  isIn: (channel) => `✅ Un message dans ${channel} est tenu à jour.`,
  cannotPin: (channel) =>
    `⚠️ Il n’est pas épinglé : accordez à mon rôle **Épingler des messages** dans ${channel}. Le bot réessaie toutes les dix minutes.`,
  trouble: (why) => `⚠️ Pas à jour : ${why}`,
  notSaved: 'L’état en direct n’a pas été changé.',
  alertChannel: 'le salon des alertes',
};
