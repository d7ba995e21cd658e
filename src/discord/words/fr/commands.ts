import type { Words } from '../words.ts';
import { kinds, scopes } from './kinds.ts';
import { test } from './replies.ts';

const pipeline = { name: 'pipeline', description: 'Quel pipeline (par défaut : tous)' };
/** For what is about one pipeline in any case. */
const onePipeline = { ...pipeline, description: 'Quel pipeline (par défaut : le premier)' };

export const commands: Words['commands'] = {
  balance: {
    name: 'solde',
    description: 'Afficher le solde CaptchaAI, sa vitesse de consommation et combien de temps il suffit',
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
        description: 'Quelle période (par défaut : aujourd’hui)',
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
    description: 'Afficher les erreurs par code, avec leur signification et que faire',
    options: {
      window: { name: 'durée', description: 'Jusqu’où remonter : 30m, 6h, 2d (par défaut : 1h)' },
      pipeline,
    },
  },
  latency: {
    name: 'latence',
    description: 'Afficher la durée de résolution : p50, p95 et p99, aussi par type de CAPTCHA',
    options: { window: { name: 'durée', description: 'Jusqu’où remonter : 30m, 6h, 2d (par défaut : 1h)' }, pipeline },
  },
  cost: {
    name: 'coût',
    description: 'Afficher les dépenses par jour et par type de CAPTCHA, et une prévision du mois',
    options: {
      period: {
        name: 'période',
        description: 'Quelle période (par défaut : 7 derniers jours)',
        choices: { today: 'Aujourd’hui', '7d': '7 derniers jours', '30d': '30 derniers jours', month: 'Ce mois-ci' },
      },
      pipeline,
    },
  },
  queue: {
    name: 'file',
    description: 'Afficher combien de tâches attendent, leur vitesse de résolution et quand la file sera vide',
    options: { pipeline },
  },
  incidents: {
    name: 'incidents-récents',
    description: 'Afficher les incidents récents, qui les a pris en charge et qui a modifié quel réglage',
    options: { limit: { name: 'nombre', description: 'Combien (par défaut : 10)' } },
  },
  why: {
    name: 'pourquoi',
    description: 'Afficher pourquoi un message a été envoyé ou non à un moment donné',
    options: {
      alert: { name: 'alerte', description: 'Quel type d’alerte', choices: kinds },
      at: {
        name: 'quand',
        description: 'Quand : 14:07, 2h ago, yesterday 9:00, 2026-11-23 14:07 (par défaut : maintenant)',
      },
      pipeline: onePipeline,
    },
  },
  export: {
    name: 'exporter',
    description: 'Exporter les incidents et les totaux de chaque jour en fichiers CSV',
    options: { pipeline: onePipeline },
  },
  mute: {
    name: 'sourdine',
    description: 'Mettre en sourdine un type d’alerte, ou toutes les alertes, pendant un temps',
    options: {
      alert: { name: 'alerte', description: 'Quel type d’alerte mettre en sourdine', choices: scopes },
      for: { name: 'durée', description: 'Combien de temps : 30m, 2 hours, 1d12h, until 9, until tomorrow 9:00' },
      reason: { name: 'raison', description: 'La raison, affichée dans /status et /mutes' },
      pipeline,
    },
  },
  unmute: {
    name: 'fin-sourdine',
    description: 'Terminer une sourdine plus tôt',
    options: {
      alert: {
        name: 'alerte',
        description: 'Quel type d’alerte (par défaut : toutes les sourdines prennent fin)',
        choices: scopes,
      },
      pipeline,
    },
  },
  mutes: {
    name: 'sourdines',
    description: 'Afficher les sourdines actives : jusqu’à quand, par qui et pourquoi',
    options: {},
  },
  quiet: {
    name: 'heures_calmes',
    description: 'Voir, ajouter ou supprimer des heures calmes : chaque semaine, les messages y attendent',
    options: {
      from: { name: 'de', description: 'Quand elles commencent : 22:00 (dans le fuseau horaire du serveur)' },
      to: { name: 'à', description: 'Quand elles finissent : 07:00 ; pas après « de » : le lendemain' },
      days: { name: 'jours', description: 'Quels jours elles commencent : mon-fri, sat, weekend (par défaut : daily)' },
      alerts: {
        name: 'alertes',
        description: 'Quels types d’alerte, avec des virgules : queue, latency (par défaut : tous)',
      },
      passes: {
        name: 'passe',
        description: 'Ce qui est quand même envoyé (par défaut : les alertes critiques)',
        choices: { critical: 'Alertes critiques', nothing: 'Rien' },
      },
      remove: { name: 'supprimer', description: 'Quelles heures calmes supprimer' },
    },
  },
  escalation: {
    name: 'escalade',
    description: 'Voir, ajouter, supprimer des étapes : qui prévenir d’une alerte critique que personne ne prend',
    options: {
      after: { name: 'après', description: 'Combien de temps après l’alerte : 5m, 1h' },
      mention: { name: 'notifier', description: 'Un rôle ou une personne à notifier' },
      channel: { name: 'salon', description: 'Un autre salon' },
      direct_message: { name: 'message_privé', description: 'À qui envoyer un message privé' },
      receiver: { name: 'destinataire', description: 'Un destinataire hors de Discord, comme PagerDuty' },
      remove: { name: 'supprimer', description: 'Quelle étape supprimer' },
    },
  },
  oncall: {
    name: 'astreinte',
    description: 'Voir ou changer qui est d’astreinte : des tours d’une semaine ; les alertes notifient cette personne',
    options: {
      add: { name: 'ajouter', description: 'Qui se relaie aussi' },
      remove: { name: 'retirer', description: 'Qui ne se relaie plus' },
      day: { name: 'jour', description: 'Le jour de la relève (par défaut : monday)' },
      time: { name: 'heure', description: 'L’heure de la relève : 09:00 (fuseau horaire du serveur)' },
      cover: { name: 'remplaçant', description: 'Qui prend le relais dès maintenant' },
      until: { name: 'jusque', description: 'Jusqu’à quand : 4h, tomorrow 9:00, monday, now' },
    },
  },
  setup: {
    name: 'réglages',
    description: 'Où vont les alertes, qui elles notifient, fuseau horaire et heure du bilan',
    options: { time_zone: { name: 'fuseau', description: 'Un fuseau horaire qui n’est pas dans le menu' }, pipeline },
  },
  threshold: {
    name: 'seuil',
    description: 'Afficher ou changer les seuils des alertes',
    options: {
      kind: { name: 'type', description: 'Quel seuil (par défaut : les afficher tous)' },
      value: { name: 'valeur', description: 'La nouvelle valeur dans l’unité du seuil, ou "default"' },
      pipeline,
    },
  },
  cooldown: {
    name: 'délai',
    description: 'Afficher ou changer le temps minimal entre deux messages d’un type',
    options: { length: { name: 'durée', description: 'Combien de temps : 5m, 1h, ou "default"' } },
  },
  test: {
    name: 'essai',
    description: 'Envoyer une alerte de test par le vrai chemin de livraison',
    options: {
      severity: {
        name: 'gravité',
        description: 'Quelle gravité (par défaut : critique, avec sa notification)',
        choices: test.severities,
      },
      escalation: { name: 'escalade', description: 'Parcourir toutes les étapes de l’escalade' },
    },
  },
  explain: {
    name: 'expliquer',
    description: 'Expliquer un code d’erreur CaptchaAI : ce qu’il signifie et que faire',
    options: { code: { name: 'code', description: 'Le code d’erreur' } },
  },
  privacy: {
    name: 'confidentialité',
    description: 'Afficher ce qui est conservé sur vous et ce serveur, combien de temps, et comment l’effacer',
    options: {},
  },
  help: { name: 'aide', description: 'Afficher toutes les commandes', options: {} },
};
