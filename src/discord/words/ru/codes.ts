import type { Words } from '../words.ts';

export const codes: Words['codes'] = {
  ERROR_WRONG_USER_KEY: { meaning: 'Длина ключа API не 32 символа', advice: 'Исправьте ключ API' },
  ERROR_KEY_DOES_NOT_EXIST: {
    meaning: 'Ключ API неизвестен, или у аккаунта нет потоков (тариф или пробный период не начат или истёк)',
    advice: 'Проверьте ключ API, затем тариф',
  },
  IP_BANNED: {
    meaning: 'Слишком много вызовов с неверным ключом',
    advice: 'Исправьте ключ API; блокировка снимется примерно через 5 минут',
  },
  ERROR_IP_BANNED: {
    meaning: 'Слишком много вызовов с неверным ключом',
    advice: 'Исправьте ключ API; блокировка снимется примерно через 5 минут',
  },
  ERROR_IP_NOT_ALLOWED: {
    meaning: 'Этого адреса нет в списке разрешённых',
    advice: 'Добавьте адрес в список разрешённых',
  },
  'ERROR: 1002': {
    meaning: 'Блокировка: слишком много ответов о нулевом балансе',
    advice: 'Пополните баланс или смените тариф, затем подождите 5 минут',
  },
  'ERROR: 1004': {
    meaning: 'Блокировка: слишком много вызовов с неверным ключом',
    advice: 'Исправьте ключ API, затем подождите 10 минут',
  },
  ERROR_ZERO_BALANCE: {
    meaning: 'Нет свободных потоков или нет средств при оплате по факту',
    advice: 'Отправляйте меньше задач сразу, смените тариф или пополните баланс',
  },
  ERROR_NO_SLOT_AVAILABLE: {
    meaning: 'Все потоки заняты; задача не принята',
    advice: 'Подождите 5 секунд и повторите или смените тариф',
  },
  ERROR_TOO_MUCH_REQUESTS: { meaning: 'Слишком много запросов', advice: 'Медленнее: повторите через 3–10 секунд' },
  HTTP_429: { meaning: 'Слишком много запросов', advice: 'Медленнее: повторите через 3–10 секунд' },
  MAX_USER_TURN: { meaning: 'Слишком много задач сразу', advice: 'Подождите 10 секунд и распределите задачи' },
  'ERROR: 1001': {
    meaning: 'Блокировка: слишком много ответов без свободных мест',
    advice: 'Подождите 10 минут и отправляйте меньше задач сразу',
  },
  'ERROR: 1003': {
    meaning: 'Блокировка: ответов без мест намного больше, чем задач',
    advice: 'Подождите 30 секунд и увеличивайте паузы',
  },
  'ERROR: 1005': {
    meaning: 'Блокировка: слишком много запросов результатов',
    advice: 'Подождите 5 минут и опрашивайте раз в 5 секунд',
  },
  ERROR_PAGEURL: { meaning: 'URL страницы отсутствует или неверен', advice: 'Отправьте полный URL страницы с CAPTCHA' },
  ERROR_GOOGLEKEY: { meaning: 'Ключ сайта пуст или искажён', advice: 'Прочитайте ключ сайта со страницы заново' },
  ERROR_WRONG_GOOGLEKEY: { meaning: 'Нет ключа сайта', advice: 'Отправьте ключ сайта со страницы' },
  ERROR_BAD_TOKEN_OR_PAGEURL: {
    meaning: 'Ключ сайта и URL не подходят друг другу',
    advice: 'Сайт мог измениться: найдите iframe с собственным URL',
  },
  ERROR_BAD_PARAMETERS: {
    meaning: 'Нет обязательного параметра или он не того типа',
    advice: 'Сравните запрос с документацией',
  },
  ERROR_DOMAIN_NOT_ALLOWED: {
    meaning: 'Целевой домен не принимается',
    advice: 'Спросите CaptchaAI, поддерживается ли домен',
  },
  ERROR_ZERO_CAPTCHA_FILESIZE: { meaning: 'Изображение слишком мало', advice: 'Проверьте, как оно загружается' },
  ERROR_TOO_BIG_CAPTCHA_FILESIZE: { meaning: 'Изображение слишком велико', advice: 'Отправьте изображение поменьше' },
  ERROR_WRONG_FILE_EXTENSION: {
    meaning: 'Расширение изображения не поддерживается',
    advice: 'Отправьте JPG, PNG или GIF',
  },
  ERROR_IMAGE_TYPE_NOT_SUPPORTED: {
    meaning: 'Тип изображения не поддерживается',
    advice: 'Отправьте JPG, PNG или GIF',
  },
  ERROR_UPLOAD: { meaning: 'Изображение или его base64 повреждены', advice: 'Проверьте, как оно кодируется' },
  ERROR_CAPTCHAIMAGE_BLOCKED: {
    meaning: 'Изображение известно как нерешаемое',
    advice: 'Возможно, сайт показывает изображение отказа',
  },
  TOO_MANY_BAD_IMAGES: {
    meaning: 'Слишком много нерешаемых изображений',
    advice: 'Возможно, сайт показывает изображение отказа',
  },
  ERROR_WRONG_ID_FORMAT: { meaning: 'Номер задачи искажён', advice: 'Используйте номер ровно таким, каким он пришёл' },
  ERROR_WRONG_CAPTCHA_ID: {
    meaning: 'Номер задачи неизвестен или устарел',
    advice: 'Опрашивайте раньше, с полученным номером',
  },
  ERROR_NO_SUCH_CAPCHA_ID: {
    meaning: 'Номер задачи неизвестен или устарел',
    advice: 'Опрашивайте раньше, с полученным номером',
  },
  ERROR_EMPTY_ACTION: { meaning: 'В запросе не названо действие', advice: 'Сравните запрос с документацией' },
  ERROR_PROXY_FORMAT: { meaning: 'Строка прокси искажена', advice: 'Отправьте прокси как user:password@host:port' },
  ERROR_BAD_PROXY: { meaning: 'Прокси отмечен как плохой', advice: 'Смените прокси' },
  ERROR_PROXY_CONNECTION_FAILED: { meaning: 'Страницу не удалось загрузить через прокси', advice: 'Смените прокси' },
  ERROR_CAPTCHA_UNSOLVABLE: {
    meaning: 'Решатель сдался',
    advice: 'Повторите раз или два; если не помогает, проверьте, не изменилась ли CAPTCHA',
  },
  ERROR_BAD_DUPLICATES: { meaning: 'Слишком мало совпавших ответов', advice: 'Повторите' },
  ERROR_TOKEN_EXPIRED: { meaning: 'Задание устарело до решения', advice: 'Запросите новое прямо перед отправкой' },
  TIMEOUT: {
    meaning: 'Нет результата до срока вызывающего',
    advice: 'Проверьте задержку; для reCAPTCHA дайте 120 с и больше',
  },
  ERROR_SERVER_ERROR: { meaning: 'Сбой у CaptchaAI', advice: 'Повторите через 10 секунд, затем реже' },
  ERROR_INTERNAL_SERVER_ERROR: { meaning: 'Сбой у CaptchaAI', advice: 'Повторите через 10 секунд, затем реже' },
  CAPCHA_NOT_READY: { meaning: 'Задача ещё решается', advice: 'Продолжайте опрашивать каждые 5 секунд' },
  CAPTCHA_NOT_READY: { meaning: 'Задача ещё решается', advice: 'Продолжайте опрашивать каждые 5 секунд' },
  OK_REPORT_RECORDED: { meaning: 'Жалоба на задачу записана', advice: 'Ничего делать не нужно' },
  ERROR_REPORT_NOT_RECORDED: { meaning: 'Жалоба на задачу не записана', advice: 'Ничего делать не нужно' },
  ERROR_DUPLICATE_REPORT: { meaning: 'О задаче сообщили дважды', advice: 'Сообщайте о каждой задаче один раз' },
  ERROR_IP_ADDRES: {
    meaning: 'Адрес обратного вызова не зарегистрирован',
    advice: 'Зарегистрируйте адрес обратного вызова',
  },
};

export const noAnswer: Words['noAnswer'] = {
  meaning: 'CaptchaAI не ответил или ответил нечитаемо',
  advice: 'Ничего делать не нужно, если другие сайты доступны',
};

export const wrongAddress: Words['wrongAddress'] = {
  meaning: 'По адресу из CAPTCHAAI_URL нет CaptchaAI',
  advice: 'Исправьте CAPTCHAAI_URL, обычно это https://ocr.captchaai.com, или посмотрите, что отвечает вместо неё',
};
