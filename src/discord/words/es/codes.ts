import type { Words } from '../words.ts';

export const codes: Words['codes'] = {
  ERROR_WRONG_USER_KEY: { meaning: 'La clave de API no tiene 32 caracteres', advice: 'Corrige la clave de API' },
  ERROR_KEY_DOES_NOT_EXIST: {
    meaning: 'La clave de API es desconocida o la cuenta no tiene hilos (plan o prueba sin empezar o caducado)',
    advice: 'Comprueba la clave de API y después el plan',
  },
  IP_BANNED: {
    meaning: 'Demasiadas llamadas con una clave errónea',
    advice: 'Corrige la clave de API; el bloqueo termina en unos 5 minutos',
  },
  ERROR_IP_BANNED: {
    meaning: 'Demasiadas llamadas con una clave errónea',
    advice: 'Corrige la clave de API; el bloqueo termina en unos 5 minutos',
  },
  ERROR_IP_NOT_ALLOWED: {
    meaning: 'Esta dirección no está en la lista permitida de la cuenta',
    advice: 'Añade la dirección a la lista permitida',
  },
  'ERROR: 1002': {
    meaning: 'Bloqueado tras demasiadas respuestas de saldo cero',
    advice: 'Recarga o mejora el plan y espera 5 minutos',
  },
  'ERROR: 1004': {
    meaning: 'Bloqueado tras demasiadas llamadas con clave errónea',
    advice: 'Corrige la clave de API y espera 10 minutos',
  },
  ERROR_ZERO_BALANCE: {
    meaning: 'No hay hilos libres, o no hay fondos en una cuenta de pago por uso',
    advice: 'Envía menos tareas a la vez, mejora el plan o recarga',
  },
  ERROR_NO_SLOT_AVAILABLE: {
    meaning: 'Todos los hilos están ocupados; la tarea no se aceptó',
    advice: 'Espera 5 segundos y reintenta, o mejora el plan',
  },
  ERROR_TOO_MUCH_REQUESTS: { meaning: 'Demasiadas peticiones', advice: 'Más despacio: reintenta tras 3 a 10 segundos' },
  HTTP_429: { meaning: 'Demasiadas peticiones', advice: 'Más despacio: reintenta tras 3 a 10 segundos' },
  MAX_USER_TURN: { meaning: 'Demasiadas tareas de golpe', advice: 'Espera 10 segundos y reparte las tareas' },
  'ERROR: 1001': {
    meaning: 'Bloqueado tras demasiadas respuestas sin sitio libre',
    advice: 'Espera 10 minutos y envía menos tareas a la vez',
  },
  'ERROR: 1003': {
    meaning: 'Bloqueado: muchas más respuestas sin sitio que tareas',
    advice: 'Espera 30 segundos y espacia tras cada una',
  },
  'ERROR: 1005': {
    meaning: 'Bloqueado: demasiadas consultas de resultados',
    advice: 'Espera 5 minutos y consulta solo cada 5 segundos',
  },
  ERROR_PAGEURL: {
    meaning: 'La URL de la página falta o no es válida',
    advice: 'Envía la URL completa de la página del CAPTCHA',
  },
  ERROR_GOOGLEKEY: {
    meaning: 'La clave de sitio está vacía o mal formada',
    advice: 'Vuelve a leer la clave de sitio en la página',
  },
  ERROR_WRONG_GOOGLEKEY: { meaning: 'Falta la clave de sitio', advice: 'Envía la clave de sitio de la página' },
  ERROR_BAD_TOKEN_OR_PAGEURL: {
    meaning: 'La clave de sitio y la URL no van juntas',
    advice: 'Puede que el sitio haya cambiado: busca un iframe con URL propia',
  },
  ERROR_BAD_PARAMETERS: {
    meaning: 'Falta un parámetro o es de otro tipo',
    advice: 'Compara la petición con la documentación',
  },
  ERROR_DOMAIN_NOT_ALLOWED: {
    meaning: 'El dominio de destino está rechazado',
    advice: 'Pregunta a CaptchaAI si el dominio es compatible',
  },
  ERROR_ZERO_CAPTCHA_FILESIZE: {
    meaning: 'La imagen es demasiado pequeña',
    advice: 'Comprueba cómo se descarga la imagen',
  },
  ERROR_TOO_BIG_CAPTCHA_FILESIZE: { meaning: 'La imagen es demasiado grande', advice: 'Envía una imagen más pequeña' },
  ERROR_WRONG_FILE_EXTENSION: { meaning: 'La extensión de la imagen no es compatible', advice: 'Envía JPG, PNG o GIF' },
  ERROR_IMAGE_TYPE_NOT_SUPPORTED: { meaning: 'El tipo de imagen no es compatible', advice: 'Envía JPG, PNG o GIF' },
  ERROR_UPLOAD: { meaning: 'La imagen o su base64 está dañada', advice: 'Comprueba cómo se codifica la imagen' },
  ERROR_CAPTCHAIMAGE_BLOCKED: {
    meaning: 'Se sabe que la imagen no tiene solución',
    advice: 'Puede que el sitio muestre una imagen de rechazo',
  },
  TOO_MANY_BAD_IMAGES: {
    meaning: 'Demasiadas imágenes sin solución',
    advice: 'Puede que el sitio muestre una imagen de rechazo',
  },
  ERROR_WRONG_ID_FORMAT: {
    meaning: 'El identificador de la tarea está mal formado',
    advice: 'Usa el identificador tal como llegó',
  },
  ERROR_WRONG_CAPTCHA_ID: {
    meaning: 'El identificador de la tarea es desconocido o caducó',
    advice: 'Consulta antes, con el identificador recibido',
  },
  ERROR_NO_SUCH_CAPCHA_ID: {
    meaning: 'El identificador de la tarea es desconocido o caducó',
    advice: 'Consulta antes, con el identificador recibido',
  },
  ERROR_EMPTY_ACTION: {
    meaning: 'La petición no nombra ninguna acción',
    advice: 'Compara la petición con la documentación',
  },
  ERROR_PROXY_FORMAT: {
    meaning: 'La cadena del proxy está mal formada',
    advice: 'Envía el proxy como user:password@host:port',
  },
  ERROR_BAD_PROXY: { meaning: 'El proxy está marcado como malo', advice: 'Cambia el proxy' },
  ERROR_PROXY_CONNECTION_FAILED: { meaning: 'La página no se pudo cargar por el proxy', advice: 'Cambia el proxy' },
  ERROR_CAPTCHA_UNSOLVABLE: {
    meaning: 'El solucionador se rindió',
    advice: 'Reintenta una o dos veces; si sigue, comprueba si el CAPTCHA cambió',
  },
  ERROR_BAD_DUPLICATES: { meaning: 'Pocas respuestas coincidentes', advice: 'Reintenta' },
  ERROR_TOKEN_EXPIRED: {
    meaning: 'El reto caducó antes de resolverse',
    advice: 'Pide un reto nuevo justo antes de enviarlo',
  },
  TIMEOUT: {
    meaning: 'Sin resultado antes del plazo de quien llama',
    advice: 'Comprueba la latencia; deja 120 s o más para reCAPTCHA',
  },
  ERROR_SERVER_ERROR: { meaning: 'Un fallo en CaptchaAI', advice: 'Reintenta tras 10 segundos y luego espacia' },
  ERROR_INTERNAL_SERVER_ERROR: {
    meaning: 'Un fallo en CaptchaAI',
    advice: 'Reintenta tras 10 segundos y luego espacia',
  },
  CAPCHA_NOT_READY: { meaning: 'La tarea aún se está resolviendo', advice: 'Sigue consultando cada 5 segundos' },
  CAPTCHA_NOT_READY: { meaning: 'La tarea aún se está resolviendo', advice: 'Sigue consultando cada 5 segundos' },
  OK_REPORT_RECORDED: { meaning: 'Un informe sobre una tarea se registró', advice: 'No hay que hacer nada' },
  ERROR_REPORT_NOT_RECORDED: { meaning: 'Un informe sobre una tarea no se registró', advice: 'No hay que hacer nada' },
  ERROR_DUPLICATE_REPORT: { meaning: 'Una tarea se informó dos veces', advice: 'Informa de cada tarea una sola vez' },
  ERROR_IP_ADDRES: {
    meaning: 'La dirección de retorno no está registrada',
    advice: 'Registra la dirección de retorno',
  },
};

export const noAnswer: Words['noAnswer'] = {
  meaning: 'CaptchaAI no respondió, o no de forma legible',
  advice: 'Nada que hacer si se llega a otros sitios',
};

export const wrongAddress: Words['wrongAddress'] = {
  meaning: 'CaptchaAI no está en la dirección de CAPTCHAAI_URL',
  advice: 'Corrige CAPTCHAAI_URL, normalmente https://ocr.captchaai.com, o mira qué responde en su lugar',
};
