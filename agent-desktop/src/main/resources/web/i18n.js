// The language of the pages. Each page's words stand in a file words-<page>.js as
// `export const WORDS = { en: {…}, es: {…} }`, both with the same keys; a word is a text, or a
// function that makes one.
import { text } from './dom.js';

export const LANGUAGES = { en: 'English', es: 'Español' };

const KEPT = 'ringfence.language';
const wanted = navigator.languages ?? [navigator.language];
const short = (tag) => tag.toLowerCase().split('-')[0];

/** What was chosen in this browser, else the first of the browser's languages that we speak. */
export const language = chosen() ?? wanted.map(short).find((tag) => tag in LANGUAGES) ?? 'en';

/** Numbers and dates as people of this language write them here. */
export const locale = wanted.find((tag) => short(tag) === language && tag.includes('-')) ?? `${language}-US`;

/** The language that was chosen by hand in this browser, or null. */
export function chosen() {
  try {
    const kept = localStorage.getItem(KEPT);
    return kept in LANGUAGES ? kept : null;
  } catch {
    return null;
  }
}

/** Keeps a choice for the next page; false when this browser keeps nothing. */
export function choose(tag) {
  try {
    localStorage.setItem(KEPT, tag);
    return true;
  } catch {
    return false;
  }
}

/** A page's words in its language. */
export const table = (words) => words[language];

const PLACES = {
  'data-say': text,
  'data-say-label': (element, word) => element.setAttribute('aria-label', word),
  'data-say-title': (element, word) => element.setAttribute('title', word),
  'data-say-alt': (element, word) => element.setAttribute('alt', word),
};

/**
 * Says what a page's HTML says in English in the page's language: `data-say` names the word of an
 * element's text, `data-say-label`, `-title` and `-alt` those of its attributes.
 *
 * @param title the word of the page's title, if it has one of its own
 */
export function translate(said, title = null) {
  document.documentElement.lang = language;
  for (const [attribute, put] of Object.entries(PLACES)) {
    for (const element of document.querySelectorAll(`[${attribute}]`)) {
      const key = element.getAttribute(attribute);
      if (typeof said[key] === 'string') {
        put(element, said[key]);
      }
    }
  }
  if (title) {
    document.title = `${title} · Ringfence`;
  }
}
