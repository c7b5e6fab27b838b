// Words of the page about the questions.
export const WORDS = {
  en: {
    title: 'Questions', skip: 'Skip to the questions', board: 'Board', asking: 'Asking…',
    heading: 'The questions that callers are asked', emergencyOn: 'The emergency message is on: callers hear it before everything else.',
    reload: 'Reload the flow', emergency: 'Emergency message', wrongFlow: 'The flow of the last reload is wrong; calls get the one before',
    picture: 'The flow as a picture; the table below says the same', ways: 'How callers went, since the start of this process',
    from: 'From', by: 'By', to: 'To', calls: 'Calls', noWays: 'No caller came to the questions yet.',
    reloaded: 'New calls get the flow as it is written now.', switched: { on: 'The emergency message is on.', off: 'The emergency message is off.' },
    upToDate: 'Up to date', noAnswer: 'No answer', mistakes: (n) => `Not taken over: ${n} mistake(s), see below.`,
    away: 'No answer. Nothing may have changed; look again in a moment.', flow: (name) => `flow ${name}`,
    switchOff: 'Switch the emergency message off', switchOn: 'Switch the emergency message on', answered: 'answered',
  },
  es: {
    title: 'Preguntas', skip: 'Ir a las preguntas', board: 'Tablero', asking: 'Consultando…',
    heading: 'Las preguntas que se hacen a quien llama', emergencyOn: 'El mensaje de emergencia está activo: quien llama lo oye antes que nada.',
    reload: 'Volver a leer el flujo', emergency: 'Mensaje de emergencia', wrongFlow: 'El flujo de la última lectura tiene errores; las llamadas siguen con el anterior',
    picture: 'El flujo como imagen; la tabla de abajo dice lo mismo', ways: 'Por dónde fueron las llamadas desde el arranque de este proceso',
    from: 'De', by: 'Por', to: 'A', calls: 'Llamadas', noWays: 'Aún no llegó ninguna llamada a las preguntas.',
    reloaded: 'Las llamadas nuevas usan el flujo tal como está escrito ahora.', switched: { on: 'El mensaje de emergencia está activo.', off: 'El mensaje de emergencia está apagado.' },
    upToDate: 'Al día', noAnswer: 'Sin respuesta', mistakes: (n) => `No se tomó: ${n} error(es), véase abajo.`,
    away: 'Sin respuesta. Puede que nada haya cambiado; mire de nuevo en un momento.', flow: (name) => `flujo ${name}`,
    switchOff: 'Apagar el mensaje de emergencia', switchOn: 'Activar el mensaje de emergencia', answered: 'contestada',
  },
};
