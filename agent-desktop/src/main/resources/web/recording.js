// What an agent can do about the recording of the talk in progress.
import { text } from './dom.js';
import { post } from './session.js';

const STATES = {
  RUNNING: 'This talk is recorded.',
  PAUSED: 'The recording is paused: silence is kept instead.',
  DISCARDED: 'The recording was deleted; nothing of this talk is kept.',
};

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
    text(this.#state, STATES[state] ?? '');
    text(this.#pause.firstElementChild, state === 'PAUSED' ? 'Record again' : 'Pause: a card or social security number');
    this.#pause.hidden = this.#discard.hidden = state === 'DISCARDED';
  }

  async #ask(what) {
    try {
      const asked = await post(this.#path, { do: what });
      text(this.#answer, asked.ok ? '' : (await asked.json()).error);
    } catch {
      text(this.#answer, 'The server cannot be reached; the recording is as it was.');
    }
  }
}
