import type { Words } from '../words.ts';
import { kinds, scopes } from './kinds.ts';
import { test } from './replies.ts';

const pipeline = { name: 'pipeline', description: 'Welche Pipeline (Vorgabe: alle)' };
/** For what is about one pipeline in any case. */
const onePipeline = { ...pipeline, description: 'Welche Pipeline (Vorgabe: die erste)' };

export const commands: Words['commands'] = {
  balance: {
    name: 'guthaben',
    description: 'Das CaptchaAI-Guthaben zeigen, wie schnell es abnimmt und wie lange es reicht',
    options: { pipeline },
  },
  status: {
    name: 'zustand',
    description: 'Alles auf einen Blick: alle Arten Alarm, Stummschaltungen, letztes Ergebnis, letzte Zustellung',
    options: { pipeline },
  },
  summary: {
    name: 'übersicht',
    description: 'Aufgaben, Erfolgsrate, Lösungszeit, Kosten und Fehler eines Zeitraums',
    options: {
      period: {
        name: 'zeitraum',
        description: 'Welcher Zeitraum (Vorgabe: heute)',
        choices: {
          today: 'Heute',
          yesterday: 'Gestern',
          '24h': 'Letzte 24 Stunden',
          '7d': 'Letzte 7 Tage',
          '30d': 'Letzte 30 Tage',
        },
      },
      pipeline,
    },
  },
  errors: {
    name: 'fehler',
    description: 'Fehler nach Code zeigen, mit Bedeutung und Rat',
    options: {
      window: { name: 'zeitraum', description: 'Wie weit zurück: 30m, 6h, 2d (Vorgabe: 1h)' },
      pipeline,
    },
  },
  latency: {
    name: 'lösungszeit',
    description: 'Zeigen, wie lange gelöste Aufgaben dauerten: p50, p95 und p99, auch nach CAPTCHA-Typ',
    options: { window: { name: 'zeitraum', description: 'Wie weit zurück: 30m, 6h, 2d (Vorgabe: 1h)' }, pipeline },
  },
  cost: {
    name: 'kosten',
    description: 'Ausgaben nach Tag und CAPTCHA-Typ zeigen, mit einer Prognose für den Monat',
    options: {
      period: {
        name: 'zeitraum',
        description: 'Welcher Zeitraum (Vorgabe: letzte 7 Tage)',
        choices: { today: 'Heute', '7d': 'Letzte 7 Tage', '30d': 'Letzte 30 Tage', month: 'Dieser Monat' },
      },
      pipeline,
    },
  },
  queue: {
    name: 'warteschlange',
    description: 'Zeigen, wie viele Aufgaben warten, wie schnell sie gelöst werden und wann die Schlange leer ist',
    options: { pipeline },
  },
  incidents: {
    name: 'vorfälle',
    description: 'Letzte Vorfälle zeigen, wer sie übernahm, und wer welche Einstellung änderte',
    options: { limit: { name: 'anzahl', description: 'Wie viele (Vorgabe: 10)' } },
  },
  why: {
    name: 'warum',
    description: 'Zeigen, warum es zu einer Zeit eine Nachricht gab oder keine',
    options: {
      alert: { name: 'alarm', description: 'Welche Art von Alarm', choices: kinds },
      at: {
        name: 'wann',
        description: 'Wann: 14:07, 2h ago, yesterday 9:00, 2026-11-23 14:07 (Vorgabe: jetzt)',
      },
      pipeline: onePipeline,
    },
  },
  export: {
    name: 'exportieren',
    description: 'Vorfälle und die Summen jedes Tages als CSV-Dateien ausgeben',
    options: { pipeline: onePipeline },
  },
  mute: {
    name: 'stumm',
    description: 'Eine Art Alarm oder alle Alarme eine Zeit lang stummschalten',
    options: {
      alert: { name: 'alarm', description: 'Welche Art Alarm', choices: scopes },
      for: { name: 'dauer', description: 'Wie lange: 30m, 2 hours, 1d12h, until 9, until tomorrow 9:00' },
      reason: { name: 'grund', description: 'Der Grund, er steht in /status und /mutes' },
      pipeline,
    },
  },
  unmute: {
    name: 'laut',
    description: 'Eine Stummschaltung früher beenden',
    options: {
      alert: { name: 'alarm', description: 'Welche Art Alarm (Vorgabe: alle Stummschaltungen enden)', choices: scopes },
      pipeline,
    },
  },
  mutes: {
    name: 'stummgeschaltet',
    description: 'Aktive Stummschaltungen zeigen: bis wann, durch wen und warum',
    options: {},
  },
  quiet: {
    name: 'ruhezeit',
    description: 'Ruhezeiten zeigen, hinzufügen oder entfernen: Zeiten der Woche, in denen Nachrichten warten',
    options: {
      from: { name: 'von', description: 'Wann sie beginnt: 22:00 (in der Zeitzone des Servers)' },
      to: { name: 'bis', description: 'Wann sie endet: 07:00; nicht nach „von“: am nächsten Tag' },
      days: { name: 'tage', description: 'An welchen Tagen sie beginnt: mon-fri, sat, weekend (Vorgabe: daily)' },
      alerts: { name: 'alarme', description: 'Welche Arten Alarm, mit Kommas: queue, latency (Vorgabe: alle)' },
      passes: {
        name: 'trotzdem',
        description: 'Was trotzdem gesendet wird (Vorgabe: kritische Alarme)',
        choices: { critical: 'Kritische Alarme', nothing: 'Nichts' },
      },
      remove: { name: 'entfernen', description: 'Welche Ruhezeit entfernt wird' },
    },
  },
  escalation: {
    name: 'eskalation',
    description: 'Stufen zeigen, hinzufügen, entfernen: wer von kritischen Alarmen erfährt, die niemand übernimmt',
    options: {
      after: { name: 'nach', description: 'Wie lange nach dem Alarm: 5m, 1h' },
      mention: { name: 'ping', description: 'Eine Rolle oder Person zum Anpingen' },
      channel: { name: 'kanal', description: 'Ein anderer Kanal' },
      direct_message: { name: 'direktnachricht', description: 'Wer eine Direktnachricht bekommt' },
      receiver: { name: 'empfänger', description: 'Ein Empfänger außerhalb von Discord, etwa PagerDuty' },
      remove: { name: 'entfernen', description: 'Welche Stufe entfernt wird' },
    },
  },
  oncall: {
    name: 'bereitschaft',
    description: 'Zeigen oder ändern, wer Bereitschaft hat: wöchentlicher Wechsel; Alarme pingen diese Person an',
    options: {
      add: { name: 'hinzufügen', description: 'Wer sich auch abwechselt' },
      remove: { name: 'entfernen', description: 'Wer sich nicht mehr abwechselt' },
      day: { name: 'tag', description: 'Der Wochentag der Übergabe (Vorgabe: monday)' },
      time: { name: 'zeit', description: 'Die Zeit der Übergabe: 09:00 (in der Zeitzone des Servers)' },
      cover: { name: 'vertretung', description: 'Wer ab jetzt übernimmt' },
      until: { name: 'bis', description: 'Bis wann: 4h, tomorrow 9:00, monday, now' },
    },
  },
  setup: {
    name: 'einrichten',
    description: 'Wohin Alarme gehen, wen sie anpingen, Zeitzone und Zeit der Tagesübersicht',
    options: { time_zone: { name: 'zeitzone', description: 'Eine Zeitzone, die nicht im Menü steht' }, pipeline },
  },
  threshold: {
    name: 'schwelle',
    description: 'Schwellen der Alarme zeigen oder ändern',
    options: {
      kind: { name: 'art', description: 'Welche Schwelle (Vorgabe: alle zeigen)' },
      value: { name: 'wert', description: 'Der neue Wert in der Einheit der Schwelle, oder "default"' },
      pipeline,
    },
  },
  cooldown: {
    name: 'abstand',
    description: 'Die kürzeste Zeit zwischen zwei Nachrichten einer Art zeigen oder ändern',
    options: { length: { name: 'dauer', description: 'Wie lange: 5m, 1h, oder "default"' } },
  },
  test: {
    name: 'test',
    description: 'Einen Testalarm über den echten Zustellweg senden',
    options: {
      severity: {
        name: 'schwere',
        description: 'Welche Schwere (Vorgabe: kritisch, mit Ping)',
        choices: test.severities,
      },
      escalation: { name: 'eskalation', description: 'Ob alle Stufen der Eskalation durchlaufen werden' },
    },
  },
  explain: {
    name: 'erkläre',
    description: 'Einen Fehlercode von CaptchaAI erklären: was er bedeutet und was zu tun ist',
    options: { code: { name: 'code', description: 'Der Fehlercode' } },
  },
  privacy: {
    name: 'datenschutz',
    description: 'Zeigen, was über dich und diesen Server gespeichert wird, wie lange, und wie es gelöscht wird',
    options: {},
  },
  help: { name: 'hilfe', description: 'Alle Befehle zeigen', options: {} },
};
