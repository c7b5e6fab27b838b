// What the server and the services say in English sentences, in the page's language. The English words are patterns, the
// others what they mean: so it holds for a call of last year too. What is not known stays as it was said.
import { el } from './dom.js';
import { language } from './i18n.js';
import { WORDS as ERRORS } from './words-errors.js';
import { WORDS as REASONS } from './words-reasons.js';

const said = { ...ERRORS.en, ...REASONS.en };
const meant = { ...ERRORS[language], ...REASONS[language] };

const PLACE = /\{([\w.]+)\}|\[(\w+)(\??)\]/g;
/** No sentence of ours is longer; what is comes from somebody else. */
const LONGEST = 1_000;
const MOST_KEPT = 1_000;

const patterns = new Map();
const kept = new Map();

const literally = (part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** A template as a regular expression; `put` makes that of a place. */
function expression(template, put) {
  let made = '';
  let from = 0;
  for (const place of template.matchAll(PLACE)) {
    made += literally(template.slice(from, place.index)) + put(place);
    from = place.index + place[0].length;
  }
  return made + literally(template.slice(from));
}

function unnamed([, value, table, optional]) {
  return value ? '.+?' : `(?:${Object.values(said[table]).map((one) => expression(one, unnamed)).join('|')})${optional}`;
}

/** A table's templates as patterns, those with the most words of their own first. */
function patternsOf(table) {
  if (!patterns.has(table)) {
    const own = (template) => template.replace(PLACE, '').length;
    const made = Object.entries(said[table])
      .sort(([, one], [, other]) => own(other) - own(one))
      .map(([key, template]) => ({
        key,
        places: [...template.matchAll(PLACE)].map(([, value, inner]) => ({ name: value ?? inner, inner: inner ?? value.split('.')[0] })),
        pattern: new RegExp(`^${expression(template, (place) => `(${unnamed(place)})`)}$`),
      }));
    patterns.set(table, made);
  }
  return patterns.get(table);
}

/**
 * Which sentence of a table this is, or null.
 *
 * @return the table, the key, and the value of each place: a text, or again such a sentence
 */
export function read(table, sentence) {
  if (sentence.length > LONGEST) {
    return null;
  }
  for (const { key, places, pattern } of patternsOf(table)) {
    const found = pattern.exec(sentence);
    if (found) {
      const values = places.map(({ name, inner }, i) => [name, (said[inner] && read(inner, found[i + 1])) || found[i + 1]]);
      return { table, key, values: Object.fromEntries(values) };
    }
  }
  return null;
}

const say = ({ table, key, values }) =>
  meant[table][key].replace(PLACE, (_, value, inner) => {
    const found = values[value ?? inner];
    return typeof found === 'object' ? say(found) : found;
  });

/** A sentence in the page's language, or null when it is not known. */
function known(table, sentence) {
  const name = `${table} ${sentence}`;
  if (!kept.has(name)) {
    if (kept.size >= MOST_KEPT) {
      kept.clear();
    }
    const found = read(table, sentence);
    kept.set(name, found && say(found));
  }
  return kept.get(name);
}

/** A sentence in the page's language, or as it came. */
export function sentence(table, as) {
  return language === 'en' || !as ? as : (known(table, as) ?? as);
}

/** An element with a sentence in it, which says so when it is in English on another page. */
export function spoken(tag, attributes, table, as) {
  const foreign = language !== 'en' && as && known(table, as) === null;
  return el(tag, { ...attributes, lang: foreign ? 'en' : null }, sentence(table, as));
}

/** How a caller is shown: the number masked, or in words that there is none. */
export const caller = (shown) => sentence('callers', shown);

/** A signal's name as words. */
export const signal = (name) => meant.signals[name] ?? name.replaceAll('-', ' ');

/** What is wrong with fields, each with its name. */
export const problems = (fields) => (fields ?? []).map(({ field, message }) => [sentence('fields', field), sentence('messages', message)]);

/** An error answer of the server as one text. */
export const refusal = ({ error, fields }) => [sentence('errors', error), ...problems(fields).map(([name, message]) => meant.field(name, message))].join(' ');
