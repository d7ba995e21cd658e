import type { RetryReason } from '../../../monitor/delivery/outcome.ts';

export const retry: Readonly<Record<RetryReason, string>> = {
  notWritten: 'наша база данных не ответила',
  paced: 'ожидание нашего собственного лимита',
  tooManyInvalidRequests: 'слишком много запросов отклонено; ожидание, чтобы Discord не заблокировал адрес',
  rateLimited: 'Discord попросил подождать',
  unreachable: 'Discord недоступен',
  unreadableAnswer: 'ответ Discord не удалось прочитать',
  unknownFailure: 'неизвестная ошибка, см. журнал',
  pageInBetween: 'что-то между ботом и Discord отклонило запрос',
  discordFailed: 'ошибка на стороне Discord',
  discordBusy: 'Discord сейчас не принимает сообщения',
  refused: 'Discord отказал',
  notAllowed: 'не хватает разрешения',
  slowMode: 'в канале медленный режим',
  rejected: 'Discord отклонил embed; попытка обычным текстом',
  muted: 'заглушено',
  quietHours: 'ждёт конца тихих часов',
  cooldown: 'ожидание конца паузы',
  nowhere: 'нет доступного канала: используйте `/setup`',
};
