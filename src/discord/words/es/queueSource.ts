import type { Words } from '../words.ts';

export const queueSource: Words['queueSource'] = {
  title: 'No se puede leer la cola',
  trouble: ({ why, since }) => `${why}, desde ${since}. La longitud es desconocida, no 0.`,
  why: {
    unreachable: 'no se llega al servidor',
    timeout: 'sin respuesta a tiempo',
    certificate: 'el certificado del servidor no es de confianza',
    unauthorized: 'el servidor rechaza el usuario o la contraseña',
    forbidden: 'el usuario no puede leer la cola',
    notFound: 'no existe esa cola',
    wrongType: 'la clave de Redis es de otro tipo',
    noCount: 'el servidor no conoce ahora la longitud',
    redirect: 'la dirección lleva a otra',
    unexpectedAnswer: 'una respuesta con forma inesperada',
    serverError: 'el servidor informa de un error',
    missingPackage: 'falta un paquete, véase el registro',
  },
};
