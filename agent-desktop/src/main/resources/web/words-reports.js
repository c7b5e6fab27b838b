// Words of the reports: the page, its columns, what is saved.
export const WORDS = {
  en: {
    title: 'Reports', skip: 'Skip to the report',
    page: {
      kinds: { calls: 'Calls', intervals: 'Intervals', agents: 'Agents', waits: 'Waits and abandonment', dispositions: 'Dispositions', defence: 'Defence' },
      queue: 'Queue', all: 'All', from: 'From', to: 'Until the end of', step: 'Step', steps: { quarter: '15 minutes', hour: 'Hour', day: 'Day' },
      outcome: 'Outcome', verdict: 'Verdict', agent: 'Agent', campaign: 'Campaign', any: 'Any', csv: 'Download CSV', more: 'More calls', none: 'Nothing happened in this time.',
      number: 'Calls of the number', find: 'Find', audited: 'The look is written into the audit trail.', asOf: 'As of', noAnswer: 'No answer', zone: 'Times of', cut: 'Not all rows are shown.', days: 'Days back',
      people: 'Blue figures are people only: calls that count as a machine are left out.',
    },
    columns: {
      from: 'From', queue: 'Queue', offered: 'Offered', answered: 'Answered', abandoned: 'Abandoned', service_level: 'In time, of offered',
      asa_seconds: 'ASA', aht_seconds: 'AHT', longest_wait_seconds: 'Longest wait', callbacks: 'Callbacks', occupancy: 'Occupancy',
      agent: 'Agent', disposition: 'Disposition', talks: 'Talks', mean_talk_seconds: 'Mean talk', labelled_machine: 'Called a machine', labelled_person: 'Called a person', offers: 'Offers', missed: 'Missed',
      talk_seconds: 'Talk', hold_seconds: 'Hold', wrap_up_seconds: 'Wrap-up', ready_seconds: 'Ready', paused_seconds: 'Paused',
      signed_in_seconds: 'Signed in', wait_from_seconds: 'Waited from', wait_to_seconds: 'to', abandoned_share: 'Gave up by then',
      attempts: 'Attempts', admitted: 'Admitted', unscreened: 'Unscreened', challenged: 'Challenged', challenge_passed: 'passed',
      challenge_failed: 'failed', challenge_silent: 'silent', diverted: 'Diverted', announced: 'Announced', let_go: 'Let go', refused: 'Refused',
      in_red: 'In RED', machines_missed: 'Machines missed', people_suspected: 'People suspected', arrived_at: 'Arrived', call: 'Call', line: 'Line',
      caller: 'Caller', language: 'Language', outcome: 'Outcome', verdict: 'Verdict', would_be: 'Would be', challenge: 'Challenge',
      campaign: 'Campaign', label: 'Label', counts_as: 'Counts as', waited_seconds: 'Waited', people: 'people',
    },
    saved: {
      saved: 'Saved reports', none: 'None is saved.', name: 'Name', at: 'Each day at', never: 'not put into the folder', by: 'by', delete: 'Delete', save: 'Save this report',
      span: 'About', spans: { today: 'today', yesterday: 'yesterday', 'last-7-days': 'the last 7 days', 'last-31-days': 'the last 31 days' },
      folder: 'Files go into the folder of web.reports, by the clock of', noFolder: 'There is no folder for files: web.reports.folder is empty.', failed: 'not made:', last: 'last made for', open: 'Open',
    },
  },
  es: {
    title: 'Informes', skip: 'Ir al informe',
    page: {
      kinds: { calls: 'Llamadas', intervals: 'Intervalos', agents: 'Agentes', waits: 'Esperas y abandono', dispositions: 'Cierres', defence: 'Defensa' },
      queue: 'Cola', all: 'Todas', from: 'Desde', to: 'Hasta el final del', step: 'Paso', steps: { quarter: '15 minutos', hour: 'Hora', day: 'Día' },
      outcome: 'Resultado', verdict: 'Veredicto', agent: 'Agente', campaign: 'Campaña', any: 'Cualquiera', csv: 'Descargar CSV', more: 'Más llamadas', none: 'No pasó nada en este tiempo.',
      number: 'Llamadas del número', find: 'Buscar', audited: 'La consulta queda en el registro.', asOf: 'A las', noAnswer: 'Sin respuesta', zone: 'Horas de', cut: 'No se muestran todas las filas.', days: 'Días atrás',
      people: 'Las cifras azules son solo personas: sin las llamadas que cuentan como máquina.',
    },
    columns: {
      from: 'Desde', queue: 'Cola', offered: 'Recibidas', answered: 'Atendidas', abandoned: 'Abandonadas', service_level: 'A tiempo, de recibidas',
      asa_seconds: 'ASA', aht_seconds: 'AHT', longest_wait_seconds: 'Espera más larga', callbacks: 'Devueltas', occupancy: 'Ocupación',
      agent: 'Agente', disposition: 'Cierre', talks: 'Conversaciones', mean_talk_seconds: 'Conversación media', labelled_machine: 'Dicha máquina', labelled_person: 'Dicha persona', offers: 'Ofrecidas', missed: 'Perdidas',
      talk_seconds: 'Conversación', hold_seconds: 'Retención', wrap_up_seconds: 'Cierre', ready_seconds: 'Disponible', paused_seconds: 'En pausa',
      signed_in_seconds: 'Conectado', wait_from_seconds: 'Esperó desde', wait_to_seconds: 'hasta', abandoned_share: 'Habían colgado',
      attempts: 'Intentos', admitted: 'Admitidas', unscreened: 'Sin examinar', challenged: 'Comprobadas', challenge_passed: 'superada',
      challenge_failed: 'fallada', challenge_silent: 'en silencio', diverted: 'Desviadas', announced: 'Con aviso', let_go: 'Soltadas', refused: 'Rechazadas',
      in_red: 'En RED', machines_missed: 'Máquinas no vistas', people_suspected: 'Personas sospechadas', arrived_at: 'Llegó', call: 'Llamada', line: 'Línea',
      caller: 'Llamante', language: 'Idioma', outcome: 'Resultado', verdict: 'Veredicto', would_be: 'Sería', challenge: 'Comprobación',
      campaign: 'Campaña', label: 'Etiqueta', counts_as: 'Cuenta como', waited_seconds: 'Esperó', people: 'personas',
    },
    saved: {
      saved: 'Informes guardados', none: 'No hay ninguno guardado.', name: 'Nombre', at: 'Cada día a las', never: 'no se pone en la carpeta', by: 'de', delete: 'Borrar', save: 'Guardar este informe',
      span: 'Sobre', spans: { today: 'hoy', yesterday: 'ayer', 'last-7-days': 'los últimos 7 días', 'last-31-days': 'los últimos 31 días' },
      folder: 'Los archivos van a la carpeta de web.reports, según el reloj de', noFolder: 'No hay carpeta para archivos: web.reports.folder está vacío.', failed: 'no se hizo:', last: 'hecho por última vez para el', open: 'Abrir',
    },
  },
};
