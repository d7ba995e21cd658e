import type { Words } from '../words.ts';

export const codes: Words['codes'] = {
  ERROR_WRONG_USER_KEY: { meaning: 'Der API-Schlüssel hat nicht 32 Zeichen', advice: 'Den API-Schlüssel berichtigen' },
  ERROR_KEY_DOES_NOT_EXIST: {
    meaning:
      'Der API-Schlüssel ist unbekannt, oder das Konto hat keine Threads (Tarif oder Test nicht begonnen oder abgelaufen)',
    advice: 'Erst den API-Schlüssel prüfen, dann den Tarif',
  },
  IP_BANNED: {
    meaning: 'Zu viele Aufrufe mit falschem Schlüssel',
    advice: 'Den API-Schlüssel berichtigen; die Sperre endet nach etwa 5 Minuten',
  },
  ERROR_IP_BANNED: {
    meaning: 'Zu viele Aufrufe mit falschem Schlüssel',
    advice: 'Den API-Schlüssel berichtigen; die Sperre endet nach etwa 5 Minuten',
  },
  ERROR_IP_NOT_ALLOWED: {
    meaning: 'Diese Adresse steht nicht auf der Erlaubnisliste des Kontos',
    advice: 'Die Adresse in die Erlaubnisliste aufnehmen',
  },
  'ERROR: 1002': {
    meaning: 'Gesperrt nach zu vielen Antworten ohne Guthaben',
    advice: 'Aufladen oder größeren Tarif wählen, dann 5 Minuten warten',
  },
  'ERROR: 1004': {
    meaning: 'Gesperrt nach zu vielen Aufrufen mit falschem Schlüssel',
    advice: 'Den API-Schlüssel berichtigen, dann 10 Minuten warten',
  },
  ERROR_ZERO_BALANCE: {
    meaning: 'Keine freien Threads, oder kein Guthaben bei Bezahlung nach Verbrauch',
    advice: 'Weniger Aufgaben gleichzeitig senden, größeren Tarif wählen oder aufladen',
  },
  ERROR_NO_SLOT_AVAILABLE: {
    meaning: 'Alle Threads sind belegt; die Aufgabe wurde nicht angenommen',
    advice: '5 Sekunden warten und wiederholen, oder größeren Tarif wählen',
  },
  ERROR_TOO_MUCH_REQUESTS: { meaning: 'Zu viele Anfragen', advice: 'Langsamer: nach 3 bis 10 Sekunden wiederholen' },
  HTTP_429: { meaning: 'Zu viele Anfragen', advice: 'Langsamer: nach 3 bis 10 Sekunden wiederholen' },
  MAX_USER_TURN: { meaning: 'Zu viele Aufgaben auf einmal', advice: '10 Sekunden warten, dann die Aufgaben verteilen' },
  'ERROR: 1001': {
    meaning: 'Gesperrt nach zu vielen Antworten ohne freien Platz',
    advice: '10 Minuten warten und weniger Aufgaben gleichzeitig senden',
  },
  'ERROR: 1003': {
    meaning: 'Gesperrt: weit mehr Antworten ohne freien Platz als Aufgaben',
    advice: '30 Sekunden warten und nach jeder länger warten',
  },
  'ERROR: 1005': {
    meaning: 'Gesperrt: zu viele Abfragen von Ergebnissen',
    advice: '5 Minuten warten und nur alle 5 Sekunden abfragen',
  },
  ERROR_PAGEURL: {
    meaning: 'Die Adresse der Seite fehlt oder ist ungültig',
    advice: 'Die ganze Adresse der Seite mit dem CAPTCHA senden',
  },
  ERROR_GOOGLEKEY: {
    meaning: 'Der Site-Key ist leer oder verstümmelt',
    advice: 'Den Site-Key neu von der Seite lesen',
  },
  ERROR_WRONG_GOOGLEKEY: { meaning: 'Der Site-Key fehlt', advice: 'Den Site-Key der Seite senden' },
  ERROR_BAD_TOKEN_OR_PAGEURL: {
    meaning: 'Site-Key und Adresse gehören nicht zusammen',
    advice: 'Die Zielseite hat sich vielleicht geändert: nach einem iframe mit eigener Adresse suchen',
  },
  ERROR_BAD_PARAMETERS: {
    meaning: 'Ein nötiger Parameter fehlt oder hat die falsche Art',
    advice: 'Die Anfrage mit der Dokumentation vergleichen',
  },
  ERROR_DOMAIN_NOT_ALLOWED: {
    meaning: 'Die Zieldomain wird abgelehnt',
    advice: 'CaptchaAI fragen, ob die Domain unterstützt wird',
  },
  ERROR_ZERO_CAPTCHA_FILESIZE: { meaning: 'Das Bild ist zu klein', advice: 'Prüfen, wie das Bild geladen wird' },
  ERROR_TOO_BIG_CAPTCHA_FILESIZE: { meaning: 'Das Bild ist zu groß', advice: 'Ein kleineres Bild senden' },
  ERROR_WRONG_FILE_EXTENSION: {
    meaning: 'Die Endung des Bildes wird nicht unterstützt',
    advice: 'JPG, PNG oder GIF senden',
  },
  ERROR_IMAGE_TYPE_NOT_SUPPORTED: {
    meaning: 'Die Art des Bildes wird nicht unterstützt',
    advice: 'JPG, PNG oder GIF senden',
  },
  ERROR_UPLOAD: { meaning: 'Das Bild oder sein base64 ist beschädigt', advice: 'Prüfen, wie das Bild kodiert wird' },
  ERROR_CAPTCHAIMAGE_BLOCKED: {
    meaning: 'Das Bild ist als unlösbar bekannt',
    advice: 'Die Seite zeigt vielleicht ein Ablehnungsbild',
  },
  TOO_MANY_BAD_IMAGES: {
    meaning: 'Zu viele unlösbare Bilder',
    advice: 'Die Seite zeigt vielleicht ein Ablehnungsbild',
  },
  ERROR_WRONG_ID_FORMAT: {
    meaning: 'Die Nummer der Aufgabe ist verstümmelt',
    advice: 'Die Nummer genau so nehmen, wie sie kam',
  },
  ERROR_WRONG_CAPTCHA_ID: {
    meaning: 'Die Nummer der Aufgabe ist unbekannt oder abgelaufen',
    advice: 'Früher abfragen, mit der Nummer, die kam',
  },
  ERROR_NO_SUCH_CAPCHA_ID: {
    meaning: 'Die Nummer der Aufgabe ist unbekannt oder abgelaufen',
    advice: 'Früher abfragen, mit der Nummer, die kam',
  },
  ERROR_EMPTY_ACTION: {
    meaning: 'Die Anfrage nennt keine Aktion',
    advice: 'Die Anfrage mit der Dokumentation vergleichen',
  },
  ERROR_PROXY_FORMAT: {
    meaning: 'Die Angabe des Proxys ist verstümmelt',
    advice: 'Den Proxy als user:password@host:port senden',
  },
  ERROR_BAD_PROXY: { meaning: 'Der Proxy ist als schlecht vermerkt', advice: 'Den Proxy wechseln' },
  ERROR_PROXY_CONNECTION_FAILED: {
    meaning: 'Die Seite ließ sich über den Proxy nicht laden',
    advice: 'Den Proxy wechseln',
  },
  ERROR_CAPTCHA_UNSOLVABLE: {
    meaning: 'Der Löser gab auf',
    advice: 'Ein- oder zweimal wiederholen; bleibt es so, prüfen, ob sich das CAPTCHA geändert hat',
  },
  ERROR_BAD_DUPLICATES: { meaning: 'Zu wenige übereinstimmende Antworten', advice: 'Wiederholen' },
  ERROR_TOKEN_EXPIRED: {
    meaning: 'Die Aufgabe lief ab, bevor sie gelöst war',
    advice: 'Kurz vor dem Senden eine neue holen',
  },
  TIMEOUT: {
    meaning: 'Kein Ergebnis vor der Frist des Aufrufers',
    advice: 'Die Lösungszeit prüfen; für reCAPTCHA 120 s und mehr erlauben',
  },
  ERROR_SERVER_ERROR: {
    meaning: 'Ein Fehler bei CaptchaAI',
    advice: 'Nach 10 Sekunden wiederholen, dann länger warten',
  },
  ERROR_INTERNAL_SERVER_ERROR: {
    meaning: 'Ein Fehler bei CaptchaAI',
    advice: 'Nach 10 Sekunden wiederholen, dann länger warten',
  },
  CAPCHA_NOT_READY: { meaning: 'Die Aufgabe wird noch gelöst', advice: 'Weiter alle 5 Sekunden abfragen' },
  CAPTCHA_NOT_READY: { meaning: 'Die Aufgabe wird noch gelöst', advice: 'Weiter alle 5 Sekunden abfragen' },
  OK_REPORT_RECORDED: { meaning: 'Eine Meldung zu einer Aufgabe wurde verzeichnet', advice: 'Nichts zu tun' },
  ERROR_REPORT_NOT_RECORDED: {
    meaning: 'Eine Meldung zu einer Aufgabe wurde nicht verzeichnet',
    advice: 'Nichts zu tun',
  },
  ERROR_DUPLICATE_REPORT: { meaning: 'Eine Aufgabe wurde zweimal gemeldet', advice: 'Jede Aufgabe nur einmal melden' },
  ERROR_IP_ADDRES: { meaning: 'Die Rückrufadresse ist nicht eingetragen', advice: 'Die Rückrufadresse eintragen' },
};

export const noAnswer: Words['noAnswer'] = {
  meaning: 'CaptchaAI hat nicht oder nicht lesbar geantwortet',
  advice: 'Nichts zu tun, wenn andere Seiten erreichbar sind',
};

export const wrongAddress: Words['wrongAddress'] = {
  meaning: 'Unter der Adresse in CAPTCHAAI_URL ist CaptchaAI nicht',
  advice:
    'Berichtige CAPTCHAAI_URL, meist ist es https://ocr.captchaai.com, oder sieh nach, was an seiner Stelle antwortet',
};
