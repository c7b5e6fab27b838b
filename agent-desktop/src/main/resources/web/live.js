// The live connection: keeps a copy of the board's items and tells when it changed or went stale.
import { el, text } from './dom.js';
import { table } from './i18n.js';
import { get } from './session.js';
import { WORDS } from './words-common.js';
import * as words from './words.js';

const said = table(WORDS);

/** The server sends something at least every 5 s; this much silence means that it is gone. */
const SILENCE_MS = 12_000;
const REOPEN_MS = 2_000;
const VERDICTS_KEPT = 200;
const MINUTES_KEPT = 61;

export class Live {
  lines = new Map();
  queues = new Map();
  agents = new Map();
  verdicts = new Map();
  minutes = new Map();
  totals = null;
  campaigns = [];
  lists = { total: 0, items: [] };
  doors = { total: 0, items: [], refusals: [] };
  trail = [];
  alerts = [];
  problems = [];
  connected = false;

  #url;
  #changed;
  #source = null;
  #silence = 0;
  #skewMs = 0;
  #lostAt = null;

  constructor(url, changed) {
    this.#url = url;
    this.#changed = changed;
    this.#open();
    setInterval(() => this.#frame(), 500);
    addEventListener('pagehide', () => this.#source?.close());
    addEventListener('pageshow', (event) => event.persisted && this.#open());
  }

  /** The server's time; it stands still while the connection is lost, as the data does. */
  now() {
    return (this.#lostAt ?? Date.now()) + this.#skewMs;
  }

  secondsSince(instant) {
    return (this.now() - Date.parse(instant)) / 1000;
  }

  #open() {
    this.#source?.close();
    const source = new EventSource(this.#url);
    this.#source = source;
    this.#listenForSilence();
    source.onmessage = (message) => {
      this.#listenForSilence();
      this.#merge(JSON.parse(message.data));
    };
    source.onerror = () => {
      this.#lose();
      // After a network error the browser tries again by itself; after a refusal it does not.
      if (source.readyState === EventSource.CLOSED) {
        clearTimeout(this.#silence);
        // Leads to the sign-in when it was refused because the session is over.
        get('/api/v1/session').catch(() => {});
        this.#silence = setTimeout(() => this.#open(), REOPEN_MS);
      }
    };
  }

  #listenForSilence() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      this.#lose();
      this.#open();
    }, SILENCE_MS);
  }

  #lose() {
    this.connected = false;
    this.#lostAt ??= Date.now();
    this.#frame();
  }

  #merge(event) {
    if (event.full) {
      [this.lines, this.queues, this.agents, this.verdicts, this.minutes].forEach((m) => m.clear());
    }
    this.#skewMs = Date.parse(event.now) - Date.now();
    this.#lostAt = null;
    this.connected = true;
    this.problems = event.problems;
    const { lines, queues, agents, verdicts, minutes, totals } = event.change;
    lines.forEach((line) => this.lines.set(line.line, line));
    queues.forEach((queue) => this.queues.set(queue.queue, queue));
    agents.forEach((agent) => (agent.gone ? this.agents.delete(agent.agent) : this.agents.set(agent.agent, agent)));
    verdicts.forEach((verdict) => this.verdicts.set(verdict.number, verdict));
    minutes.forEach((minute) => this.minutes.set(minute.minute, minute));
    totals.forEach((total) => (this.totals = total));
    const { campaigns, lists, doors, trail, alerts } = event.change;
    alerts.forEach(({ items }) => (this.alerts = kept(this.alerts, items)));
    campaigns.forEach(({ items }) => (this.campaigns = kept(this.campaigns, items)));
    lists.forEach(({ total, items }) => (this.lists = { total, items: kept(this.lists.items, items) }));
    doors.forEach(({ total, items, refusals }) => (this.doors = { total, items: kept(this.doors.items, items), refusals: kept(this.doors.refusals, refusals) }));
    trail.forEach(({ items }) => (this.trail = kept(this.trail, items)));
    bound(this.verdicts, VERDICTS_KEPT);
    bound(this.minutes, MINUTES_KEPT);
    this.#frame();
    this.#changed();
  }

  /** What both pages show of the connection itself. */
  #frame() {
    const connection = document.getElementById('connection');
    const lost = document.getElementById('lost');
    document.body.classList.toggle('stale', this.#lostAt !== null);
    connection.classList.toggle('up', this.connected);
    text(connection, this.connected ? said.live : this.#lostAt ? said.connectionLost : said.connecting);
    text(document.getElementById('clock'), words.timeOfDay(this.now()));
    lost.hidden = this.#lostAt === null;
    if (this.#lostAt !== null) {
      text(lost, said.lostAt(words.timeOfDay(this.now())));
    }
    const list = document.getElementById('problems');
    list.hidden = this.problems.length === 0;
    const shown = JSON.stringify(this.problems);
    if (list.shown !== shown) {
      list.shown = shown;
      list.replaceChildren(...this.problems.map(problem));
    }
  }
}

function problem({ component, state, detail, whatToDo }) {
  return el('p', { class: state.toLowerCase(), lang: 'en' }, el('strong', {}, `${component}: `), detail, ' ', whatToDo);
}

/** The new items, but the old object where one says the same, so that what shows it is kept. */
function kept(before, items) {
  const known = new Map(before.map((item) => [JSON.stringify(item), item]));
  return items.map((item) => known.get(JSON.stringify(item)) ?? item);
}

function bound(map, most) {
  for (const key of map.keys()) {
    if (map.size <= most) {
      return;
    }
    map.delete(key);
  }
}
