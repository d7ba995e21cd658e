import type { Words } from '../words.ts';
import { scopes } from './kinds.ts';
import { test } from './replies.ts';

const pipeline = { name: 'pipeline', description: 'Quel pipeline ; le seul si vous ne dites rien' };

export const commands: Words['commands'] = {
  balance: {
    name: 'solde',
    description: 'Le solde CaptchaAI, sa vitesse de consommation et combien de temps il suffit',
    options: { pipeline },
  },
  status: {
    name: 'état',
    description: 'Tout d’un coup d’œil : chaque type d’alerte, sourdines, dernier résultat et dernier envoi',
    options: { pipeline },
  },
  summary: {
    name: 'bilan',
    description: 'Tâches, taux de réussite, latence, coût et erreurs d’une période',
    options: {
      period: {
        name: 'période',
        description: 'Quelle période ; aujourd’hui si vous ne dites rien',
        choices: {
          today: 'Aujourd’hui',
          yesterday: 'Hier',
          '24h': '24 dernières heures',
          '7d': '7 derniers jours',
          '30d': '30 derniers jours',
        },
      },
      pipeline,
    },
  },
  errors: {
    name: 'erreurs',
    description: 'Ce qui a échoué, par code, avec la signification et que faire',
    options: {
      window: { name: 'durée', description: 'Jusqu’où remonter : 30m, 6h, 2d ; une heure par défaut' },
      pipeline,
    },
  },
  queue: {
    name: 'file',
    description: 'Combien de tâches attendent, à quelle vitesse elles avancent et quand la file est vide',
    options: { pipeline },
  },
  incidents: {
    name: 'incidents-récents',
    description: 'Incidents récents, qui s’en est occupé, et ce que l’on a modifié',
    options: { limit: { name: 'nombre', description: 'Combien ; 10 par défaut' } },
  },
  mute: {
    name: 'sourdine',
    description: 'Ne rien dire d’un type d’alerte, ou de tout, pendant un temps',
    options: {
      alert: { name: 'alerte', description: 'Quelle alerte mettre en sourdine', choices: scopes },
      for: { name: 'durée', description: 'Combien de temps : 30m, 2 hours, 1d12h, until 9, until tomorrow 9:00' },
      reason: { name: 'raison', description: 'Pourquoi, pour tous ceux qui regardent /status' },
      pipeline,
    },
  },
  unmute: {
    name: 'fin-sourdine',
    description: 'Terminer une sourdine plus tôt',
    options: {
      alert: { name: 'alerte', description: 'Quelle alerte ; toutes les sourdines par défaut', choices: scopes },
    },
  },
  mutes: { name: 'sourdines', description: 'Ce qui est en sourdine, jusqu’à quand, par qui et pourquoi', options: {} },
  setup: {
    name: 'réglages',
    description: 'Où vont les alertes, qui elles notifient, fuseau horaire et heure du bilan',
    options: { time_zone: { name: 'fuseau', description: 'Un fuseau horaire que le menu n’offre pas' } },
  },
  threshold: {
    name: 'seuil',
    description: 'Montrer ou changer les limites qui décident quand vous êtes prévenu',
    options: {
      kind: { name: 'type', description: 'Quelle limite ; toutes sont montrées par défaut' },
      value: { name: 'valeur', description: 'La nouvelle valeur dans l’unité de la limite, ou "default"' },
    },
  },
  cooldown: {
    name: 'délai',
    description: 'Montrer ou changer le temps minimal entre deux messages d’un type',
    options: { length: { name: 'durée', description: 'Combien de temps : 5m, 1h, ou "default"' } },
  },
  test: {
    name: 'essai',
    description: 'Envoyer une alerte de test marquée par le chemin des vraies',
    options: {
      severity: {
        name: 'gravité',
        description: 'Critique, avec sa notification, par défaut',
        choices: test.severities,
      },
    },
  },
  explain: {
    name: 'expliquer',
    description: 'Ce que signifie un code d’erreur CaptchaAI et que faire',
    options: { code: { name: 'code', description: 'Le code d’erreur' } },
  },
  help: { name: 'aide', description: 'Ce que ce bot sait faire', options: {} },
};
