// The reports: which one, about what, as chart, table and file; and a call's story.
import { tell } from './call-story.js';
import { el, text } from './dom.js';
import { table as wordsOf, translate } from './i18n.js';
import { draw } from './report-charts.js';
import { table, values } from './report-tables.js';
import { showSaved } from './saved-reports.js';
import { refusal } from './sentences.js';
import { get, post, showWho } from './session.js';
import * as words from './words.js';
import { WORDS } from './words-reports.js';

const said = wordsOf(WORDS);
const t = said.page;
translate(said, said.title);
const OUTCOMES = ['served', 'abandoned', 'refused', 'left', 'in_line', 'callback', 'merged', 'open'];
const VERDICTS = ['admit', 'challenge', 'divert', 'announce', 'listen', 'let-go', 'reject'];
const DAYS_OF = { today: [0, 0], yesterday: [-1, -1], 'last-7-days': [-7, -1], 'last-31-days': [-31, -1] };

const byId = (id) => document.getElementById(id);
const form = byId('asked');
let kind = 'calls';
let queues = [];
let zone = { timeZone: undefined };
let next = null;
let asking = 0;

showWho(byId('who'));
text(byId('more'), t.more);
byId('more').addEventListener('click', () => ask(next));
form.addEventListener('submit', (event) => {
  event.preventDefault();
  ask(null);
});
form.addEventListener('change', () => ask(null));
start();

async function start() {
  const asked = new URLSearchParams(location.search);
  kind = t.kinds[asked.get('report')] ? asked.get('report') : 'calls';
  try {
    queues = (await answer('/api/v1/wait')).queues.map((wait) => wait.queue);
  } catch {
    queues = [];
  }
  drawForm();
  await ask(null);
  if (asked.get('call')) {
    open(asked.get('call'));
  }
  showSaved(byId('saved'), () => ({ report: kind, queue: form.elements.queue.value, step: form.elements.step?.value ?? 'hour' }), openSaved);
}

function drawForm() {
  byId('kinds').replaceChildren(
    ...Object.entries(t.kinds).map(([id, name]) => {
      const link = el('a', { href: `/reports?report=${id}`, 'aria-current': id === kind ? 'page' : null }, name);
      link.addEventListener('click', (event) => {
        event.preventDefault();
        show(id);
      });
      return link;
    }),
  );
  const kept = Object.fromEntries([...form.elements].filter((e) => e.name).map((e) => [e.name, e.value]));
  const option = (value, name) => el('option', { value, selected: kept.value === value }, name);
  const select = (name, label, options) => el('label', {}, label, el('select', { name }, ...options.map(([value, shown]) => option(value, shown))));
  const anyOr = (list, say) => [['', t.any], ...list.map((word) => [word, say(word.toUpperCase().replaceAll('-', '_'))])];
  const fields = [
    select('queue', t.queue, [['', t.all], ...queues.map((queue) => [queue, queue])]),
    el('label', {}, t.from, el('input', { type: 'date', name: 'from' })),
    el('label', {}, t.to, el('input', { type: 'date', name: 'to' })),
  ];
  if (kind === 'intervals' || kind === 'defence') {
    fields.push(select('step', t.step, Object.entries(t.steps)));
  }
  if (kind === 'calls') {
    fields.push(select('outcome', t.outcome, anyOr(OUTCOMES, (name) => values[name])), select('verdict', t.verdict, anyOr(VERDICTS, words.verdict)));
    fields.push(el('label', {}, t.agent, el('input', { name: 'agent', maxlength: 64, autocomplete: 'off' })));
    fields.push(el('label', {}, t.campaign, el('input', { name: 'campaign', maxlength: 64, autocomplete: 'off' })));
  }
  fields.push(el('span', { class: 'end' }, el('a', { id: 'csv', href: '#', download: true }, t.csv)));
  form.replaceChildren(...fields);
  for (const element of form.elements) {
    if (kept[element.name]) {
      element.value = kept[element.name];
    }
  }
  if (form.elements.step && !kept.step) {
    form.elements.step.value = 'hour';
  }
  searchForm();
}

/** A number is sent in a body, never in an address, which browsers and proxies write down. */
function searchForm() {
  document.querySelector('.search-number')?.remove();
  if (kind !== 'calls') {
    return;
  }
  const number = el('input', { name: 'number', type: 'tel', required: true, placeholder: '+16125550134', autocomplete: 'off' });
  const days = el('input', { name: 'days', type: 'number', min: 1, max: 400, value: 31 });
  const search = el('form', { class: 'search-number' }, el('label', {}, t.number, number), el('label', {}, t.days, days), el('button', {}, t.find), el('span', { class: 'quiet' }, t.audited));
  search.addEventListener('submit', async (event) => {
    event.preventDefault();
    const turn = ++asking;
    try {
      const found = await read(await post('/api/v1/history/caller', { number: number.value, days: Number(days.value) }));
      if (turn === asking) {
        drawReport(found, null);
      }
    } catch (failure) {
      told(failure.message);
    }
  });
  form.after(search);
}

async function show(id) {
  kind = id;
  history.replaceState(null, '', `/reports?report=${id}`);
  drawForm();
  await ask(null);
  byId('kinds').querySelector('[aria-current]')?.focus();
}

function openSaved({ report, queue, span, step }) {
  kind = report;
  drawForm();
  const [first, last] = DAYS_OF[span];
  form.elements.queue.value = queue;
  form.elements.from.value = dayFromToday(first);
  form.elements.to.value = dayFromToday(last);
  if (form.elements.step) {
    form.elements.step.value = step;
  }
  scrollTo({ top: 0 });
  return show(report);
}

function dayFromToday(days) {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: zone.timeZone }).format(new Date());
  return dayAfter(today, days);
}

function dayAfter(day, days) {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

function query() {
  const asked = new URLSearchParams();
  for (const element of form.elements) {
    const value = element.value?.trim();
    if (element.name && value) {
      asked.set(element.name, element.name === 'to' ? dayAfter(value, 1) : value);
    }
  }
  return asked;
}

async function ask(after) {
  const turn = ++asking;
  const asked = query();
  const path = kind === 'calls' ? '/api/v1/history/calls' : `/api/v1/reports/${kind}`;
  byId('csv').setAttribute('href', `${path}?${asked}${asked.size > 0 ? '&' : ''}format=csv`);
  if (after) {
    asked.set('after', after);
  }
  try {
    const got = await answer(`${path}?${asked}`);
    if (turn === asking) {
      drawReport(got, after);
    }
  } catch (failure) {
    if (turn === asking) {
      told(failure.message);
    }
  }
}

function drawReport(got, after) {
  zone = { timeZone: got.timeZone, step: kind === 'calls' ? undefined : (form.elements.step?.value ?? 'hour') };
  next = got.next ?? null;
  byId('more').hidden = next === null;
  text(byId('about'), `${t.zone} ${got.timeZone}. ${got.table.cut && next === null ? t.cut : ''}`);
  byId('legend-note').hidden = !got.table.columns.some((column) => column.id.endsWith('_people')) || got.table.rows.length === 0;
  text(byId('legend-note'), t.people);
  const made = table(got.table, zone, open);
  if (after) {
    byId('table').querySelector('tbody').append(...made.querySelector('tbody').children);
  } else {
    byId('table').replaceChildren(...(got.table.rows.length > 0 ? [made] : []));
    draw(byId('chart'), got.table, zone);
  }
  byId('none').hidden = got.table.rows.length > 0;
  text(byId('none'), t.none);
  told('');
  text(byId('connection'), `${t.asOf} ${words.minuteOfDay(Date.now())}`);
  byId('connection').classList.add('up');
}

async function open(call) {
  history.replaceState(null, '', `/reports?report=${kind}&call=${encodeURIComponent(call)}`);
  await tell(byId('story'), call, zone.timeZone, () => {
    byId('story').hidden = true;
    history.replaceState(null, '', `/reports?report=${kind}`);
    byId('table').focus();
  });
  byId('story').scrollIntoView();
}

function told(wrong) {
  text(byId('wrong'), wrong);
  byId('wrong').hidden = wrong === '';
  if (wrong !== '') {
    text(byId('connection'), t.noAnswer);
    byId('connection').classList.remove('up');
  }
}

async function answer(path) {
  return read(await get(path, { headers: { accept: 'application/json' } }));
}

/** The answer's JSON; an error becomes an exception that says what is wrong. */
async function read(got) {
  const body = await got.json();
  if (!got.ok) {
    throw new Error(refusal(body));
  }
  return body;
}
