// What an agent does with a talk: pass the caller on, bring somebody in, send somebody out. Works the same for a desk phone
// and for the phone of the browser, for the platform does it and not the phone.
import { el, text } from './dom.js';
import { table, translate } from './i18n.js';
import { refusal, sentence } from './sentences.js';
import { get, post } from './session.js';
import * as words from './words.js';
import { WORDS } from './words-talk.js';

const said = table(WORDS);
const IN_TALK = ['TALKING', 'HOLDING'];

const byId = (id) => document.getElementById(id);

export class TalkControls {
  #path;
  #shown = '';
  #agent = null;
  #noticed;

  /** @param path of the agent's desk in the API */
  constructor(path) {
    this.#path = path;
    translate(said);
    byId('pass-on').addEventListener('click', () => this.#passOn());
    byId('bring-in').addEventListener('click', () => this.#bringIn(false));
    byId('private-word').addEventListener('click', () => this.#bringIn(true));
    byId('bring-whom').addEventListener('change', mayBePrivate);
    for (const menu of ['pass-to', 'bring-whom']) {
      byId(menu).addEventListener('focus', () => this.#fill());
      byId(menu).addEventListener('pointerdown', () => this.#fill());
    }
    addEventListener('keydown', (event) => this.#key(event));
  }

  draw(agent) {
    const talks = IN_TALK.includes(agent.state);
    const before = this.#agent;
    this.#agent = agent;
    byId('talk').hidden = !talks;
    if (talks && !IN_TALK.includes(before?.state)) {
      say('', '');
      this.#fill();
    }
    const shown = JSON.stringify(agent.parties ?? []);
    if (shown !== this.#shown) {
      this.#shown = shown;
      byId('parties').replaceChildren(...(agent.parties ?? []).map((party) => this.#party(party)));
    }
    this.#notice(agent.notice);
  }

  /** Tells a refusal once; the one that stands when the page is opened is old. */
  #notice(notice) {
    const at = notice?.at ?? '';
    if (this.#noticed !== undefined && at !== this.#noticed && notice) {
      say(`${sentence('notices', notice.why)} ${said.goesOn}`, 'warn');
    }
    this.#noticed = at;
  }

  #party(party) {
    const who = party.kind === 'INTERPRETER' ? words.language(party.name) : party.name;
    const alone = party.kind === 'CONSULTED' && party.state === 'JOINED';
    const line = el(
      'li',
      { class: `party ${party.state.toLowerCase()}` },
      el('strong', {}, `${said.kinds[party.kind] ?? party.kind}: ${who}`),
      ` ${alone ? said.privately : (said.steps[party.state] ?? party.state)}${party.why ? `: ${sentence('parties', party.why)}` : ''} `,
    );
    if (alone) {
      const join = el('button', { type: 'button', class: 'small', id: 'let-join', 'data-key': `join ${party.party}`, 'aria-keyshortcuts': 'W' }, said.letJoin, ' ', el('kbd', {}, 'W'));
      join.addEventListener('click', () => this.#ask('parties/join', { party: party.party }, said.joining));
      line.append(join, ' ');
    }
    const supervisor = ['LISTENER', 'WHISPERER', 'BARGER'].includes(party.kind);
    if (!supervisor && !['LEFT', 'FAILED'].includes(party.state)) {
      const out = el('button', { type: 'button', class: 'small', 'data-key': party.party }, alone ? said.backToCaller : party.state === 'JOINED' ? said.sendOut : said.stopCalling);
      out.addEventListener('click', () => this.#ask('parties/end', { party: party.party }, said.ending));
      line.append(out);
    }
    return line;
  }

  async #fill() {
    try {
      const choices = await (await get(`${this.#path}/talk`)).json();
      const people = choices.colleagues.map((one) => [one.free, `agent ${one.agent}`, `${one.name} (${words.state(one.state).toLowerCase()})`]);
      options(byId('pass-to'), [
        [said.queues, choices.queues.map((queue) => [true, `queue ${queue}`, queue])],
        [said.colleagues, people],
      ]);
      options(byId('bring-whom'), [
        [said.colleagues, people],
        [said.outside, choices.outside.map((name) => [true, `outside ${name}`, name])],
        [said.interpreters, choices.interpreters.map((language) => [true, `interpreter ${language}`, words.language(language)])],
      ]);
      mayBePrivate();
    } catch {
      say(said.notAsked, 'warn');
    }
  }

  #passOn() {
    const [kind, name] = byId('pass-to').value.split(' ');
    if (name) {
      this.#ask('transfer', { [kind]: name }, said.passing);
    }
  }

  #bringIn(alone) {
    const [kind, name] = byId('bring-whom').value.split(' ');
    if (name) {
      this.#ask('parties', alone ? { [kind]: name, private: true } : { [kind]: name }, said.calling);
    }
  }

  #key(event) {
    const typing = event.target.closest?.('input:not([type=checkbox]), select, textarea');
    const modified = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
    if (byId('talk').hidden || typing || modified || event.repeat || !byId('keys').checked) {
      return;
    }
    const control = { t: 'pass-to', c: 'bring-whom', w: byId('let-join') ? 'let-join' : 'private-word' }[event.key.toLowerCase()];
    if (control) {
      event.preventDefault();
      byId(control).focus();
    }
  }

  async #ask(what, body, meanwhile) {
    say(meanwhile, '');
    try {
      const answer = await post(`${this.#path}/${what}`, body);
      if (answer.ok) {
        say('', '');
        return;
      }
      say(refusal(await answer.json()), 'warn');
    } catch {
      say(said.away, 'warn');
    }
  }
}

/** A private word is one with a colleague. */
function mayBePrivate() {
  byId('private-word').disabled = !byId('bring-whom').value.startsWith('agent ');
}

function say(what, kind) {
  const answer = byId('talk-answer');
  text(answer, what);
  answer.className = `answer ${kind}`;
}

/** Keeps what was chosen, if it can still be chosen. */
function options(select, groups) {
  const chosen = select.value;
  const anybody = groups.some(([, items]) => items.some(([free]) => free));
  select.replaceChildren(
    ...(anybody ? [] : [el('option', { value: '' }, said.nobodyFree)]),
    ...groups
      .filter(([, items]) => items.length > 0)
      .map(([label, items]) =>
        el('optgroup', { label }, ...items.map(([free, value, shown]) => el('option', { value, disabled: !free }, shown))),
      ),
  );
  if ([...select.options].some((option) => option.value === chosen && !option.disabled)) {
    select.value = chosen;
  }
}
