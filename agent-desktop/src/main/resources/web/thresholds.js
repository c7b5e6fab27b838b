// The thresholds of a line: tried on the last hour's calls as they are moved, then changed with a
// reason. The detector itself answers both.
import { el, focusKey, text } from './dom.js';
import { locale, table } from './i18n.js';
import { refusal, signal } from './sentences.js';
import { post } from './session.js';
import * as words from './words.js';
import { WORDS } from './words-defence.js';

const said = table(WORDS);
const t = said.thresholds;
const REST_MS = 250;

const NUMBERS = [
  { name: 'challengeOdds', min: -3, max: 10, step: 0.25, label: t.challengeOdds, note: (value) => t.challengeNote(words.odds(value)) },
  { name: 'rejectScore', min: 0.5, max: 20, step: 0.25, label: t.rejectScore, note: () => t.rejectNote },
  { name: 'classFloor', min: 0.5, max: 3.5, step: 0.25, label: t.classFloor, note: () => t.floorNote },
];
const VERDICTS = ['CHALLENGE', 'DIVERT', 'REJECT', 'ADMIT'];

export class Thresholds {
  #live;
  #dialog = document.getElementById('thresholds');
  #line = null;
  #turn = 0;
  #timer = 0;
  #asked = null;
  #parts = {};

  constructor(live) {
    this.#live = live;
  }

  open(line, number) {
    this.#line = line;
    this.#asked = null;
    const form = el('form', { class: 'decide-form' });
    const sliders = NUMBERS.map((of) => this.#slider(of));
    const part = (name, tag, attributes = {}) => (this.#parts[name] = el(tag, attributes));
    const reason = el('input', { name: 'reason', maxlength: 200, autocomplete: 'off' });
    const close = el('button', { type: 'button' }, said.cancel);
    close.addEventListener('click', () => this.#dialog.close());
    const apply = el('button', { type: 'submit', class: 'primary' }, t.apply);
    form.append(
      el('h2', { id: 'thresholds-title' }, t.title(number)),
      el('p', { class: 'quiet' }, t.about),
      ...sliders,
      part('last', 'div', { class: 'last-change' }),
      part('counted', 'p', { class: 'quiet', role: 'status' }),
      part('tables', 'div', { class: 'preview' }),
      el('label', { class: 'field' }, el('span', { class: 'label' }, said.reason), reason),
      part('answer', 'p', { class: 'answer warn', role: 'alert' }),
      el('div', { class: 'decide-buttons' }, close, apply),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#apply(form, this.#values());
    });
    this.#dialog.onclose = () => {
      this.#line = null;
      focusKey(`thresholds ${line.line}`);
    };
    this.#dialog.replaceChildren(form);
    this.#dialog.showModal();
    this.#preview({});
  }

  /** The trail said something: perhaps that the change was made. */
  heard() {
    if (this.#line === null) {
      return;
    }
    this.#line = this.#live.lines.get(this.#line.line) ?? this.#line;
    this.#drawLast();
    if (this.#asked !== null && this.#line.thresholds?.at !== this.#asked.before) {
      this.#asked = null;
      this.#tell(t.done, '');
      this.#preview({});
    }
  }

  #slider({ name, min, max, step, label, note }) {
    const input = el('input', { type: 'range', id: `th-${name}`, name, min, max, step, 'aria-describedby': `th-${name}-note` });
    const shown = el('output', { class: 'number', for: `th-${name}` });
    const explained = el('span', { class: 'quiet', id: `th-${name}-note` });
    const draw = () => {
      text(shown, Number(input.value).toLocaleString(locale));
      text(explained, note(Number(input.value)));
    };
    input.addEventListener('input', () => {
      draw();
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#preview(this.#values()), REST_MS);
    });
    this.#parts[name] = { input, draw };
    return el('div', { class: 'threshold' }, el('label', { for: `th-${name}` }, label), shown, input, explained);
  }

  #values() {
    return Object.fromEntries(NUMBERS.map(({ name }) => [name, Number(this.#parts[name].input.value)]));
  }

  #put(values) {
    for (const { name } of NUMBERS) {
      this.#parts[name].input.value = values[name];
      this.#parts[name].draw();
    }
  }

  async #preview(values) {
    const turn = ++this.#turn;
    text(this.#parts.counted, t.asking);
    try {
      const response = await post(`/api/v1/lines/${encodeURIComponent(this.#line.line)}/thresholds/preview`, values);
      const answer = await response.json();
      if (turn !== this.#turn || this.#line === null) {
        return;
      }
      if (!response.ok) {
        text(this.#parts.counted, refusal(answer));
        return;
      }
      this.#put(answer.other);
      this.#drawLast();
      this.#draw(answer);
    } catch {
      text(this.#parts.counted, said.away);
    }
  }

  #draw({ calls, since, verdicts, reasons }) {
    text(this.#parts.counted, calls === 0 ? t.none : t.counted(words.count(calls), words.minuteOfDay(since)));
    const of = new Map(verdicts.map((row) => [row.verdict, row]));
    const none = { inForce: 0, other: 0, peopleInForce: 0, peopleOther: 0 };
    const cell = (value, than) => el('td', { class: `number ${value > than ? 'more' : value < than ? 'fewer' : ''}` }, value.toLocaleString(locale));
    const head = (...names) => el('thead', {}, el('tr', {}, ...names.map((name, i) => el('th', { scope: 'col', class: i > 0 ? 'number' : null }, name))));
    this.#parts.tables.replaceChildren(
      el(
        'table',
        { class: 'report' },
        head(t.verdict, t.inForce, t.people, t.other, t.people),
        el(
          'tbody',
          {},
          ...VERDICTS.map((name) => {
            const row = of.get(name) ?? none;
            return el(
              'tr',
              {},
              el('th', { scope: 'row' }, el('span', { class: `verdict ${name.toLowerCase()}` }, words.verdict(name))),
              cell(row.inForce, row.inForce),
              cell(row.peopleInForce, row.peopleInForce),
              cell(row.other, row.inForce),
              cell(row.peopleOther, row.peopleInForce),
            );
          }),
        ),
      ),
      reasons.length === 0
        ? ''
        : el(
            'table',
            { class: 'report' },
            head(t.reason, t.inForce, t.other),
            el(
              'tbody',
              {},
              ...reasons.map((row) =>
                el(
                  'tr',
                  {},
                  el('th', { scope: 'row' }, row.reason === 'none' ? t.noReason : signal(row.reason)),
                  cell(row.inForce, row.inForce),
                  cell(row.other, row.inForce),
                ),
              ),
            ),
          ),
    );
  }

  #drawLast() {
    const last = this.#line.thresholds;
    const button = (label, act) => {
      const made = el('button', { type: 'button', class: 'small' }, label);
      made.addEventListener('click', act);
      return made;
    };
    const show = (values) => {
      this.#put(values);
      this.#preview(this.#values());
    };
    const drawn = JSON.stringify(last);
    if (this.#parts.last.drawn === drawn) {
      return;
    }
    this.#parts.last.drawn = drawn;
    this.#parts.last.replaceChildren(
      ...(last
        ? [
            el('p', { class: 'quiet' }, t.changed(words.moment(last.at, this.#live.now()), last.author, last.reason)),
            button(t.undo, () => show(last.from)),
            last.configured ? '' : button(t.configured, () => this.#apply(this.#dialog.querySelector('form'), { asConfigured: true })),
          ]
        : []),
    );
  }

  async #apply(form, values) {
    const reason = form.elements.reason.value.trim();
    if (reason === '') {
      this.#tell(t.needReason, 'warn');
      form.elements.reason.focus();
      return;
    }
    this.#asked = { before: this.#line.thresholds?.at };
    this.#tell(t.asked, '');
    try {
      const response = await post(`/api/v1/lines/${encodeURIComponent(this.#line.line)}/thresholds`, { ...values, reason });
      if (!response.ok) {
        this.#asked = null;
        this.#tell(refusal(await response.json()), 'warn');
      }
    } catch {
      this.#asked = null;
      this.#tell(said.away, 'warn');
    }
    this.heard();
  }

  #tell(what, kind) {
    text(this.#parts.answer, what);
    this.#parts.answer.className = `answer ${kind}`;
  }
}
