// The live board.
import { actions, company } from './agents-grid.js';
import { el, follow, text } from './dom.js';
import { table, translate } from './i18n.js';
import { Live } from './live.js';
import { caller, sentence, spoken } from './sentences.js';
import { showWho } from './session.js';
import { Decisions } from './decide.js';
import { Thresholds } from './thresholds.js';
import { Defence } from './defence.js';
import { Alerts } from './alerts.js';
import * as words from './words.js';
import { WORDS } from './words-board.js';

const said = table(WORDS);

const PLACES_SHOWN = matchMedia('(min-width: 1800px)').matches ? 12 : 5;
/** A queue with callers in it reports every second. */
const REPORT_TOO_OLD_SECONDS = 10;
/** A verdict that comes a moment late is no silence. */
const SILENT_SECONDS = 2;
/** So long a call that was let in unscreened is news. */
const LATE_SHOWN_SECONDS = 60;

const byId = (id) => document.getElementById(id);
translate(said, said.title);
const live = new Live('/api/v1/board/events', draw);
const decisions = new Decisions(live);
showWho(byId('who'));
const thresholds = new Thresholds(live);
const defence = new Defence(live, decisions);
const alerts = new Alerts(live, decisions, dialed);

setInterval(tick, 500);

function draw() {
  follow(byId('lines'), [...live.lines.values()], (line) => line.line, lineMode);
  follow(byId('queues'), [...live.queues.values()], (queue) => queue.queue, queueCard);
  follow(byId('agents'), [...live.agents.values()], (agent) => agent.agent, agentRow);
  drawFigures();
  drawAgentStates();
  defence.draw();
  alerts.draw();
  decisions.heard();
  thresholds.heard();
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
  for (const element of document.querySelectorAll('[data-until]')) {
    const left = -live.secondsSince(element.dataset.until);
    text(element, left > 0 ? said.left(words.roughly(left)) : said.over);
  }
  drawNotices();
  defence.tick();
  decisions.tick();
}

function lineMode(line) {
  const mode = line.mode ?? 'UNKNOWN';
  return el(
    'div',
    { class: 'line' },
    el('span', { class: 'line-number' }, dialed(line.number)),
    el('span', { class: `mode ${mode.toLowerCase()}` }, line.mode ?? said.noVerdict),
    defenceButton(line),
    announcementButton(line),
    thresholdsButton(line),
    el(
      'span',
      { class: 'line-why' },
      line.since ? el('span', {}, said.since(words.minuteOfDay(line.since))) : null,
      line.why ? el('span', { title: sentence('modes', line.why) }, ' · ', spoken('span', {}, 'modes', line.why)) : '',
    ),
  );
}

function defenceButton(line) {
  const button = el(
    'button',
    { type: 'button', class: `small defence-switch ${(line.defence ?? '').toLowerCase()}`, 'data-key': `defence ${line.line}`, title: said.switchDefence },
    said.defenceIs(words.defence(line.defence)),
  );
  button.addEventListener('click', () => decisions.switchDefence(line, dialed(line.number)));
  return button;
}

function announcementButton(line) {
  const button = el(
    'button',
    { type: 'button', class: 'small defence-switch', 'data-key': `announcement ${line.line}`, title: said.announce },
    said.announcementIs[line.announcing ? 'on' : 'off'],
  );
  button.addEventListener('click', () => decisions.switchAnnouncement(line, dialed(line.number)));
  return button;
}

function thresholdsButton(line) {
  const button = el('button', { type: 'button', class: 'small', 'data-key': `thresholds ${line.line}` }, said.thresholds);
  button.addEventListener('click', () => thresholds.open(line, dialed(line.number)));
  return button;
}

/** What must not be overlooked: nobody is screened, or nothing is acted on. */
function drawNotices() {
  const notices = [];
  const many = live.lines.size > 1;
  for (const line of live.lines.values()) {
    const of = many ? `${dialed(line.number)}: ` : '';
    if (line.silence && live.secondsSince(line.silence.since) >= SILENT_SECONDS) {
      const { since, attempts } = line.silence;
      const calls = said.calls(attempts, words.count(attempts));
      notices.push({ kind: 'bad', say: of + said.silent(words.timeOfDay(since), calls) });
    } else if (line.late && live.secondsSince(line.late.last) < LATE_SHOWN_SECONDS) {
      const calls = said.callsWere(line.late.calls, words.count(line.late.calls));
      notices.push({ kind: 'warn', say: of + said.late(calls, words.timeOfDay(line.late.since)) });
    }
    if (line.defence === 'SHADOW' || line.defence === 'OFF') {
      const what = line.defence === 'OFF' ? said.isOff : said.inShadow;
      const by = line.switched ? said.by(words.moment(line.switched.at, live.now()), line.switched.author, line.switched.reason) : '';
      notices.push({ kind: 'warn', say: of + what + by });
    }
    if (line.announcing) {
      const { since, until, author, reason } = line.announcing;
      const end = until ? words.moment(until, live.now()) : null;
      notices.push({ kind: 'warn', say: of + said.announcing(words.moment(since, live.now()), end, author, reason) });
    }
  }
  const key = JSON.stringify(notices);
  if (byId('notices').shown !== key) {
    byId('notices').shown = key;
    byId('notices').replaceChildren(...notices.map(({ kind, say }) => el('p', { class: kind }, say)));
  }
}

function dialed(number) {
  const us = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  return us ? `(${us[1]}) ${us[2]}-${us[3]}` : number;
}

function drawFigures() {
  const queues = [...live.queues.values()];
  const total = (field) => queues.reduce((n, queue) => n + queue[field], 0);
  const day = live.totals;
  const rejected = (day?.verdicts.REJECT ?? 0) + (day?.refusedAfterQuestions ?? 0) + (day?.refusedAtDoor ?? 0);
  const kept = words.percent(day && day.told > 0 ? day.toldRight / day.told : null);
  const figures = [
    figure(said.waiting, words.count(total('waiting')), said.inLine),
    figure(said.talking, words.count(total('talking')), said.withAgent),
    figure(
      said.servedToday,
      words.count(day?.served ?? 0),
      day?.meanServedWaitSeconds != null ? said.waited(words.duration(day.meanServedWaitSeconds)) : said.noneYet,
    ),
    figure(said.gaveUp, words.count(day?.abandoned ?? 0), said.hungUp),
    figure(said.toldRight, kept, day?.told ? said.ofTold(words.count(day.told)) : said.nobodyTold),
    figure(
      said.refused,
      words.count(rejected),
      said.ofCalls(words.count(day?.attempts ?? 0)) + (day?.letGo ? said.letGo(words.count(day.letGo)) : ''),
    ),
    figure(
      said.unscreened,
      words.count(day?.failedOpen ?? 0),
      said.noVerdictInTime,
      day?.failedOpen > 0 ? 'warn' : '',
    ),
  ];
  follow(byId('figures'), figures, (f) => f.label, figureCard);
  if (day) {
    byId('figures').title = said.countedSince(words.timeOfDay(day.since));
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
      el('p', { class: 'old-note' }, said.noFresh),
      el(
        'p',
        { class: 'predicted' },
        el('span', { class: 'label' }, said.nextWaits),
        el('strong', {}, predicted ?? said.notKnown),
        queue.told ? el('span', { class: 'quiet told' }, words.told(queue.told)) : null,
      ),
    ),
    el(
      'dl',
      { class: 'facts' },
      fact(said.waiting, words.count(queue.waiting)),
      fact(said.longest, longest ? since(longest) : words.duration(queue.longestWaitSeconds)),
      fact(said.talking, words.count(queue.talking)),
      fact(said.diverted, words.count(queue.diverted)),
      fact(said.toCall, words.count(queue.callbacks)),
      queue.callbacks > 0 ? fact(said.oldestCallback, words.roughly(queue.oldestCallbackSeconds)) : null,
      fact(said.serviceLevel, words.percent(queue.today.serviceLevel), said.within(queue.today.answerWithinSeconds)),
      fact(said.abandoned, words.percent(queue.today.abandonedShare), words.count(queue.today.abandoned)),
    ),
    queue.front.length === 0
      ? el('p', { class: 'quiet nobody' }, queue.at ? said.nobody : said.noReport)
      : el('ol', { class: 'front' }, ...queue.front.slice(0, PLACES_SHOWN).map(place)),
    behind > 0 ? el('p', { class: 'quiet behind' }, said.more(words.count(behind))) : null,
  );
}

const since = (instant) => el('span', { 'data-since': instant });

const fact = (name, value, note) => el('div', {}, el('dt', {}, name), el('dd', {}, value, note ? el('small', { class: 'quiet' }, ` ${note}`) : null));

function place(place) {
  return el(
    'li',
    { class: place.ringing ? 'ringing' : false },
    el('span', { class: 'position' }, String(place.position)),
    el('span', { class: 'caller' }, caller(place.caller)),
    place.ringing ? el('span', { class: 'tag' }, said.ringing) : el('span', { class: 'language' }, words.language(place.language)),
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
    el('td', {}, el('span', { class: `state ${kind}` }, words.state(agent.state)), agent.reason ? el('span', { class: 'quiet reason' }, sentence('pauses', agent.reason)) : null),
    el('td', { class: 'number', 'data-since': agent.since ?? false }),
    el(
      'td',
      { class: 'with' },
      call ? el('span', { class: 'caller', title: sentence('offers', call.why) }, caller(call.caller)) : null,
      call ? el('span', { class: 'quiet' }, ` ${words.language(call.language)}`) : null,
      company(agent) ? el('span', { class: 'tag' }, company(agent)) : null,
      off ? el('span', { class: 'tag warn' }, said.phoneOff) : null,
    ),
    el('td', { class: 'number' }, words.count(agent.servedToday)),
    actions(agent, () => [...live.agents.values()]),
  );
}

function drawAgentStates() {
  const counts = new Map();
  for (const agent of live.agents.values()) {
    counts.set(agent.state, (counts.get(agent.state) ?? 0) + 1);
  }
  const order = ['TALKING', 'HOLDING', 'OFFERED', 'READY', 'WRAP_UP', 'PAUSED', 'SIGNED_OUT', null];
  const states = order.filter((s) => counts.has(s)).map((s) => `${counts.get(s)} ${words.state(s).toLowerCase()}`);
  text(byId('agent-states'), states.join(' · '));
}
