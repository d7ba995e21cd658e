import type { Words } from '../words.ts';

/** The commands in the menu of a message: names at most 32 characters. */
export const menus: Words['menus'] = {
  muteKind: {
    name: 'Silenciar este tipo',
    description: 'Em um alerta: silencia o tipo dele por um tempo',
  },
  explain: {
    name: 'Explicar',
    description: 'Em um alerta: mostra o que ele significa e o que fazer',
  },
  heading: 'No menu de uma mensagem, em Aplicativos',
  notOurs: 'Esta mensagem não é um dos meus alertas. Use isto em um alerta.',
  noAlert: 'Esta mensagem não fala de nenhum alerta: não há nada para silenciar nem explicar.',
  howLong: (kinds) => `Por quanto tempo silenciar ${kinds}?`,
  pick: 'Escolha por quanto tempo',
};
