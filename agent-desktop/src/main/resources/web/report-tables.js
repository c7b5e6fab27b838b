// A report's table: what its columns are called, and how its cells are said.
import { el } from './dom.js';
import { locale, table as wordsOf } from './i18n.js';
import { caller } from './sentences.js';
import * as words from './words.js';
import { WORDS as PHONE } from './words-phone.js';
import { WORDS } from './words-reports.js';
import { WORDS as STORY } from './words-story.js';

const titles = wordsOf(WORDS).columns;
/** What the history's words mean, such as `SERVED`. */
export const values = wordsOf(STORY).values;
/** What agents' words for a talk are called. */
export const dispositions = wordsOf(PHONE).dispositions;
const PEOPLE = '_people';

/** What a column is called. */
export function title(id) {
  return id.endsWith(PEOPLE) ? `${titles[id.slice(0, -PEOPLE.length)] ?? id}, ${titles.people}` : (titles[id] ?? id.replaceAll('_', ' '));
}

/** A report as a table; a call opens by `open`. */
export function table({ columns, rows }, { step, timeZone }, open) {
  const shown = columns.map((column, index) => ({ ...column, index, numeric: !['TEXT', 'CALL', 'TIME'].includes(column.kind) }));
  const head = shown.map((c) => el('th', { scope: 'col', class: className(c) }, title(c.id)));
  const body = rows.map((row) =>
    el('tr', {}, ...shown.map((c, i) => el(i === 0 ? 'th' : 'td', { class: className(c), scope: i === 0 ? 'row' : null }, cell(c, row[c.index], { step, timeZone }, open)))),
  );
  return el('table', { class: 'report' }, el('thead', {}, el('tr', {}, ...head)), el('tbody', {}, ...body));
}

const className = (column) => [column.numeric ? 'number' : '', column.id.endsWith(PEOPLE) ? 'people' : ''].join(' ').trim() || null;

function cell(column, value, zone, open) {
  if (value === null) {
    return '–';
  }
  switch (column.kind) {
    case 'TIME':
      return when(value, zone);
    case 'COUNT':
      return words.count(value);
    case 'SECONDS':
      return words.duration(Math.round(value));
    case 'SHARE':
      return `${(100 * value).toFixed(1)} %`;
    case 'CALL': {
      const link = el('a', { href: `/reports?call=${encodeURIComponent(value)}` }, value);
      link.addEventListener('click', (event) => {
        event.preventDefault();
        open(value);
      });
      return link;
    }
    default:
      return cellWords(column.id, value);
  }
}

function cellWords(id, value) {
  if (id === 'verdict' || id === 'would_be') {
    return words.verdict(value);
  }
  if (id === 'disposition') {
    return dispositions[value] ?? value;
  }
  if (id === 'caller') {
    return caller(value);
  }
  if (id === 'language') {
    return words.language(value);
  }
  return ['outcome', 'challenge', 'label', 'counts_as'].includes(id) ? (values[value] ?? value) : value;
}

/** A moment in the site's time. */
export function when(instant, { step, timeZone }) {
  const day = { timeZone, month: 'short', day: 'numeric' };
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  const options = step === 'day' ? { ...day, weekday: 'short' } : step ? { ...day, ...time } : { ...day, ...time, second: '2-digit' };
  return new Intl.DateTimeFormat(locale, options).format(new Date(instant));
}
