// What an agent can do about the recording of the talk in progress.
import { text } from './dom.js';
import { table } from './i18n.js';
import { refusal } from './sentences.js';
import { post } from './session.js';
import { WORDS } from './words-recording.js';

const said = table(WORDS);

export class Recording {
  #place = document.getElementById('recording');
  #state = document.getElementById('recording-state');
  #pause = document.getElementById('recording-pause');
  #discard = document.getElementById('recording-discard');
  #answer = document.getElementById('recording-answer');
  #path;
  #now = null;

  constructor(path) {
    this.#path = path;
    text(this.#discard, said.discard);
    this.#pause.addEventListener('click', () => this.#ask(this.#now === 'PAUSED' ? 'resume' : 'pause'));
    this.#discard.addEventListener('click', () => this.#ask('discard'));
    document.addEventListener('keydown', (event) => {
      const typing = event.target.closest?.('input, select, textarea');
      if (event.key.toLowerCase() === 'r' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && !this.#place.hidden) {
        this.#pause.click();
      }
    });
  }

  /** @param state RUNNING, PAUSED, DISCARDED, or null when the talk is not recorded */
  draw(state) {
    if (state !== this.#now) {
      text(this.#answer, '');
    }
    this.#now = state;
    this.#place.hidden = !state;
    text(this.#state, said.states[state] ?? '');
    text(this.#pause.firstElementChild, state === 'PAUSED' ? said.again : said.pause);
    this.#pause.hidden = this.#discard.hidden = state === 'DISCARDED';
  }

  async #ask(what) {
    try {
      const asked = await post(this.#path, { do: what });
      text(this.#answer, asked.ok ? '' : refusal(await asked.json()));
    } catch {
      text(this.#answer, said.away);
    }
  }
}
