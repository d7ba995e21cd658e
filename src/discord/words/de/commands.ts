import type { Words } from '../words.ts';
import { scopes } from './kinds.ts';
import { test } from './replies.ts';

const pipeline = { name: 'pipeline', description: 'Welche Pipeline; ohne Angabe die einzige' };

export const commands: Words['commands'] = {
  balance: {
    name: 'guthaben',
    description: 'Das CaptchaAI-Guthaben jetzt, wie schnell es abnimmt und wie lange es reicht',
    options: { pipeline },
  },
  status: {
    name: 'zustand',
    description: 'Alles auf einen Blick: jede Art Alarm, Stummschaltungen, letztes Ergebnis und letzte Zustellung',
    options: { pipeline },
  },
  summary: {
    name: 'übersicht',
    description: 'Aufgaben, Erfolgsrate, Lösungszeit, Kosten und Fehler eines Zeitraums',
    options: {
      period: {
        name: 'zeitraum',
        description: 'Welcher Zeitraum; ohne Angabe heute',
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
    description: 'Was scheiterte, nach Fehlercode, mit Bedeutung und Rat',
    options: {
      window: { name: 'zeitraum', description: 'Wie weit zurück: 30m, 6h, 2d; ohne Angabe eine Stunde' },
      pipeline,
    },
  },
  queue: {
    name: 'warteschlange',
    description: 'Wie viele Aufgaben warten, wie schnell sie erledigt werden und wann keine mehr wartet',
    options: { pipeline },
  },
  incidents: {
    name: 'vorfälle',
    description: 'Letzte Vorfälle, wer sich kümmerte, und was Leute geändert haben',
    options: { limit: { name: 'anzahl', description: 'Wie viele; ohne Angabe 10' } },
  },
  mute: {
    name: 'stumm',
    description: 'Eine Zeit lang nichts über eine Art Alarm sagen, oder über alles',
    options: {
      alert: { name: 'alarm', description: 'Welche Art Alarm', choices: scopes },
      for: { name: 'dauer', description: 'Wie lange: 30m, 2 hours, 1d12h, until 9, until tomorrow 9:00' },
      reason: { name: 'grund', description: 'Warum, für alle, die in /status nachsehen' },
      pipeline,
    },
  },
  unmute: {
    name: 'laut',
    description: 'Eine Stummschaltung früher beenden',
    options: { alert: { name: 'alarm', description: 'Welche Art; ohne Angabe endet jede', choices: scopes } },
  },
  mutes: { name: 'stummgeschaltet', description: 'Was jetzt stumm ist, bis wann, durch wen und warum', options: {} },
  setup: {
    name: 'einrichten',
    description: 'Wohin Alarme gehen, wen sie anpingen, Zeitzone und Zeit der Tagesübersicht',
    options: { time_zone: { name: 'zeitzone', description: 'Eine Zeitzone, die das Menü nicht anbietet' } },
  },
  threshold: {
    name: 'grenze',
    description: 'Die Grenzen zeigen oder ändern, nach denen du benachrichtigt wirst',
    options: {
      kind: { name: 'art', description: 'Welche Grenze; ohne Angabe werden alle gezeigt' },
      value: { name: 'wert', description: 'Der neue Wert in der Einheit der Grenze, oder "default"' },
    },
  },
  cooldown: {
    name: 'abstand',
    description: 'Die kürzeste Zeit zwischen zwei Nachrichten einer Art zeigen oder ändern',
    options: { length: { name: 'dauer', description: 'Wie lange: 5m, 1h, oder "default"' } },
  },
  test: {
    name: 'test',
    description: 'Einen gekennzeichneten Testalarm auf dem Weg der echten senden',
    options: { severity: { name: 'schwere', description: 'Ohne Angabe kritisch, mit Ping', choices: test.severities } },
  },
  explain: {
    name: 'erkläre',
    description: 'Was ein Fehlercode von CaptchaAI bedeutet und was zu tun ist',
    options: { code: { name: 'code', description: 'Der Fehlercode' } },
  },
  help: { name: 'hilfe', description: 'Was dieser Bot kann', options: {} },
};
