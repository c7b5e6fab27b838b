// What an agent says of a call: machine or person, by button or by key, once for each call. The
// server knows which call is meant.
import { text } from './dom.js';
import { table } from './i18n.js';
import { refusal } from './sentences.js';
import { post } from './session.js';
import { WORDS } from './words-agent.js';

const said = table(WORDS);

const KEYS = { m: 'machine', p: 'person' };
const SAID = { MACHINE: 'machine', PERSON: 'person' };
const THANKS = { machine: said.notedMachine, person: said.notedPerson };
const KEEP = 'ringfence.label-keys';

const byId = (id) => document.getElementById(id);

export class Labels {
  #path;
  #label = null;
  #sent = null;

  constructor(path) {
    this.#path = path;
    for (const name of Object.values(KEYS)) {
      byId(name).addEventListener('click', () => this.#say(name));
    }
    const keys = byId('keys');
    keys.checked = kept() !== 'off';
    keys.addEventListener('change', () => keep(keys.checked ? 'on' : 'off'));
    addEventListener('keydown', (event) => this.#key(event));
  }

  /** @param label the call that can be labelled, or null */
  draw(label) {
    const other = label?.caller !== this.#label?.caller || (this.#label?.said && !label?.said);
    if (label === null || other) {
      this.#sent = null;
      text(byId('label-answer'), '');
    }
    this.#label = label;
    byId('labels').hidden = label === null;
    const given = SAID[label?.said] ?? this.#sent;
    for (const name of Object.values(KEYS)) {
      byId(name).disabled = Boolean(given);
      byId(name).setAttribute('aria-pressed', String(given === name));
    }
    if (label?.said) {
      this.#tell(THANKS[SAID[label.said]], '');
    }
  }

  #key(event) {
    const typing = event.target.closest?.('input:not([type=checkbox]), select, textarea');
    const modified = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
    const name = KEYS[event.key.toLowerCase()];
    if (name && byId('keys').checked && !typing && !modified && !event.repeat) {
      this.#say(name);
    }
  }

  async #say(name) {
    if (this.#label === null || this.#label.said || this.#sent) {
      return;
    }
    this.#sent = name;
    this.draw(this.#label);
    try {
      const answer = await post(this.#path, { label: name });
      if (answer.ok) {
        this.#tell(THANKS[name], '');
        return;
      }
      this.#tell(refusal(await answer.json()), 'warn');
    } catch {
      this.#tell(said.notNoted, 'warn');
    }
    this.#sent = null;
    this.draw(this.#label);
  }

  #tell(words, kind) {
    const answer = byId('label-answer');
    text(answer, words);
    answer.className = `answer ${kind}`;
  }
}

function kept() {
  try {
    return localStorage.getItem(KEEP);
  } catch {
    return null;
  }
}

function keep(value) {
  try {
    localStorage.setItem(KEEP, value);
  } catch {
    // A browser that keeps nothing has the keys on.
  }
}
