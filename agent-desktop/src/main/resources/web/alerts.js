// The strip of what the detector asks a supervisor to look at. It changes no verdict.
import { el, follow, text } from './dom.js';
import { table } from './i18n.js';
import { spoken } from './sentences.js';
import * as words from './words.js';
import { WORDS } from './words-board.js';

const said = table(WORDS);

const byId = (id) => document.getElementById(id);

export class Alerts {
  #live;
  #decisions;
  #dialed;

  constructor(live, decisions, dialed) {
    this.#live = live;
    this.#decisions = decisions;
    this.#dialed = dialed;
  }

  draw() {
    const on = this.#live.alerts.filter((alert) => !alert.over);
    const over = this.#live.alerts.filter((alert) => alert.over);
    byId('alerts').hidden = this.#live.alerts.length === 0;
    byId('alerts-over').hidden = over.length === 0;
    text(byId('alerts-over-title'), said.overByItself(over.length));
    const key = (alert) => `${alert.line} ${alert.kind} ${alert.since}`;
    follow(byId('alerts-on'), on, key, (alert) => this.#alert(alert));
    follow(byId('alerts-past'), over, key, (alert) => this.#alert(alert));
  }

  #alert(alert) {
    const now = this.#live.now();
    const line = this.#live.lines.get(alert.line);
    const of = this.#live.lines.size > 1 && line ? `${this.#dialed(line.number)}: ` : '';
    const time = words.moment(alert.since, now) + (alert.over ? said.to(words.moment(alert.at, now)) : '');
    return el(
      'li',
      { class: alert.over ? 'over' : 'on' },
      el('time', { class: 'number' }, time),
      el('div', {}, el('b', {}, of + (said.alerts[alert.kind] ?? alert.kind)), el('ul', {}, ...alert.parts.map((part) => spoken('li', {}, 'alerts', part)))),
      alert.kind === 'SPOOFED_OUTWARD' && !alert.over && line && !line.announcing ? this.#announce(line) : null,
    );
  }

  #announce(line) {
    const button = el('button', { type: 'button', class: 'small', 'data-key': `alert announce ${line.line}` }, said.announceIt);
    button.addEventListener('click', () => this.#decisions.switchAnnouncement(line, this.#dialed(line.number)));
    return button;
  }
}
