// Figures, forecast and staffing, asked anew each minute.
import { el, text } from './dom.js';
import { locale, table, translate } from './i18n.js';
import { refusal } from './sentences.js';
import { get, showWho } from './session.js';
import * as words from './words.js';
import { WORDS } from './words-statistics.js';

const ASK_AGAIN_MS = 60_000;
const said = table(WORDS);
const byId = (id) => document.getElementById(id);
translate(said, said.title);
showWho(byId('who'));
const form = byId('asked');
let asking = 0;

form.addEventListener('change', ask);
form.addEventListener('submit', (event) => event.preventDefault());
setInterval(ask, ASK_AGAIN_MS);
fillQueues().then(ask, ask);

async function fillQueues() {
  const waits = await answer('/api/v1/wait');
  for (const { queue } of waits.queues) {
    byId('queue').append(el('option', { value: queue }, queue));
  }
}

async function ask() {
  const turn = ++asking;
  const query = asked();
  byId('csv').setAttribute('href', `/api/v1/intervals?${query}&format=csv`);
  const queue = new URLSearchParams({ queue: form.elements.queue.value });
  try {
    const [figures, staffing] = await Promise.all([answer(`/api/v1/intervals?${query}`), answer(`/api/v1/staffing?${queue}`)]);
    if (turn === asking) {
      drawFigures(figures);
      drawStaffing(staffing);
      told('', said.asOf(words.minuteOfDay(staffing.outlook.now)), true);
    }
  } catch (failure) {
    if (turn === asking) {
      told(failure.message, said.noAnswer, false);
    }
  }
}

function told(wrong, state, up) {
  text(byId('wrong'), wrong);
  byId('wrong').hidden = wrong === '';
  text(byId('connection'), state);
  byId('connection').classList.toggle('up', up);
}

function asked() {
  const { queue, from, to, step } = form.elements;
  const query = new URLSearchParams({ queue: queue.value, step: step.value });
  if (from.value) {
    query.set('from', from.value);
  }
  if (to.value) {
    const next = new Date(`${to.value}T00:00:00Z`);
    next.setUTCDate(next.getUTCDate() + 1);
    query.set('to', next.toISOString().slice(0, 10));
  }
  return query;
}

/** The answer's JSON; an error becomes an exception that says what is wrong. */
async function answer(path) {
  const got = await get(path, { headers: { accept: 'application/json' } });
  const body = await got.json();
  if (!got.ok) {
    throw new Error(refusal(body));
  }
  return body;
}

function drawFigures(answered) {
  const population = form.elements.population.value;
  const many = form.elements.queue.value === '' && byId('queue').options.length > 2;
  text(byId('rules'), said.rules(answered.answerWithinSeconds, answered.shortAbandonSeconds, answered.timeZone));
  const shown = answered.rows.filter((row) => many || form.elements.queue.value !== '' || row.queue === null);
  byId('rows').replaceChildren(...shown.map((row) => figureRow(row, row[population], answered)));
  byId('no-rows').hidden = shown.length > 0;
}

function figureRow(row, f, answered) {
  const number = (value) => el('td', { class: 'number' }, value);
  return el(
    'tr',
    { class: row.queue === null ? 'total' : null },
    el('th', { scope: 'row' }, when(row.start, answered)),
    el('td', {}, row.queue ?? said.allQueues),
    number(words.count(f.offered)),
    number(words.count(f.answered)),
    number(`${words.count(f.abandoned)}${f.abandonedShare === null ? '' : ` (${percent(f.abandonedShare)})`}`),
    number(words.count(f.abandonedShort)),
    number(percent(f.serviceLevelAnswered)),
    number(percent(f.serviceLevelOffered)),
    number(length(f.asaSeconds)),
    number(length(f.ahtSeconds)),
    number(words.duration(f.longestWaitSeconds)),
    number(percent(f.occupancy)),
    number(words.count(f.callbacks)),
  );
}

function drawStaffing(answered) {
  const { observed, todayFactor, halfHours } = answered.outlook;
  const aim = said.aim(percent(answered.serviceLevel), answered.answerWithinSeconds);
  const seen = observed ? said.seen(length(observed.ahtSeconds), length(observed.patienceSeconds)) : '';
  const today = todayFactor === null ? '' : said.today(todayFactor.toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }));
  text(byId('observed'), aim + seen + today);
  byId('half-hours').replaceChildren(...halfHours.map(halfHourRow));
  byId('half-hours').closest('table').hidden = halfHours.length === 0;
  const none = byId('no-forecast');
  none.hidden = halfHours.length > 0 && observed !== null;
  text(none, halfHours.length === 0 ? said.wholeDay : said.talks);
}

function halfHourRow(half) {
  const number = (value) => el('td', { class: 'number' }, value);
  const need = half.need;
  return el(
    'tr',
    {},
    el('th', { scope: 'row' }, words.minuteOfDay(half.start)),
    number(half.calls.toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })),
    number(need ? words.count(need.agents) : '–'),
    number(need ? percent(need.serviceLevel) : '–'),
    number(need ? percent(need.abandonedShare) : '–'),
    number(need ? percent(need.occupancy) : '–'),
  );
}

const percent = (share) => (share === null ? '–' : `${(100 * share).toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} %`);
const length = (seconds) => (seconds === null ? '–' : words.duration(Math.round(seconds)));

/** A row's beginning in the site's time. */
function when(start, { timeZone, step }) {
  const day = { timeZone, month: 'short', day: 'numeric' };
  const options = step === 'day' ? { ...day, weekday: 'short' } : { ...day, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  return new Intl.DateTimeFormat(locale, options).format(new Date(start));
}
