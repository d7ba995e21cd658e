import type { Words } from '../words.ts';

export const someone = 'alguien';

export const privacy: Words['privacy'] = {
  title: '🔒 Privacidad',
  description: 'Qué guarda este bot, cuánto tiempo, quién lo gestiona y cómo ser olvidado.',
  kept: 'Qué se guarda',
  people:
    'Sobre personas: id de usuario y nombre de los miembros que silencian, se hacen cargo, escriben una nota, cambian un ajuste o envían una prueba; el id de usuario del miembro al que avisan las alertas, que está de guardia o en un paso del escalado, o al que el bot avisó por mensaje directo.',
  reasons: 'Motivos que los miembros escriben al silenciar y notas que escriben sobre incidentes.',
  server: 'Sobre el servidor: su id, nombre e idioma, sus ajustes y los id de canales, roles y mensajes.',
  notPersonal: 'Los resultados y las mediciones no tratan de personas. El bot no lee mensajes de los miembros.',
  howLong: 'Cuánto tiempo',
  history: (length) => `Silencios, incidentes, cambios y mensajes enviados: ${length} después de terminar.`,
  decisions: (length) => `Decisiones, que muestra \`/why\`: ${length} después de terminar.`,
  settings: 'Ajustes: mientras el bot esté en el servidor.',
  left: (length) => `Después de que el bot deje el servidor: todo, durante ${length}.`,
  outside: 'Archivos de registro y copias de seguridad: lo decide el operador.',
  operator: 'Quién gestiona este bot',
  notNamed:
    'El operador no está indicado. Los operadores ponen `PRIVACY_CONTACT` y `PRIVACY_URL` en los ajustes del bot.',
  policy: (url) => `Política de privacidad: ${url}`,
  forgotten: 'Cómo ser olvidado',
  forgottenHow: (someone) =>
    `**Olvidarme** sustituye tu id de usuario y tu nombre por «${someone}» en todo lo que se guarda de este servidor. Pregunta antes.`,
  forgetMe: 'Olvidarme',
  confirm: 'Sí, olvidarme',
  back: 'Volver',
  askTitle: '🔒 ¿Olvidarte en este servidor?',
  ask: (someone) =>
    `Tu id de usuario y tu nombre pasan a ser «${someone}» en los silencios, los incidentes atendidos, el registro de cambios y los mensajes guardados. Sales de los turnos de guardia y de los pasos del escalado, y las alertas ya no te avisan. No se puede deshacer.`,
  holds:
    'Los silencios y los incidentes atendidos que siguen activos no cambian. Los motivos y las notas que escribiste se quedan, sin tu id de usuario.',
  stays:
    'Los mensajes que ya están en Discord se quedan como están. Los miembros con el permiso «Gestionar mensajes» pueden borrarlos allí. Para los archivos de registro y las copias de seguridad, pregunta al operador.',
  doneTitle: '🔒 Se te ha olvidado en este servidor',
  nothing: 'No se encontró nada sobre ti en lo que se guarda de este servidor.',
  replaced: 'Entradas sustituidas',
  counts: ({ mutes, incidents, notes, changes, messages }) =>
    `Silencios: ${mutes}\nIncidentes: ${incidents}\nNotas: ${notes}\nCambios: ${changes}\nMensajes guardados: ${messages}`,
  pingsNobody: 'Las alertas te avisaban. Ahora no avisan a nadie: elige a otra persona en `/setup`.',
  operatorPings:
    'Los ajustes propios del operador te siguen indicando como la persona a la que avisan las alertas. Solo el operador puede cambiarlo.',
};
