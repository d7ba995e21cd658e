import type { Words } from '../words.ts';
import { plural } from './plural.ts';

export const kinds: Words['kinds'] = {
  balance: 'Saldo',
  errors: 'Taxa de erros',
  types: 'Tipos de CAPTCHA',
  queue: 'Fila',
  workers: 'Workers ativos',
  silence: 'Silêncio',
  provider: 'CaptchaAI',
  latency: 'Latência',
  threads: 'Threads',
  runway: 'Autonomia',
};

export const scopes: Words['scopes'] = { all: 'Tudo', ...kinds };

export const severities: Words['severities'] = { warning: 'AVISO', critical: 'CRÍTICO' };

export const sureness: Words['sureness'] = { low: 'baixa', medium: 'média', high: 'alta' };

export const andMore: Words['andMore'] = (items) => `e mais ${items.text}`;

export const didYouMean: Words['didYouMean'] = (names) => `Você quis dizer ${names}?`;

export const or: Words['or'] = ' ou ';

export const giveUp: Words['giveUp'] = {
  destinationGone: 'o webhook ou canal não existe mais: escolha outro com `/setup`',
  notAllowed: 'o Discord não permitiu: confira as permissões do bot no canal',
  threadGone: 'o tópico do incidente foi apagado',
  threadClosed: 'o tópico está trancado ou arquivado: abra-o de novo ou escolha outro canal com `/setup`',
  threadsFull: 'o canal tem tópicos abertos demais: feche alguns ou escolha outro canal com `/setup`',
  tagRequired: 'o fórum exige uma tag em cada publicação: escolha outro canal com `/setup`',
  autoMod: 'o AutoMod bloqueou: libere o bot nas configurações do AutoMod do servidor',
  slowMode: 'o canal está no modo lento: desative-o ou escolha outro canal com `/setup`',
  channelKind: 'um canal deste tipo não aceita mensagens: escolha outro com `/setup`',
  notAccepted: 'o Discord recusa toda mensagem ali: escolha outro canal com `/setup`',
  answerLost: 'provavelmente chegou: as respostas do Discord se perdem no caminho',
  rejected: 'o Discord recusou a mensagem',
  noDestination: 'nenhum canal escolhido: use `/setup`',
  muted: 'estava silenciado',
  quietHours: 'eram horas de silêncio',
  nothingToEdit: 'a mensagem foi apagada',
  superseded: 'uma mensagem mais nova a substituiu',
  tooOld: 'ela é antiga demais para ser útil',
};

export const pingFailed: Words['pingFailed'] = {
  roleGone: 'ninguém foi avisado: o cargo foi apagado, escolha outro com `/setup`',
  notMentionable: 'ninguém foi avisado: torne o cargo mencionável ou dê ao bot «Mencionar todos»',
  memberGone: 'ninguém foi avisado: esta pessoa não está no servidor, escolha outra com `/setup`',
  notPinged: 'a última menção não avisou ninguém: confira o cargo ou a pessoa, ou escolha outro com `/setup`',
};

export const fallback: Words['fallback'] = (why) => `Publicado aqui no lugar: ${why}`;

export const sentAgain: Words['sentAgain'] = 'enviado de novo, a primeira tentativa pode ter chegado';

export const facts: Words['facts'] = {
  balance: ({ balance, threshold }) => `${balance} (limite ${threshold})`,
  errors: ({ rate, failed, total }) => `${rate} (${failed}/${total})`,
  queue: (tasks) => `${tasks.text} ${plural(tasks, { one: 'pendente', many: 'pendentes', other: 'pendentes' })}`,
  types: ({ type, rate, failed, total }) => `${type} ${rate} (${failed}/${total})`,
  noTypeFails: 'nenhum tipo falha',
  activeWorkers: (workers) => `${workers.text} ${plural(workers, { one: 'ativo', many: 'ativos', other: 'ativos' })}`,
  workersNotReported: 'workers não informados',
  silence: (length) => `último resultado há ${length}`,
  lastResult: (when) => `último resultado ${when}`,
  answers: 'responde',
  answersWith: (code) => `responde ${code}`,
  wrongAddress: 'não está no endereço de `CAPTCHAAI_URL`',
  latency: (p95) => `p95 ${p95}`,
  busy: ({ busy, total }) => `${busy}/${total} ocupadas`,
  refused: (share) => `${share} das tarefas recusadas`,
  nothingReported: 'nada informado',
  beyondForecast: 'mais de 30 d',
};
