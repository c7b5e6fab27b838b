// Words about the recording of a talk in progress, on the agent's page.
export const WORDS = {
  en: {
    states: {
      RUNNING: 'This talk is recorded.',
      PAUSED: 'The recording is paused: silence is kept instead.',
      DISCARDED: 'The recording was deleted; nothing of this talk is kept.',
    },
    again: 'Record again', pause: 'Pause: a card or social security number', discard: 'The caller does not want it: delete',
    away: 'The server cannot be reached; the recording is as it was.',
  },
  es: {
    states: {
      RUNNING: 'Esta conversación se graba.',
      PAUSED: 'La grabación está en pausa: se guarda silencio en su lugar.',
      DISCARDED: 'La grabación se borró; no se guarda nada de esta conversación.',
    },
    again: 'Grabar de nuevo', pause: 'Pausa: un número de tarjeta o de seguridad social', discard: 'La persona no quiere: borrar',
    away: 'No se puede contactar con el servidor; la grabación sigue como estaba.',
  },
};
