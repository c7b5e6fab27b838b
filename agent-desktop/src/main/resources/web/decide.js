// What a supervisor tells the defence: one dialog that asks why and what, posts it, and says
// whether the detector confirmed it.
import { el, focusKey, text } from './dom.js';
import { post, session } from './session.js';
import * as words from './words.js';

/** The detector confirms within milliseconds when it is well. */
const CONFIRM_MS = 5_000;
const TOLD_MS = 12_000;
const HOUR = 3_600;

const EXPIRIES = [
  ['1 hour', HOUR],
  ['1 day', 24 * HOUR],
  ['7 days', 7 * 24 * HOUR],
  ['30 days', 30 * 24 * HOUR],
  ['1 year', 365 * 24 * HOUR],
  ['for ever', null],
];

const HOURS = [
  ['1 hour', HOUR],
  ['4 hours', 4 * HOUR],
  ['1 day', 24 * HOUR],
  ['3 days', 72 * HOUR],
];

const CHOICES = {
  undo: { value: 'undo', label: 'Undo', note: 'Forget what is held against this number. It is not refused again for 30 days, unless somebody blocks it.' },
  allow: { value: 'allow', label: 'Allow', note: 'Always let this number in.' },
  block: { value: 'block', label: 'Block', note: 'Always refuse this number.' },
};

const SETTINGS = [
  { value: 'on', label: 'On', note: 'Verdicts are acted on.' },
  { value: 'shadow', label: 'Shadow', note: 'Everybody is let in. The board shows what would have been done.' },
  { value: 'off', label: 'Off', note: 'Everybody is let in, and nothing is scored.' },
];

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
      title: caller,
      about: 'The whole number stays on the server; it is taken from this call.',
      choices: against ? [CHOICES.undo, CHOICES.allow, CHOICES.block] : [CHOICES.allow, CHOICES.block, CHOICES.undo],
      chosen: against ? 'undo' : null,
      expiry: (choice) => choice !== 'undo',
      confirm: (choice) => CHOICES[choice]?.label ?? 'Decide',
      key: `verdict ${number}`,
      send: ({ choice, expires, reason }) => {
        const path = `/api/v1/verdicts/${encodeURIComponent(call)}`;
        return choice === 'undo'
          ? { path: `${path}/undo`, body: { reason } }
          : { path: `${path}/list`, body: { list: choice, expires, reason } };
      },
      what: ({ choice }) => (choice === 'undo' ? ['RELEASED'] : ['LISTED']),
      told: ({ choice }) => `${CHOICES[choice].label} ${caller}`,
    });
  }

  addNumber(lines) {
    this.#ask({
      title: 'Add a number',
      about: 'It is sent once and from then on shown masked.',
      lines,
      number: true,
      choices: [CHOICES.allow, CHOICES.block],
      chosen: null,
      expiry: () => true,
      confirm: (choice) => CHOICES[choice]?.label ?? 'Add',
      key: 'add',
      send: ({ choice, expires, reason, number, line }) => ({
        path: `/api/v1/lines/${encodeURIComponent(line)}/list`,
        body: { number, list: choice, expires, reason },
      }),
      what: () => ['LISTED'],
      told: ({ choice }) => `${CHOICES[choice].label} a number`,
    });
  }

  unlist({ entry, caller, list }) {
    this.#ask({
      title: `Remove ${caller}`,
      about: list === 'BLOCK' ? 'Its calls are judged like any other again.' : 'It is not let in for its number alone any more.',
      confirm: () => 'Remove',
      key: `entry ${entry}`,
      send: ({ reason }) => ({ path: `/api/v1/lists/${encodeURIComponent(entry)}/remove`, body: { reason } }),
      what: () => ['UNLISTED'],
      told: () => `Remove ${caller}`,
    });
  }

  releaseCampaign({ campaign, name, attempts }) {
    this.#ask({
      title: 'Not a machine?',
      about: `“${name}”, ${words.count(attempts)} attempts. What these calls have in common will not count against anybody any more.`,
      confirm: () => 'Not a machine',
      key: `campaign ${campaign}`,
      send: ({ reason }) => ({ path: `/api/v1/campaigns/${encodeURIComponent(campaign)}/release`, body: { reason } }),
      what: () => ['CAMPAIGN_RELEASED'],
      told: () => `Not a machine: ${name}`,
    });
  }

  switchDefence({ line, defence }, number) {
    this.#ask({
      title: `Switch the defence of ${number}`,
      about: `It is ${words.defence(defence)} now. This takes effect with the next call.`,
      choices: SETTINGS.filter((setting) => setting.value !== words.DEFENCES[defence]),
      chosen: null,
      confirm: (choice) => (choice ? `Switch to ${choice}` : 'Switch'),
      key: `defence ${line}`,
      send: ({ choice, reason }) => ({ path: `/api/v1/lines/${encodeURIComponent(line)}/defence`, body: { to: choice, reason } }),
      what: () => ['SWITCHED'],
      told: ({ choice }) => `Defence to ${choice}`,
    });
  }

  switchAnnouncement({ line, announcing }, number) {
    const on = !announcing;
    this.#ask({
      title: on ? `Announce that ${number} is misused` : `End the announcement on ${number}`,
      about: on
        ? 'Every caller hears, before the questions, that somebody else uses our number. Meanwhile nobody who is heard is challenged or refused for being one of many. Machines that make sounds pass more easily too.'
        : 'Callers come to the questions at once again, and the defence judges them as ever.',
      expiries: HOURS,
      expiry: on ? () => true : undefined,
      confirm: () => (on ? 'Announce it' : 'End it'),
      key: `announcement ${line}`,
      send: ({ expires, reason }) => ({
        path: `/api/v1/lines/${encodeURIComponent(line)}/announcement`,
        body: on ? { to: 'on', expires, reason } : { to: 'off', reason },
      }),
      what: () => [on ? 'ANNOUNCEMENT_ON' : 'ANNOUNCEMENT_OFF'],
      told: () => (on ? 'Announcement on' : 'Announcement off'),
    });
  }

  #ask(question) {
    const form = el('form', { class: 'decide-form' });
    const answer = el('p', { class: 'answer warn', role: 'alert' });
    const submit = el('button', { type: 'submit', class: 'primary' }, question.confirm(question.chosen));
    const cancel = el('button', { type: 'button' }, 'Cancel');
    const expiry = question.expiry ? field('For how long', select('expires', (question.expiries ?? EXPIRIES).map(([label], i) => [i, label]), question.expiries ? 1 : 3)) : null;
    form.append(
      el('h2', { id: 'decide-title' }, question.title),
      el('p', { class: 'quiet' }, question.about),
      question.lines?.length > 1 ? field('Line', select('line', question.lines.map((line) => [line.line, line.number]), 0)) : '',
      question.number
        ? field('Number, with + and country', el('input', { name: 'number', type: 'tel', required: true, autocomplete: 'off', placeholder: '+16125550134', maxlength: 30 }))
        : '',
      question.choices ? choices(question) : '',
      expiry ?? '',
      field('Reason, for those who read it later', el('input', { name: 'reason', required: true, maxlength: 200, autocomplete: 'off' })),
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
    const asked = this.#live.now();
    try {
      const response = await post(path, body);
      if (response.ok) {
        this.#pending = { asked, at: performance.now(), what: question.what(values), author: (await session()).name, told: question.told(values) };
        this.#tell(`${this.#pending.told}: asked, the detector has not confirmed yet…`, '');
        this.#dialog.close();
        this.heard();
      } else {
        const { error, fields } = await response.json();
        text(answer, [error, ...fields.map((f) => `${f.field} ${f.message}.`)].join(' '));
      }
    } catch {
      text(answer, 'The server cannot be reached; nothing was changed.');
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

  /** Looks whether the trail has what was asked for. */
  heard() {
    const { asked, what, author, told } = this.#pending ?? {};
    const confirmed = this.#pending && this.#live.trail.some((change) => what.includes(change.what) && (change.author === author || change.author === '') && Date.parse(change.at) >= asked - 2_000);
    if (confirmed) {
      this.#pending = null;
      this.#tell(`${told}: done.`, '');
    }
  }

  tick() {
    if (this.#pending && performance.now() - this.#pending.at > CONFIRM_MS) {
      this.#tell(`${this.#pending.told}: the detector has not confirmed this. It is not lost; look again under “What people changed”.`, 'warn');
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
    el('legend', { class: 'label' }, 'What is to be done'),
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
