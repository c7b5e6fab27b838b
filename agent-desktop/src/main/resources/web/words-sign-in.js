// Words of the sign-in.
export const WORDS = {
  en: {
    title: 'Sign in', intro: 'Ringfence, the desk of your call center.', name: 'Name', password: 'Password', show: 'Show the password',
    submit: 'Sign in', wait: 'Signing in…', away: 'The server cannot be reached. Try again in a moment.',
    wrong: 'This name and password do not belong together.', link: 'This link was used already or is over. Sign in with your password.',
    many: (s) => `Too many tries. Try again in ${s} s.`, busy: 'Many people sign in at this moment. Try again.',
    or: 'or', elsewhere: (name) => `Sign in with ${name}`,
    outside: {
      refused: 'The sign-in was refused or given up there.',
      over: 'The sign-in took too long, or was begun in another browser. Try again.',
      away: 'The provider of the sign-in does not answer. Try again in a moment, or use your password.',
      wrong: 'What the provider answered cannot be trusted; an administrator finds the reason in the log.',
      nobody: 'You are known there, but nobody gave you a role here. Ask an administrator.',
    },
  },
  es: {
    title: 'Iniciar sesión', intro: 'Ringfence, el puesto de su centro de llamadas.', name: 'Nombre', password: 'Contraseña', show: 'Mostrar la contraseña',
    submit: 'Entrar', wait: 'Entrando…', away: 'No se puede contactar con el servidor. Inténtelo de nuevo en un momento.',
    wrong: 'El nombre y la contraseña no coinciden.', link: 'Este enlace ya se usó o ha caducado. Entre con su contraseña.',
    many: (s) => `Demasiados intentos. Inténtelo de nuevo en ${s} s.`, busy: 'Muchas personas entran en este momento. Inténtelo de nuevo.',
    or: 'o', elsewhere: (name) => `Entrar con ${name}`,
    outside: {
      refused: 'Allí se rechazó o se abandonó el inicio de sesión.',
      over: 'El inicio de sesión tardó demasiado o empezó en otro navegador. Inténtelo de nuevo.',
      away: 'El proveedor del inicio de sesión no responde. Inténtelo de nuevo en un momento o use su contraseña.',
      wrong: 'La respuesta del proveedor no es de fiar; un administrador verá el motivo en el registro.',
      nobody: 'Allí se le conoce, pero aquí nadie le ha dado una función. Pregunte a un administrador.',
    },
  },
};
