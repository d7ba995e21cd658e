import type { Words } from '../words.ts';
import { plural, TASKS } from './plural.ts';

export const latencyReport: Words['latencyReport'] = {
  title: (span) => `⏱️ Lösungszeit der letzten ${span}`,
  nothing: 'In dieser Zeit hat keine gelöste Aufgabe ihre Dauer gemeldet.',
  overall: ({ p50, p95, p99, tasks }) =>
    `p50 **${p50}**, p95 **${p95}**, p99 **${p99}** über ${tasks.text} gelöste ${plural(tasks, TASKS)}`,
  byType: 'p50 / p95 / p99 nach CAPTCHA-Typ (gelöste Aufgaben)',
  others: (tasks) => `andere Typen oder keiner: ${tasks.text} ${plural(tasks, TASKS)}`,
  threshold: 'Schwelle',
};

export const costReport: Words['costReport'] = {
  titles: {
    today: '💵 Kosten: heute',
    '7d': '💵 Kosten: letzte 7 Tage',
    '30d': '💵 Kosten: letzte 30 Tage',
    month: '💵 Kosten: dieser Monat',
  },
  total: ({ cost, tasks }) => `**${cost}** für ${tasks.text} ${plural(tasks, TASKS)} gemeldet`,
  unreported: (tasks) => `Die Kosten von ${tasks.text} ${plural(tasks, TASKS)} wurden nicht gemeldet.`,
  noTasks: 'Keine Aufgaben in dieser Zeit.',
  notReported: 'nicht gemeldet',
  soFar: 'Dieser Monat bisher',
  forecast: 'Prognose für den Monat',
  about: (cost) => `etwa ${cost}`,
  noForecast: 'Nicht bekannt: Dafür braucht es einen Tag mit Aufgaben, deren Kosten gemeldet sind.',
  basis: 'Grundlage',
  perDay: ({ cost, days }) => `${cost} am Tag, das Mittel der letzten ${days} d`,
  byType: 'Nach CAPTCHA-Typ',
  otherTypes: 'andere Typen',
  costOf: ({ cost, tasks, each }) => `${cost} (${tasks.text} ${plural(tasks, TASKS)}${each})`,
  each: (cost) => `, ${cost} je 1.000`,
  byDay: 'Nach Tag',
  noTasksThen: 'keine Aufgaben',
};

export const why: Words['why'] = {
  title: (kind) => `❓ Warum: ${kind}`,
  asked: (at) => `Um ${at}`,
  nothing: 'Über diese Zeit ist nichts bekannt. Entscheidungen werden 30 Tage aufbewahrt.',
  around: 'Entscheidungen um diese Zeit',
  because: (why) => `Der Grund: ${why}.`,
  threshold: (value) => `Schwelle ${value}`,
  mutedBy: ({ who, until }) => `Nichts wurde gesendet: ${who} hatte es bis ${until} stummgeschaltet.`,
  reasons: {
    firstFiring: 'Der Alarm begann, und eine Nachricht wurde gesendet.',
    worsened: 'Es wurde schlimmer, und sofort wurde eine Nachricht gesendet.',
    cooldownElapsed: 'Der Alarm bestand nach der Wartezeit noch, und eine Nachricht wurde gesendet.',
    muteEnded:
      'Der Alarm bestand noch, als Nachrichten nicht mehr zurückgehalten wurden, und eine Nachricht wurde gesendet.',
    recovered: 'Es war behoben, und eine Nachricht wurde gesendet.',
    endedInCooldown: 'Es begann und endete innerhalb einer Wartezeit, und eine späte Nachricht wurde gesendet.',
    unknownForLong: 'Der Vorfall war offen und lange nicht mehr zu beurteilen, und eine Nachricht wurde gesendet.',
    stillOnIt: 'Es war zwei Stunden nach der Übernahme noch kritisch, und es wurde nachgefragt.',
    acknowledgementExpired: 'Niemand hat gesagt, noch dabei zu sein, und eine Nachricht wurde gesendet.',
    escalated:
      'Es war weiterhin kritisch, niemand hatte es übernommen, und die nächste Stufe der Eskalation kam an die Reihe.',
    flapping:
      'Es war mehr als fünfmal in einer Stunde gekommen und gegangen, und eine Nachricht für alle wurde gesendet.',
    healthy: 'Nichts wurde gesendet: Alles war in Ordnung.',
    noVerdict: 'Nichts wurde gesendet: Es war nicht zu beurteilen.',
    switchedOff: 'Nichts wurde gesendet: Diese Art von Alarm ist ausgeschaltet.',
    muted: 'Nichts wurde gesendet: Es war stummgeschaltet.',
    coolingDown: 'Der Alarm bestand. Die nächste Nachricht wartete auf das Ende der Wartezeit.',
    awaitingClear: 'Es war wieder in Ordnung. Die Nachricht darüber wartete, bis es so blieb.',
    endedBeforeNotified: 'Es endete, bevor jemand benachrichtigt war, also wurde nichts gesendet.',
    acknowledged: 'Der Alarm bestand. Jemand hatte ihn bestätigt, also wurde nicht erinnert.',
    inhibited: 'Der Alarm bestand. Nichts wurde gesendet: Stattdessen wurde die Ursache gemeldet.',
    noDestination: 'Nichts wurde gesendet: Es war kein Ziel gewählt.',
    quietHours: 'Nichts wurde gesendet: Es wartet auf das Ende der Ruhezeit.',
    stillFlapping:
      'Es kommt und geht, und das wurde gemeldet. Die nächste Nachricht wartete, bis es schlimmer wird, bleibt oder ausbleibt.',
  },
};

export const exported: Words['exported'] = {
  tables: ({ incidents, days }) =>
    `📤 ${incidents.text} ${plural(incidents, { one: 'Vorfall', other: 'Vorfälle' })} und die Summen von ${days.text} ${plural(days, { one: 'Tag', other: 'Tagen' })}. Zeiten sind UTC, eine leere Zelle wurde nicht gemeldet.`,
  newestOnly: (incidents) => `Das sind die neuesten ${incidents.text} Vorfälle; ältere fehlen.`,
};
