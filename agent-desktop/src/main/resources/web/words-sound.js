// Words of the page of messages and recordings.
export const WORDS = {
  en: {
    title: 'Messages and recordings', skip: 'Skip to the messages', board: 'Board', asking: 'Asking…', upToDate: 'Up to date', noAnswer: 'No answer',
    messages: 'Messages that callers left', written: 'Who listens is written down.', noMessages: 'Nobody left a message.',
    recordings: 'Recorded talks', noRecordings: 'No talk is recorded, or the time that recordings are kept is over.',
    with: (agent) => `with ${agent}`, listen: 'Listen', listenTo: (what) => `Listen: ${what}`, remove: 'Delete…', removeOf: (what) => `Delete: ${what}`,
    why: 'Why', whyOf: (what) => `Why delete: ${what}`, removeNow: 'Delete for good', away: 'The server cannot be reached; nothing was deleted.',
  },
  es: {
    title: 'Mensajes y grabaciones', skip: 'Ir a los mensajes', board: 'Tablero', asking: 'Consultando…', upToDate: 'Al día', noAnswer: 'Sin respuesta',
    messages: 'Mensajes que dejaron', written: 'Se anota quién escucha.', noMessages: 'Nadie dejó un mensaje.',
    recordings: 'Conversaciones grabadas', noRecordings: 'No hay grabaciones o ya pasó el tiempo en que se guardan.',
    with: (agent) => `con ${agent}`, listen: 'Escuchar', listenTo: (what) => `Escuchar: ${what}`, remove: 'Borrar…', removeOf: (what) => `Borrar: ${what}`,
    why: 'Por qué', whyOf: (what) => `Por qué borrar: ${what}`, removeNow: 'Borrar para siempre', away: 'No se puede contactar con el servidor; no se borró nada.',
  },
};
