import type { Words } from '../words.ts';

export const queueSource: Words['queueSource'] = {
  title: 'Очередь не читается',
  trouble: ({ why, since }) => `${why}, с ${since}. Длина неизвестна, это не 0.`,
  why: {
    unreachable: 'сервер недоступен',
    timeout: 'нет ответа вовремя',
    certificate: 'сертификату сервера нет доверия',
    unauthorized: 'сервер не принимает имя или пароль',
    forbidden: 'пользователю нельзя читать очередь',
    notFound: 'такой очереди нет',
    wrongType: 'ключ в Redis другого типа',
    noCount: 'сервер сейчас сам не знает длину',
    redirect: 'адрес ведёт на другой',
    unexpectedAnswer: 'ответ неожиданного вида',
    serverError: 'сервер сообщает об ошибке',
    missingPackage: 'не хватает пакета, см. журнал',
  },
};
