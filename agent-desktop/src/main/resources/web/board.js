// The live board.
import { el, follow, text } from './dom.js';
import { Live } from './live.js';
import { bars, SERIES, sum } from './chart.js';
import * as words from './words.js';

const PLACES_SHOWN = matchMedia('(min-width: 1800px)').matches ? 12 : 5;
const VERDICTS_SHOWN = 60;
/** A queue with callers in it reports every second. */
const REPORT_TOO_OLD_SECONDS = 10;

const byId = (id) => document.getElementById(id);
const live = new Live('/api/v1/board/events', draw);
let onlyFlagged = false;
let held = false;
let drawnMinute = 0;

toggle('only-flagged', (on) => (onlyFlagged = on));
toggle('hold', (on) => (held = on));
setInterval(tick, 500);

function toggle(id, set) {
  const button = byId(id);
  button.addEventListener('click', () => {
    const on = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(on));
    set(on);
    drawVerdicts(true);
  });
}

function draw() {
  follow(byId('lines'), [...live.lines.values()], (line) => line.line, lineMode);
  follow(byId('queues'), [...live.queues.values()], (queue) => queue.queue, queueCard);
  follow(byId('agents'), [...live.agents.values()], (agent) => agent.agent, agentRow);
  drawFigures();
  drawAgentStates();
  drawChart();
  drawVerdicts(false);
  tick();
}

/** Times that run: every element with a `data-since` shows how long ago that was. */
function tick() {
  for (const element of document.querySelectorAll('[data-since]')) {
    text(element, words.duration(live.secondsSince(element.dataset.since)));
  }
  for (const card of document.querySelectorAll('[data-reported]')) {
    const old = live.secondsSince(card.dataset.reported) > REPORT_TOO_OLD_SECONDS;
    card.classList.toggle('old', old && card.dataset.waiting !== '0');
  }
  if (live.connected && Math.floor(live.now() / 60_000) !== drawnMinute) {
    drawChart();
  }
}

function lineMode(line) {
  const mode = line.mode ?? 'UNKNOWN';
  return el(
    'div',
    { class: 'line' },
    el('span', { class: 'line-number' }, dialed(line.number)),
    el('span', { class: `mode ${mode.toLowerCase()}` }, line.mode ?? 'No verdict yet'),
    el(
      'span',
      { class: 'line-why', title: line.why },
      line.since ? el('span', {}, 'since ', words.minuteOfDay(line.since)) : null,
      line.why ? ` · ${line.why}` : '',
    ),
  );
}

function dialed(number) {
  const us = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  return us ? `(${us[1]}) ${us[2]}-${us[3]}` : number;
}

function drawFigures() {
  const queues = [...live.queues.values()];
  const total = (field) => queues.reduce((n, queue) => n + queue[field], 0);
  const day = live.totals;
  const rejected = (day?.verdicts.REJECT ?? 0) + (day?.refusedAfterQuestions ?? 0);
  const kept = day && day.told > 0 ? `${Math.round((100 * day.toldRight) / day.told)} %` : '–';
  const figures = [
    figure('Waiting', words.count(total('waiting')), 'callers in line now'),
    figure('Talking', words.count(total('talking')), 'with an agent now'),
    figure(
      'Served today',
      words.count(day?.served ?? 0),
      day?.meanServedWaitSeconds != null ? `waited ${words.duration(day.meanServedWaitSeconds)} on average` : 'none yet',
    ),
    figure('Gave up today', words.count(day?.abandoned ?? 0), 'hung up in line'),
    figure('Told right', kept, day?.told ? `of ${words.count(day.told)} told a range` : 'nobody was told a range yet'),
    figure(
      'Machines refused',
      words.count(rejected),
      `of ${words.count(day?.attempts ?? 0)} calls today`,
    ),
    figure(
      'Let in unscreened',
      words.count(day?.failedOpen ?? 0),
      'no verdict in time',
      day?.failedOpen > 0 ? 'warn' : '',
    ),
  ];
  follow(byId('figures'), figures, (f) => f.label, figureCard);
  if (day) {
    byId('figures').title = `Counted since ${words.timeOfDay(day.since)}`;
  }
}

const shown = new Map();

/** The same object as before when nothing changed, so that its card is kept. */
function figure(label, value, note, kind = '') {
  const before = shown.get(label);
  if (before && before.value === value && before.note === note && before.kind === kind) {
    return before;
  }
  const now = { label, value, note, kind };
  shown.set(label, now);
  return now;
}

function figureCard({ label, value, note, kind }) {
  return el(
    'div',
    { class: `figure ${kind}` },
    el('p', { class: 'label' }, label),
    el('p', { class: 'value' }, value),
    el('p', { class: 'quiet' }, note),
  );
}

function queueCard(queue) {
  const predicted = words.range(queue.predicted);
  const behind = queue.waiting - Math.min(queue.front.length, PLACES_SHOWN);
  const longest = queue.front[0]?.since;
  return el(
    'article',
    { class: 'queue', 'data-reported': queue.at ?? false, 'data-waiting': queue.waiting },
    el(
      'div',
      { class: 'queue-head' },
      el('h3', {}, queue.queue),
      el('p', { class: 'old-note' }, 'No fresh report'),
      el(
        'p',
        { class: 'predicted' },
        el('span', { class: 'label' }, 'The next caller waits'),
        el('strong', {}, predicted ?? 'not known yet'),
      ),
    ),
    el(
      'dl',
      { class: 'facts' },
      fact('Waiting', words.count(queue.waiting)),
      fact('Longest', longest ? since(longest) : words.duration(queue.longestWaitSeconds)),
      fact('Talking', words.count(queue.talking)),
      fact('Diverted', words.count(queue.diverted)),
    ),
    queue.front.length === 0
      ? el('p', { class: 'quiet nobody' }, queue.at ? 'Nobody is waiting.' : 'No report yet.')
      : el('ol', { class: 'front' }, ...queue.front.slice(0, PLACES_SHOWN).map(place)),
    behind > 0 ? el('p', { class: 'quiet behind' }, `and ${words.count(behind)} more`) : null,
  );
}

const since = (instant) => el('span', { 'data-since': instant });

const fact = (name, value) => el('div', {}, el('dt', {}, name), el('dd', {}, value));

function place(place) {
  return el(
    'li',
    { class: place.ringing ? 'ringing' : false },
    el('span', { class: 'position' }, String(place.position)),
    el('span', { class: 'caller' }, place.caller),
    place.ringing ? el('span', { class: 'tag' }, 'ringing') : el('span', { class: 'language' }, words.language(place.language)),
    el('span', { class: 'number', 'data-since': place.since }),
  );
}

function agentRow(agent) {
  const kind = (agent.state ?? 'UNKNOWN').toLowerCase();
  const call = agent.call;
  const off = agent.state !== null && agent.state !== 'SIGNED_OUT' && !agent.phoneReachable;
  return el(
    'tr',
    { class: kind },
    el(
      'th',
      { scope: 'row' },
      el('a', { href: `/agent?id=${encodeURIComponent(agent.agent)}` }, agent.name),
    ),
    el('td', {}, el('span', { class: `state ${kind}` }, words.state(agent.state)), agent.reason ? el('span', { class: 'quiet reason' }, agent.reason) : null),
    el('td', { class: 'number', 'data-since': agent.since ?? false }),
    el(
      'td',
      { class: 'with' },
      call ? el('span', { class: 'caller', title: call.why }, call.caller) : null,
      call ? el('span', { class: 'quiet' }, ` ${words.language(call.language)}`) : null,
      off ? el('span', { class: 'tag warn' }, 'phone off') : null,
    ),
    el('td', { class: 'number' }, words.count(agent.servedToday)),
  );
}

function drawAgentStates() {
  const counts = new Map();
  for (const agent of live.agents.values()) {
    counts.set(agent.state, (counts.get(agent.state) ?? 0) + 1);
  }
  const order = ['TALKING', 'OFFERED', 'READY', 'WRAP_UP', 'PAUSED', 'SIGNED_OUT', null];
  const said = order.filter((s) => counts.has(s)).map((s) => `${counts.get(s)} ${words.state(s).toLowerCase()}`);
  text(byId('agent-states'), said.join(' · '));
}

function drawChart() {
  drawnMinute = Math.floor(live.now() / 60_000);
  byId('chart').replaceChildren(bars(live.minutes, live.now()));
  const from = live.now() - 3_600_000;
  const hour = [...live.minutes.values()].filter((minute) => Date.parse(minute.minute) > from);
  byId('legend').replaceChildren(
    ...SERIES.map((series) =>
      el(
        'span',
        {},
        el('i', { class: `swatch ${series.name}` }),
        series.label,
        el('b', {}, words.count(hour.reduce((n, minute) => n + sum(series, minute.verdicts), 0))),
      ),
    ),
  );
}

function drawVerdicts(asked) {
  if (held && !asked) {
    return;
  }
  const listed = [...live.verdicts.values()]
    .filter((verdict) => !onlyFlagged || verdict.verdict !== 'ADMIT' || verdict.wouldBe !== 'ADMIT')
    .sort((a, b) => b.number - a.number)
    .slice(0, VERDICTS_SHOWN);
  follow(byId('verdicts'), listed, (verdict) => verdict.number, verdictRow);
}

function verdictRow(verdict) {
  const shadow = verdict.verdict !== verdict.wouldBe;
  return el(
    'li',
    {},
    el('time', { class: 'number' }, words.timeOfDay(verdict.at)),
    el(
      'span',
      { class: 'chips' },
      el('span', { class: `verdict ${verdict.verdict.toLowerCase()}` }, words.verdict(verdict.verdict)),
      shadow ? el('span', { class: 'tag' }, `shadow: ${words.verdict(verdict.wouldBe)}`) : null,
      verdict.stage === 'JOIN' ? el('span', { class: 'tag' }, 'after questions') : null,
    ),
    el('span', { class: 'caller' }, verdict.caller),
    el('span', { class: 'score number', title: 'Score in nats; positive speaks for a machine' }, words.weight(verdict.score)),
    el(
      'ul',
      { class: 'reasons' },
      ...(verdict.reasons.length > 0
        ? verdict.reasons.map((reason) =>
            el('li', {}, el('b', {}, words.signal(reason.name)), ` ${reason.certain ? 'certain' : words.weight(reason.weight)} `, el('span', { class: 'quiet' }, reason.detail)),
          )
        : [el('li', { class: 'quiet' }, 'nothing against this caller')]),
    ),
  );
}
