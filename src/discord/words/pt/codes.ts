import type { Words } from '../words.ts';

export const codes: Words['codes'] = {
  ERROR_WRONG_USER_KEY: { meaning: 'A chave de API não tem 32 caracteres', advice: 'Corrija a chave de API' },
  ERROR_KEY_DOES_NOT_EXIST: {
    meaning: 'A chave de API é desconhecida, ou a conta não tem threads (plano ou teste não iniciado ou vencido)',
    advice: 'Confira a chave de API e depois o plano',
  },
  IP_BANNED: {
    meaning: 'Chamadas demais com uma chave errada',
    advice: 'Corrija a chave de API; o bloqueio termina em cerca de 5 minutos',
  },
  ERROR_IP_BANNED: {
    meaning: 'Chamadas demais com uma chave errada',
    advice: 'Corrija a chave de API; o bloqueio termina em cerca de 5 minutos',
  },
  ERROR_IP_NOT_ALLOWED: {
    meaning: 'Este endereço não está na lista permitida da conta',
    advice: 'Adicione o endereço à lista permitida',
  },
  'ERROR: 1002': {
    meaning: 'Bloqueado após respostas demais de saldo zero',
    advice: 'Recarregue ou melhore o plano e espere 5 minutos',
  },
  'ERROR: 1004': {
    meaning: 'Bloqueado após chamadas demais com chave errada',
    advice: 'Corrija a chave de API e espere 10 minutos',
  },
  ERROR_ZERO_BALANCE: {
    meaning: 'Nenhuma thread livre, ou sem saldo em conta pré-paga',
    advice: 'Envie menos tarefas por vez, melhore o plano ou recarregue',
  },
  ERROR_NO_SLOT_AVAILABLE: {
    meaning: 'Todas as threads estão ocupadas; a tarefa não foi aceita',
    advice: 'Espere 5 segundos e tente de novo, ou melhore o plano',
  },
  ERROR_TOO_MUCH_REQUESTS: {
    meaning: 'Requisições demais',
    advice: 'Mais devagar: tente de novo após 3 a 10 segundos',
  },
  HTTP_429: { meaning: 'Requisições demais', advice: 'Mais devagar: tente de novo após 3 a 10 segundos' },
  MAX_USER_TURN: { meaning: 'Tarefas demais de uma vez', advice: 'Espere 10 segundos e distribua as tarefas' },
  'ERROR: 1001': {
    meaning: 'Bloqueado após respostas demais sem vaga',
    advice: 'Espere 10 minutos e envie menos tarefas por vez',
  },
  'ERROR: 1003': {
    meaning: 'Bloqueado: muito mais respostas sem vaga do que tarefas',
    advice: 'Espere 30 segundos e espace após cada uma',
  },
  'ERROR: 1005': {
    meaning: 'Bloqueado: consultas demais de resultados',
    advice: 'Espere 5 minutos e consulte só a cada 5 segundos',
  },
  ERROR_PAGEURL: {
    meaning: 'A URL da página falta ou é inválida',
    advice: 'Envie a URL completa da página do CAPTCHA',
  },
  ERROR_GOOGLEKEY: {
    meaning: 'A chave do site está vazia ou malformada',
    advice: 'Leia a chave do site na página de novo',
  },
  ERROR_WRONG_GOOGLEKEY: { meaning: 'Falta a chave do site', advice: 'Envie a chave do site da página' },
  ERROR_BAD_TOKEN_OR_PAGEURL: {
    meaning: 'Chave do site e URL não combinam',
    advice: 'O site pode ter mudado: procure um iframe com URL própria',
  },
  ERROR_BAD_PARAMETERS: {
    meaning: 'Um parâmetro obrigatório falta ou tem o tipo errado',
    advice: 'Compare a requisição com a documentação',
  },
  ERROR_DOMAIN_NOT_ALLOWED: {
    meaning: 'O domínio de destino é recusado',
    advice: 'Pergunte à CaptchaAI se o domínio é aceito',
  },
  ERROR_ZERO_CAPTCHA_FILESIZE: { meaning: 'A imagem é pequena demais', advice: 'Confira como a imagem é baixada' },
  ERROR_TOO_BIG_CAPTCHA_FILESIZE: { meaning: 'A imagem é grande demais', advice: 'Envie uma imagem menor' },
  ERROR_WRONG_FILE_EXTENSION: { meaning: 'A extensão da imagem não é aceita', advice: 'Envie JPG, PNG ou GIF' },
  ERROR_IMAGE_TYPE_NOT_SUPPORTED: { meaning: 'O tipo da imagem não é aceito', advice: 'Envie JPG, PNG ou GIF' },
  ERROR_UPLOAD: { meaning: 'A imagem ou seu base64 está danificado', advice: 'Confira como a imagem é codificada' },
  ERROR_CAPTCHAIMAGE_BLOCKED: {
    meaning: 'A imagem é conhecida como insolúvel',
    advice: 'O site pode estar mostrando uma imagem de recusa',
  },
  TOO_MANY_BAD_IMAGES: {
    meaning: 'Imagens insolúveis demais',
    advice: 'O site pode estar mostrando uma imagem de recusa',
  },
  ERROR_WRONG_ID_FORMAT: { meaning: 'O id da tarefa está malformado', advice: 'Use o id exatamente como veio' },
  ERROR_WRONG_CAPTCHA_ID: {
    meaning: 'O id da tarefa é desconhecido ou venceu',
    advice: 'Consulte antes, com o id recebido',
  },
  ERROR_NO_SUCH_CAPCHA_ID: {
    meaning: 'O id da tarefa é desconhecido ou venceu',
    advice: 'Consulte antes, com o id recebido',
  },
  ERROR_EMPTY_ACTION: {
    meaning: 'A requisição não diz nenhuma ação',
    advice: 'Compare a requisição com a documentação',
  },
  ERROR_PROXY_FORMAT: {
    meaning: 'A indicação do proxy está malformada',
    advice: 'Envie o proxy como user:password@host:port',
  },
  ERROR_BAD_PROXY: { meaning: 'O proxy está marcado como ruim', advice: 'Troque o proxy' },
  ERROR_PROXY_CONNECTION_FAILED: { meaning: 'A página não pôde ser carregada pelo proxy', advice: 'Troque o proxy' },
  ERROR_CAPTCHA_UNSOLVABLE: {
    meaning: 'O solucionador desistiu',
    advice: 'Tente de novo uma ou duas vezes; se continuar, confira se o CAPTCHA mudou',
  },
  ERROR_BAD_DUPLICATES: { meaning: 'Poucas respostas coincidentes', advice: 'Tente de novo' },
  ERROR_TOKEN_EXPIRED: {
    meaning: 'O desafio venceu antes de ser resolvido',
    advice: 'Busque um desafio novo logo antes de enviar',
  },
  TIMEOUT: {
    meaning: 'Sem resultado antes do prazo de quem chama',
    advice: 'Confira a latência; deixe 120 s ou mais para reCAPTCHA',
  },
  ERROR_SERVER_ERROR: { meaning: 'Uma falha na CaptchaAI', advice: 'Tente de novo após 10 segundos e depois espace' },
  ERROR_INTERNAL_SERVER_ERROR: {
    meaning: 'Uma falha na CaptchaAI',
    advice: 'Tente de novo após 10 segundos e depois espace',
  },
  CAPCHA_NOT_READY: {
    meaning: 'A tarefa ainda está sendo resolvida',
    advice: 'Continue consultando a cada 5 segundos',
  },
  CAPTCHA_NOT_READY: {
    meaning: 'A tarefa ainda está sendo resolvida',
    advice: 'Continue consultando a cada 5 segundos',
  },
  OK_REPORT_RECORDED: { meaning: 'Um aviso sobre uma tarefa foi registrado', advice: 'Nada a fazer' },
  ERROR_REPORT_NOT_RECORDED: { meaning: 'Um aviso sobre uma tarefa não foi registrado', advice: 'Nada a fazer' },
  ERROR_DUPLICATE_REPORT: { meaning: 'Uma tarefa foi avisada duas vezes', advice: 'Avise cada tarefa uma só vez' },
  ERROR_IP_ADDRES: { meaning: 'O endereço de retorno não está registrado', advice: 'Registre o endereço de retorno' },
};

export const noAnswer: Words['noAnswer'] = {
  meaning: 'A CaptchaAI não respondeu, ou não de forma legível',
  advice: 'Nada a fazer se outros sites respondem',
};

export const wrongAddress: Words['wrongAddress'] = {
  meaning: 'A CaptchaAI não está no endereço de CAPTCHAAI_URL',
  advice: 'Corrija CAPTCHAAI_URL, em geral https://ocr.captchaai.com, ou veja o que responde no lugar dela',
};
