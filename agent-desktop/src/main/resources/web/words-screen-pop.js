// Words of the link to the customer system.
export const WORDS = {
  en: { open: 'Open this caller’s record', hint: 'opens in another tab' },
  es: { open: 'Abrir la ficha de esta persona', hint: 'se abre en otra pestaña' },
};
