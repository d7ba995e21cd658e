import type { Words } from '../words.ts';

export const someone = 'alguém';

export const privacy: Words['privacy'] = {
  title: '🔒 Privacidade',
  description: 'O que este bot guarda, por quanto tempo, quem o opera e como ser esquecido.',
  kept: 'O que é guardado',
  people:
    'Sobre pessoas: id de usuário e nome dos membros que silenciam, assumem, escrevem uma nota, mudam uma configuração ou enviam um teste; o id de usuário do membro que os alertas avisam, que está de plantão ou em uma etapa do escalonamento, ou que o bot avisou por mensagem direta.',
  reasons: 'Motivos que os membros escrevem ao silenciar e notas que escrevem sobre incidentes.',
  server: 'Sobre o servidor: id, nome e idioma, configurações e os ids de canais, cargos e mensagens.',
  notPersonal: 'Resultados e medições não são sobre pessoas. O bot não lê mensagens dos membros.',
  howLong: 'Por quanto tempo',
  history: (length) => `Silêncios, incidentes, mudanças e mensagens enviadas: ${length} depois que terminam.`,
  decisions: (length) => `Decisões, que \`/why\` mostra: ${length} depois que terminam.`,
  settings: 'Configurações: enquanto o bot estiver no servidor.',
  left: (length) => `Depois que o bot sai do servidor: tudo, por ${length}.`,
  outside: 'Arquivos de log e backups: o operador decide.',
  operator: 'Quem opera este bot',
  notNamed:
    'O operador não está indicado. Operadores definem `PRIVACY_CONTACT` e `PRIVACY_URL` nas configurações do bot.',
  policy: (url) => `Política de privacidade: ${url}`,
  forgotten: 'Como ser esquecido',
  forgottenHow: (someone) =>
    `**Esquecer-me** troca seu id de usuário e seu nome por “${someone}” em tudo o que é guardado deste servidor. Antes, pergunta.`,
  forgetMe: 'Esquecer-me',
  confirm: 'Sim, esquecer-me',
  back: 'Voltar',
  askTitle: '🔒 Esquecer você neste servidor?',
  ask: (someone) =>
    `Seu id de usuário e seu nome viram “${someone}” nos silêncios, nos incidentes assumidos, no registro de mudanças e nas mensagens guardadas. Você sai dos turnos de plantão e das etapas do escalonamento, e os alertas não avisam mais você. Não dá para desfazer.`,
  holds:
    'Silêncios e incidentes assumidos que estão ativos continuam ativos. Os motivos e as notas que você escreveu ficam, sem seu id de usuário.',
  stays:
    'As mensagens que já estão no Discord ficam como estão. Membros com a permissão “Gerenciar mensagens” podem apagá-las lá. Sobre arquivos de log e backups, pergunte ao operador.',
  doneTitle: '🔒 Você foi esquecido neste servidor',
  nothing: 'Nada sobre você foi encontrado no que é guardado deste servidor.',
  replaced: 'Entradas trocadas',
  counts: ({ mutes, incidents, notes, changes, messages }) =>
    `Silêncios: ${mutes}\nIncidentes: ${incidents}\nNotas: ${notes}\nMudanças: ${changes}\nMensagens guardadas: ${messages}`,
  pingsNobody: 'Os alertas avisavam você. Agora não avisam ninguém: escolha outra pessoa em `/setup`.',
  operatorPings:
    'As configurações do próprio operador ainda indicam você como a pessoa que os alertas avisam. Só o operador pode mudar isso.',
};
