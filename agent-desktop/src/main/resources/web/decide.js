// What a supervisor tells the defence: one dialog that asks why and what, posts it, and says
// whether the detector confirmed it.
import { el, focusKey, text } from './dom.js';
import { refusal, sentence } from './sentences.js';
import { post, session } from './session.js';
import { table } from './i18n.js';
import * as words from './words.js';
import { WORDS } from './words-defence.js';

const said = table(WORDS);

/** The detector confirms within milliseconds when it is well. */
const CONFIRM_MS = 5_000;
const TOLD_MS = 12_000;
const HOUR = 3_600;

const EXPIRIES = pairs(said.expiries, [HOUR, 24 * HOUR, 7 * 24 * HOUR, 30 * 24 * HOUR, 365 * 24 * HOUR, null]);
const HOURS = pairs(said.hours, [HOUR, 4 * HOUR, 24 * HOUR, 72 * HOUR]);

const CHOICES = {
  undo: { value: 'undo', label: said.undo, note: said.undoNote },
  allow: { value: 'allow', label: said.allow, note: said.allowNote },
  block: { value: 'block', label: said.block, note: said.blockNote },
};

const SETTINGS = {
  ON: { value: 'on', label: said.on, note: said.onNote },
  SHADOW: { value: 'shadow', label: said.toShadow, note: said.shadowNote },
  OFF: { value: 'off', label: said.off, note: said.offNote },
};

export class Decisions {
  #live;
  #dialog = document.getElementById('decide');
  #pending = null;
  #toldAt = 0;

  constructor(live) {
    this.#live = live;
    // A click beside the form, on the backdrop, closes it; nothing was sent yet.
    this.#dialog.addEventListener('click', (event) => event.target === this.#dialog && this.#dialog.close());
  }

  aboutCaller({ call, caller, number }, against) {
    this.#ask({
      title: sentence('callers', caller),
      about: said.aboutCaller,
      choices: against ? [CHOICES.undo, CHOICES.allow, CHOICES.block] : [CHOICES.allow, CHOICES.block, CHOICES.undo],
      chosen: against ? 'undo' : null,
      expiry: (choice) => choice !== 'undo',
      confirm: (choice) => CHOICES[choice]?.label ?? said.decide,
      key: `verdict ${number}`,
      send: ({ choice, expires, reason }) => {
        const path = `/api/v1/verdicts/${encodeURIComponent(call)}`;
        return choice === 'undo'
          ? { path: `${path}/undo`, body: { reason } }
          : { path: `${path}/list`, body: { list: choice, expires, reason } };
      },
      what: ({ choice }) => (choice === 'undo' ? ['RELEASED'] : ['LISTED']),
      told: ({ choice }) => `${CHOICES[choice].label} ${sentence('callers', caller)}`,
    });
  }

  addNumber(lines) {
    this.#ask({
      title: said.addTitle,
      about: said.addAbout,
      lines,
      number: true,
      choices: [CHOICES.allow, CHOICES.block],
      chosen: null,
      expiry: () => true,
      confirm: (choice) => CHOICES[choice]?.label ?? said.add,
      key: 'add',
      send: ({ choice, expires, reason, number, line }) => ({
        path: `/api/v1/lines/${encodeURIComponent(line)}/list`,
        body: { number, list: choice, expires, reason },
      }),
      what: () => ['LISTED'],
      told: ({ choice }) => `${CHOICES[choice].label} ${said.aNumber}`,
    });
  }

  unlist({ entry, caller, list }) {
    this.#ask({
      title: said.remove(sentence('callers', caller)),
      about: list === 'BLOCK' ? said.unblockAbout : said.unallowAbout,
      confirm: () => said.removeNow,
      key: `entry ${entry}`,
      send: ({ reason }) => ({ path: `/api/v1/lists/${encodeURIComponent(entry)}/remove`, body: { reason } }),
      what: () => ['UNLISTED'],
      told: () => said.remove(sentence('callers', caller)),
    });
  }

  releaseCampaign({ campaign, name, attempts }) {
    this.#ask({
      title: said.releaseTitle,
      about: said.releaseAbout(sentence('kinds', name), words.count(attempts)),
      confirm: () => said.releaseNow,
      key: `campaign ${campaign}`,
      send: ({ reason }) => ({ path: `/api/v1/campaigns/${encodeURIComponent(campaign)}/release`, body: { reason } }),
      what: () => ['CAMPAIGN_RELEASED'],
      told: () => said.notMachineOf(sentence('kinds', name)),
    });
  }

  switchDefence({ line, defence }, number) {
    this.#ask({
      title: said.switchTitle(number),
      about: said.switchAbout(words.defence(defence)),
      choices: Object.keys(SETTINGS).filter((name) => name !== defence).map((name) => SETTINGS[name]),
      chosen: null,
      confirm: (choice) => (choice ? said.switchTo(labelOf(choice)) : said.switchNow),
      key: `defence ${line}`,
      send: ({ choice, reason }) => ({ path: `/api/v1/lines/${encodeURIComponent(line)}/defence`, body: { to: choice, reason } }),
      what: () => ['SWITCHED'],
      told: ({ choice }) => said.defenceTo(labelOf(choice)),
    });
  }

  switchAnnouncement({ line, announcing }, number) {
    const on = !announcing;
    this.#ask({
      title: on ? said.announceTitle(number) : said.endTitle(number),
      about: on
        ? said.announceAbout
        : said.endAbout,
      expiries: HOURS,
      expiry: on ? () => true : undefined,
      confirm: () => (on ? said.announceNow : said.endNow),
      key: `announcement ${line}`,
      send: ({ expires, reason }) => ({
        path: `/api/v1/lines/${encodeURIComponent(line)}/announcement`,
        body: on ? { to: 'on', expires, reason } : { to: 'off', reason },
      }),
      what: () => [on ? 'ANNOUNCEMENT_ON' : 'ANNOUNCEMENT_OFF'],
      told: () => (on ? said.announcementOn : said.announcementOff),
    });
  }

  #ask(question) {
    const form = el('form', { class: 'decide-form' });
    const answer = el('p', { class: 'answer warn', role: 'alert' });
    const submit = el('button', { type: 'submit', class: 'primary' }, question.confirm(question.chosen));
    const cancel = el('button', { type: 'button' }, said.cancel);
    const expiry = question.expiry ? field(said.howLong, select('expires', (question.expiries ?? EXPIRIES).map(([label], i) => [i, label]), question.expiries ? 1 : 3)) : null;
    form.append(
      el('h2', { id: 'decide-title' }, question.title),
      el('p', { class: 'quiet' }, question.about),
      question.lines?.length > 1 ? field(said.line, select('line', question.lines.map((line) => [line.line, line.number]), 0)) : '',
      question.number
        ? field(said.number, el('input', { name: 'number', type: 'tel', required: true, autocomplete: 'off', placeholder: '+16125550134', maxlength: 30 }))
        : '',
      question.choices ? choices(question) : '',
      expiry ?? '',
      field(said.reason, el('input', { name: 'reason', required: true, maxlength: 200, autocomplete: 'off' })),
      answer,
      el('div', { class: 'decide-buttons' }, cancel, submit),
    );
    const follow = () => {
      const choice = form.elements.choice?.value ?? null;
      text(submit, question.confirm(choice || null));
      if (expiry) {
        expiry.hidden = !question.expiry(choice);
      }
    };
    form.addEventListener('change', follow);
    follow();
    cancel.addEventListener('click', () => this.#dialog.close());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send(question, form, answer, submit);
    });
    this.#dialog.onclose = () => focusKey(question.key);
    this.#dialog.replaceChildren(form);
    this.#dialog.showModal();
  }

  async #send(question, form, answer, submit) {
    const values = this.#values(question, form);
    const { path, body } = question.send(values);
    submit.disabled = true;
    text(answer, '');
    const known = new Set(this.#live.trail.map((change) => JSON.stringify(change)));
    try {
      const response = await post(path, body);
      if (response.ok) {
        this.#pending = { known, at: performance.now(), what: question.what(values), author: (await session()).name, told: question.told(values) };
        this.#tell(said.asked(this.#pending.told), '');
        this.#dialog.close();
        this.heard();
      } else {
        text(answer, refusal(await response.json()));
      }
    } catch {
      text(answer, said.away);
    } finally {
      submit.disabled = false;
    }
  }

  #values(question, form) {
    const of = (name) => form.elements[name]?.value.trim() ?? '';
    const seconds = question.expiry ? (question.expiries ?? EXPIRIES)[Number(of('expires'))][1] : null;
    return {
      choice: of('choice'),
      expires: seconds === null ? null : new Date(this.#live.now() + seconds * 1000).toISOString(),
      reason: of('reason'),
      number: of('number').replace(/[\s().-]/g, ''),
      line: of('line') || question.lines?.[0]?.line,
    };
  }

  /** Looks whether the trail has what was asked for, and had not before: no clocks are compared. */
  heard() {
    const { known, what, author, told } = this.#pending ?? {};
    const confirmed = this.#pending && this.#live.trail.some((change) => what.includes(change.what) && (change.author === author || change.author === '') && !known.has(JSON.stringify(change)));
    if (confirmed) {
      this.#pending = null;
      this.#tell(said.done(told), '');
    }
  }

  tick() {
    if (this.#pending && performance.now() - this.#pending.at > CONFIRM_MS) {
      this.#tell(said.unconfirmed(this.#pending.told), 'warn');
      this.#pending = null;
    }
    if (!this.#pending && performance.now() - this.#toldAt > TOLD_MS) {
      this.#tell('', '');
    }
  }

  #tell(words, kind) {
    const told = document.getElementById('told');
    text(told, words);
    told.className = `toast ${kind}`;
    this.#toldAt = performance.now();
  }
}

const labelOf = (choice) => SETTINGS[choice.toUpperCase()].label.toLowerCase();

function pairs(labels, values) {
  return labels.map((label, i) => [label, values[i]]);
}

function field(label, input) {
  return el('label', { class: 'field' }, el('span', { class: 'label' }, label), input);
}

function select(name, options, chosen) {
  return el('select', { name }, ...options.map(([value, label], i) => el('option', { value, selected: i === chosen }, label)));
}

function choices({ choices, chosen }) {
  return el(
    'fieldset',
    { class: 'choices-set' },
    el('legend', { class: 'label' }, said.what),
    ...choices.map(({ value, label, note }) =>
      el(
        'label',
        { class: 'choice' },
        el('input', { type: 'radio', name: 'choice', value, required: true, checked: value === chosen }),
        el('span', {}, el('b', {}, label), el('span', { class: 'quiet' }, note)),
      ),
    ),
  );
}
