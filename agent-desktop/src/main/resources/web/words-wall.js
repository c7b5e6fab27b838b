// Words of the wall.
export const WORDS = {
  en: {
    title: 'Wall', board: 'Board', connecting: 'Connecting…', alerts: 'To be looked at', queues: 'Queues', agents: 'Agents',
    waiting: 'waiting', oldest: 'longest', next: 'Next caller waits', unknown: 'not known yet', noFresh: 'no fresh report',
    inTime: (seconds) => `in time (${seconds} s)`, gaveUp: 'gave up', callbacks: 'callbacks due', right: 'told right', error: (time) => `off by ${time}`, noMode: 'No verdict yet',
    silent: 'The detector does not answer: everybody is let in', late: 'The detector answers too late',
    off: 'The defence is off', shadow: 'The defence is in shadow', announcing: 'Callers hear that our number is misused',
    campaigns: (n) => (n === 1 ? '1 campaign of machines is running' : `${n} campaigns of machines are running`),
    red: 'RED: the line is under attack', unusual: { UNUSUAL_TRAFFIC: 'Unusual traffic', SPOOFED_OUTWARD: 'Is somebody calling people with our number?' },
  },
  es: {
    title: 'Pantalla mural', board: 'Tablero', connecting: 'Conectando…', alerts: 'Por revisar', queues: 'Colas', agents: 'Agentes',
    waiting: 'en espera', oldest: 'la más larga', next: 'La próxima persona espera', unknown: 'aún no se sabe', noFresh: 'sin informe reciente',
    inTime: (seconds) => `a tiempo (${seconds} s)`, gaveUp: 'abandonos', callbacks: 'por devolver', right: 'previsión cumplida', error: (time) => `error ${time}`, noMode: 'Sin veredicto aún',
    silent: 'El detector no responde: se deja entrar a todos', late: 'El detector responde tarde',
    off: 'La defensa está apagada', shadow: 'La defensa está en sombra', announcing: 'Quien llama oye que se usa mal nuestro número',
    campaigns: (n) => (n === 1 ? '1 campaña de máquinas en curso' : `${n} campañas de máquinas en curso`),
    red: 'RED: la línea está bajo ataque', unusual: { UNUSUAL_TRAFFIC: 'Tráfico inusual', SPOOFED_OUTWARD: '¿Alguien llama a la gente con nuestro número?' },
  },
};
