import type { Words } from '../words.ts';

export const queueSource: Words['queueSource'] = {
  title: 'A fila não pode ser lida',
  trouble: ({ why, since }) => `${why}, desde ${since}. O tamanho é desconhecido, não 0.`,
  why: {
    unreachable: 'o servidor está inacessível',
    timeout: 'sem resposta a tempo',
    certificate: 'o certificado do servidor não é confiável',
    unauthorized: 'o servidor recusa o usuário ou a senha',
    forbidden: 'o usuário não pode ler a fila',
    notFound: 'essa fila não existe',
    wrongType: 'a chave no Redis é de outro tipo',
    noCount: 'o servidor não sabe o tamanho agora',
    redirect: 'o endereço leva a outro',
    unexpectedAnswer: 'uma resposta em forma inesperada',
    serverError: 'o servidor informa um erro',
    missingPackage: 'falta um pacote, veja o log',
  },
};
