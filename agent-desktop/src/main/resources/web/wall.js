// The wall: few figures, so large that they are read from five metres. It names no caller.
import { el, follow, text } from './dom.js';
import { table, translate } from './i18n.js';
import { Live } from './live.js';
import { showWho } from './session.js';
import * as words from './words.js';
import { WORDS } from './words-wall.js';

const said = table(WORDS);
const REPORT_TOO_OLD_SECONDS = 10;
/** A verdict that comes a moment late is no silence. */
const SILENT_SECONDS = 2;
const LATE_SHOWN_SECONDS = 60;
const ORDER = ['READY', 'TALKING', 'HOLDING', 'OFFERED', 'WRAP_UP', 'PAUSED', 'SIGNED_OUT'];

const byId = (id) => document.getElementById(id);
translate(said, said.title);
const live = new Live('/api/v1/board/events', draw);
showWho(byId('who'));
setInterval(tick, 500);

function draw() {
  follow(byId('lines'), [...live.lines.values()], (line) => line.line, lineMode);
  follow(byId('queues'), [...live.queues.values()], (queue) => queue.queue, queueCard);
  byId('queues').dataset.many = String(live.queues.size > 2);
  drawAgents();
  tick();
}

function tick() {
  for (const element of document.querySelectorAll('[data-since]')) {
    text(element, words.duration(live.secondsSince(element.dataset.since)));
  }
  for (const card of document.querySelectorAll('[data-reported]')) {
    const old = live.secondsSince(card.dataset.reported) > REPORT_TOO_OLD_SECONDS;
    card.classList.toggle('old', old && card.dataset.waiting !== '0');
  }
  drawAlerts();
}

function lineMode(line) {
  const mode = line.mode ?? 'UNKNOWN';
  return el('span', { class: `wall-mode ${mode.toLowerCase()}` }, line.mode ?? said.noMode);
}

function drawAlerts() {
  const alerts = [];
  for (const line of live.lines.values()) {
    if (line.silence && live.secondsSince(line.silence.since) >= SILENT_SECONDS) {
      alerts.push(['bad', said.silent]);
    } else if (line.late && live.secondsSince(line.late.last) < LATE_SHOWN_SECONDS) {
      alerts.push(['warn', said.late]);
    }
    if (line.mode === 'RED') {
      alerts.push(['bad', said.red]);
    }
    if (line.defence === 'OFF' || line.defence === 'SHADOW') {
      alerts.push(['warn', line.defence === 'OFF' ? said.off : said.shadow]);
    }
    if (line.announcing) {
      alerts.push(['warn', said.announcing]);
    }
  }
  for (const alert of live.alerts.filter(({ over }) => !over)) {
    alerts.push(['warn', said.unusual[alert.kind] ?? alert.kind]);
  }
  const running = live.campaigns.filter(({ state }) => state === 'CONFIRMED').length;
  if (running > 0) {
    alerts.push(['warn', said.campaigns(running)]);
  }
  const place = byId('alerts');
  const drawn = JSON.stringify(alerts);
  if (place.drawn !== drawn) {
    place.drawn = drawn;
    place.hidden = alerts.length === 0;
    place.replaceChildren(...alerts.map(([kind, what]) => el('p', { class: kind }, what)));
  }
}

function queueCard(queue) {
  const longest = queue.front[0]?.since;
  const { today, told } = queue;
  const behind = today.serviceLevel !== null && today.serviceLevel < 0.5;
  return el(
    'article',
    { class: 'wall-queue', 'data-reported': queue.at ?? false, 'data-waiting': queue.waiting },
    el('h2', {}, queue.queue),
    el('p', { class: 'wall-waiting' }, el('strong', {}, words.count(queue.waiting)), el('span', {}, said.waiting)),
    el(
      'p',
      { class: 'wall-next' },
      el('span', {}, said.next),
      el('strong', {}, words.range(queue.predicted) ?? said.unknown),
      el('span', { class: 'wall-old' }, said.noFresh),
      told ? el('span', {}, `${Math.round(100 * told.inside)} % ${said.right}, ${said.error(words.duration(told.errorSeconds))}`) : null,
    ),
    el(
      'dl',
      { class: 'wall-facts' },
      fact(said.oldest, longest ? el('span', { 'data-since': longest }) : words.duration(queue.longestWaitSeconds)),
      fact(said.inTime(today.answerWithinSeconds), words.percent(today.serviceLevel), behind ? 'warn' : ''),
      fact(said.gaveUp, words.percent(today.abandonedShare)),
      fact(said.callbacks, words.count(queue.callbacks)),
    ),
  );
}

const fact = (name, value, kind = '') => el('div', { class: kind }, el('dd', {}, value), el('dt', {}, name));

function drawAgents() {
  const counts = new Map(ORDER.map((state) => [state, 0]));
  for (const agent of live.agents.values()) {
    if (agent.state !== null) {
      counts.set(agent.state, (counts.get(agent.state) ?? 0) + 1);
    }
  }
  const shown = ORDER.filter((state) => counts.get(state) > 0 || state === 'READY' || state === 'TALKING');
  const drawn = JSON.stringify(shown.map((state) => counts.get(state)));
  const place = byId('agents');
  if (place.drawn !== drawn) {
    place.drawn = drawn;
    place.replaceChildren(
      ...shown.map((state) => el('p', { class: `wall-state ${state.toLowerCase()}` }, el('strong', {}, words.count(counts.get(state))), el('span', {}, words.state(state)))),
    );
  }
}
