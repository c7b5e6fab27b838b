// The phone on the agent's page: the switch, devices, ringing, and the buttons of a call.
import { el, text } from './dom.js';
import { table, translate } from './i18n.js';
import { Softphone } from './softphone.js';
import { devices, Microphone, Ringer } from './sounds.js';
import { WORDS } from './words-phone.js';

const said = table(WORDS);
const KEEP = 'ringfence.phone';
/** A page that is loaded again within this time was in a talk a moment ago. */
const LEFT = 'ringfence.phone.left';
const LEFT_MS = 60_000;
const METER_MS = 100;
const PAD = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

const byId = (id) => document.getElementById(id);

export class Phone {
  #phone;
  #microphone = new Microphone();
  #ringer = new Ringer();
  #kept = kept();
  #back;
  #wasIn = false;

  /**
   * @param path of the agent's API
   * @param page this page's name
   * @param back is called when the page was loaded again in a talk and can be rung again
   */
  constructor(path, page, back) {
    // Before the softphone hears of it, which hangs up.
    addEventListener('pagehide', () => this.#phone.call !== 'none' && leave());
    this.#phone = new Softphone(path, page, () => this.#microphone.forCall(), () => this.#draw());
    this.#back = back;
    this.#wasIn = left();
    translate(said);
    byId('phone-card').hidden = false;
    byId('phone-pad').append(...PAD.map((key) => this.#padKey(key)));
    byId('phone-use').checked = this.#kept.on === true;
    byId('phone-keys').checked = this.#kept.keys !== false;
    byId('phone-use').addEventListener('change', () => this.#switch(byId('phone-use').checked));
    byId('phone-keys').addEventListener('change', () => this.#keep({ keys: byId('phone-keys').checked }));
    byId('phone-test').addEventListener('click', () => this.#test());
    this.#onClick('phone-answer', () => this.#phone.answer());
    this.#onClick('phone-decline', () => this.#phone.hangUp());
    this.#onClick('phone-mute', () => this.#phone.mute(!this.#phone.muted));
    this.#onClick('phone-hold', () => this.#phone.hold(!this.#phone.held));
    this.#onClick('phone-keypad', () => this.#pad(byId('phone-pad').hidden));
    this.#onClick('phone-hang-up', () => this.#phone.hangUp());
    byId('phone-mic').addEventListener('change', () => this.#chose('mic'));
    byId('phone-speaker').addEventListener('change', () => this.#chose('speaker'));
    byId('phone-ring').addEventListener('change', () => this.#chose('ring'));
    addEventListener('keydown', (event) => this.#key(event));
    addEventListener('beforeunload', (event) => this.#phone.call === 'talking' && event.preventDefault());
    addEventListener('pointerdown', () => this.#phone.state !== 'off' && this.#ringer.prepare(), { once: true });
    navigator.mediaDevices?.addEventListener('devicechange', () => this.#listDevices());
    setInterval(() => this.#meter(), METER_MS);
    if (this.#kept.on) {
      this.#switch(true);
    }
    this.#draw();
  }

  #onClick(id, act) {
    byId(id).addEventListener('click', act);
  }

  async #switch(on) {
    this.#keep({ on });
    if (!on) {
      await this.#phone.off();
      this.#microphone.close();
      return;
    }
    tell('', '');
    try {
      if (!navigator.mediaDevices) {
        throw new DOMException('no devices', 'insecure');
      }
      await this.#openMicrophone();
    } catch (refused) {
      tell(said.microphones[refused.name] ?? said.noMicrophone(refused.message), 'warn');
      byId('phone-use').checked = false;
      this.#draw();
      return;
    }
    await this.#listDevices();
    await this.#use('speaker');
    await this.#use('ring');
    await this.#phone.on();
  }

  /** The microphone chosen before may be unplugged. */
  async #openMicrophone() {
    try {
      await this.#microphone.open(this.#kept.mic ?? '');
    } catch (refused) {
      if (refused.name !== 'OverconstrainedError' && refused.name !== 'NotFoundError') {
        throw refused;
      }
      await this.#microphone.open('');
    }
  }

  async #listDevices() {
    this.#fill(byId('phone-mic'), await devices('audioinput'), this.#kept.mic);
    const outs = 'setSinkId' in HTMLMediaElement.prototype ? await devices('audiooutput') : [];
    this.#fill(byId('phone-speaker'), outs, this.#kept.speaker);
    this.#fill(byId('phone-ring'), outs, this.#kept.ring);
  }

  #fill(select, list, wanted) {
    const named = list.filter((device) => device.deviceId !== 'default' && device.deviceId !== '');
    select.replaceChildren(
      el('option', { value: '' }, said.standard),
      ...named.map((device, n) => el('option', { value: device.deviceId }, device.label || said.device(n + 1))),
    );
    select.value = named.some((device) => device.deviceId === wanted) ? wanted : '';
    select.disabled = named.length === 0;
  }

  async #chose(what) {
    this.#keep({ [what]: byId(`phone-${what}`).value });
    await this.#use(what);
  }

  async #use(what) {
    try {
      if (what === 'mic') {
        await this.#microphone.open(this.#kept.mic ?? '');
        if (this.#phone.connection()) {
          await this.#phone.useMicrophone(await this.#microphone.forCall());
        }
      } else if (what === 'speaker') {
        await this.#phone.useSpeaker(byId('phone-speaker').value);
      } else {
        await this.#ringer.use(byId('phone-ring').value);
      }
    } catch (refused) {
      tell(said.microphones[refused.name] ?? refused.message, 'warn');
    }
  }

  #test() {
    this.#ringer.ring();
    setTimeout(() => this.#phone.call !== 'ringing' && this.#ringer.stop(), 2_500);
  }

  #draw() {
    const { state, call, muted, held, why } = this.#phone;
    const talks = call === 'talking';
    byId('phone-card').dataset.state = state;
    text(byId('phone-state'), this.#stateWords(state, why));
    const silent = this.#phone.silent.join(', ');
    text(byId('phone-nodes'), silent && said.silentNodes(silent));
    byId('phone-nodes').hidden = !silent;
    byId('phone-state').classList.toggle('warn', ['lost', 'elsewhere', 'ended', 'missing', 'failed'].includes(state));
    if (!this.#phone.wanted && (state === 'elsewhere' || state === 'ended')) {
      byId('phone-use').checked = false;
    }
    byId('phone-use').disabled = call !== 'none';
    byId('phone-call').hidden = call === 'none';
    byId('phone-call').dataset.call = call;
    text(byId('phone-call-state'), talks && held ? said.onHold : talks && muted ? said.muted : (said.calls[call] ?? ''));
    for (const [id, shown] of Object.entries({ answer: call === 'ringing', decline: call === 'ringing', mute: talks, hold: talks, keypad: talks, 'hang-up': talks || call === 'answering' })) {
      byId(`phone-${id}`).hidden = !shown;
    }
    press('phone-mute', muted, muted ? said.unmute : said.mute);
    press('phone-hold', held, held ? said.resume : said.hold);
    if (!talks) {
      this.#pad(false);
    }
    if (call === 'ringing') {
      this.#ringer.ring();
    } else {
      this.#ringer.stop();
    }
    if (state === 'ready' && this.#wasIn) {
      this.#wasIn = false;
      tell(said.back, '');
      this.#back();
    }
  }

  #stateWords(state, why) {
    if (this.#phone.lost) {
      return said.lostInTalk;
    }
    // What the server says of a page that must wait says more than we could.
    return state === 'failed' ? `${said.states.failed} ${why}` : state === 'elsewhere' && this.#phone.wanted ? why : said.states[state];
  }

  #pad(open) {
    byId('phone-pad').hidden = !open;
    byId('phone-keypad').setAttribute('aria-expanded', String(open));
    if (open) {
      byId('phone-pad').querySelector('button').focus();
    }
  }

  #padKey(key) {
    const button = el('button', { type: 'button' }, key);
    button.addEventListener('click', () => this.#phone.key(key));
    return button;
  }

  #meter() {
    const shown = this.#microphone.stream !== null;
    byId('phone-meter').hidden = !shown;
    if (shown) {
      byId('phone-level').value = this.#phone.muted ? 0 : this.#microphone.level();
    }
  }

  #key(event) {
    const typing = event.target.closest?.('input:not([type=checkbox], [type=radio]), select, textarea');
    if (typing || event.ctrlKey || event.altKey || event.metaKey || event.repeat || this.#phone.call === 'none') {
      return;
    }
    if (!byId('phone-pad').hidden && PAD.includes(event.key)) {
      this.#phone.key(event.key);
      return;
    }
    const act = { a: 'phone-answer', s: 'phone-mute', h: 'phone-hold', k: 'phone-keypad', x: 'phone-hang-up' }[event.key.toLowerCase()];
    const button = act && byId(act);
    if (button && byId('phone-keys').checked && !event.shiftKey) {
      event.preventDefault();
      const pressed = button.hidden && act === 'phone-hang-up' ? byId('phone-decline') : button;
      if (!pressed.hidden) {
        pressed.click();
      }
    }
  }

  #keep(more) {
    this.#kept = { ...this.#kept, ...more };
    try {
      localStorage.setItem(KEEP, JSON.stringify(this.#kept));
    } catch {
      // A browser that keeps nothing asks again.
    }
  }
}

function press(id, pressed, word) {
  byId(id).setAttribute('aria-pressed', String(pressed));
  text(byId(id).firstElementChild, word);
}

function tell(words, kind) {
  const answer = byId('phone-answer-line');
  text(answer, words);
  answer.className = `answer ${kind}`;
}

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEEP)) ?? {};
  } catch {
    return {};
  }
}

function left() {
  try {
    const at = Number(sessionStorage.getItem(LEFT));
    sessionStorage.removeItem(LEFT);
    return Date.now() - at < LEFT_MS;
  } catch {
    return false;
  }
}

function leave() {
  try {
    sessionStorage.setItem(LEFT, String(Date.now()));
  } catch {
    // Then the agent presses Ready.
  }
}
