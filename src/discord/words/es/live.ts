import type { Words } from '../words.ts';

/** The one message that shows how everything stands, and what `/setup` and `/status` say of it. */
export const live: Words['live'] = {
  title: 'Estado en vivo',
  kept: 'Este mensaje se edita cuando algo cambia. `/status` muestra más.',
  heading: '**Estado en vivo**',
  hint: 'Elige un canal, o ninguno para desactivarlo',
  here: 'Estado en vivo con las alertas',
  off: 'Desactivar el estado en vivo',
  isOff: 'Un mensaje que siempre muestra cómo está todo. Está desactivado.',
  isIn: (channel) => `✅ Un mensaje en ${channel} se mantiene al día.`,
  cannotPin: (channel) =>
    `⚠️ No está fijado: dale a mi rol **Fijar mensajes** en ${channel}. El bot lo intenta de nuevo cada diez minutos.`,
  trouble: (why) => `⚠️ No está al día: ${why}`,
  notSaved: 'El estado en vivo no se cambió.',
  alertChannel: 'el canal de las alertas',
};
