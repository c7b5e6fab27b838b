// What a talk came to: a word of the site's and a note, in the talk and after it.
import { el, text } from './dom.js';
import { table } from './i18n.js';
import { caller, refusal } from './sentences.js';
import { get, post } from './session.js';
import { WORDS } from './words-phone.js';

const said = table(WORDS);
const byId = (id) => document.getElementById(id);

export class WrapUp {
  #path;
  #ready;
  #about = null;
  #edited = false;
  #words = false;

  /**
   * @param path of the agent's API
   * @param ready asks for the state
   */
  constructor(path, ready) {
    this.#path = path;
    this.#ready = ready;
    this.#offerWords();
    byId('wrap-up').addEventListener('input', () => (this.#edited = true));
    byId('wrap-save').addEventListener('click', () => this.#save());
    byId('wrap-ready').addEventListener('click', async () => (await this.#save()) && this.#ready());
    byId('wrap-note').addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        byId('wrap-save').click();
      }
    });
  }

  async #offerWords() {
    try {
      const { dispositions } = await (await get('/api/v1/dispositions')).json();
      byId('wrap-words').replaceChildren(
        ...dispositions.map((word) =>
          el('label', { class: 'word' }, el('input', { type: 'radio', name: 'disposition', value: word }), said.dispositions[word] ?? word),
        ),
      );
      this.#words = true;
    } catch {
      setTimeout(() => this.#offerWords(), 5_000);
    }
  }

  /** @param agent as the board shows it */
  draw(agent) {
    // The last talk can be told until the next call rings.
    const about = agent.label ? caller(agent.label.caller) : null;
    const shown = about !== null || (this.#about !== null && this.#edited && !agent.call);
    if (about !== null && about !== this.#about) {
      this.#about = about;
      this.#clear();
      text(byId('wrap-about'), said.wrapOf(about));
    }
    byId('wrap-up').hidden = !shown;
    if (!shown) {
      this.#about = null;
    }
    byId('wrap-ready').hidden = agent.state !== 'WRAP_UP';
  }

  #clear() {
    this.#edited = false;
    byId('wrap-note').value = '';
    byId('wrap-words').querySelectorAll('input').forEach((input) => (input.checked = false));
    this.#tell('', '');
  }

  /** Whether there is nothing left to be saved. */
  async #save() {
    const disposition = byId('wrap-words').querySelector('input:checked')?.value ?? '';
    const note = byId('wrap-note').value.replace(/\s+/g, ' ').trim();
    if (!disposition && !note) {
      this.#tell(said.wrapNothing, 'warn');
      return false;
    }
    try {
      const answer = await post(`${this.#path}/disposition`, { disposition, note });
      if (answer.ok) {
        this.#edited = false;
        this.#tell(said.wrapSaved, '');
        return true;
      }
      this.#tell(refusal(await answer.json()), 'warn');
    } catch {
      this.#tell(said.wrapAway, 'warn');
    }
    return false;
  }

  #tell(words, kind) {
    const answer = byId('wrap-answer');
    text(answer, words);
    answer.className = `answer ${kind}`;
  }
}
