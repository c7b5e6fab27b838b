// The phone's line: SIP over our own WebSocket, registered with Asterisk, found again when it is lost.
import { refusal } from './sentences.js';
import { post } from './session.js';

/** Asterisk forgets a page that does not renew its registration. */
const REGISTER_SECONDS = 60;
const RENEW_MS = 25_000;
const RETRY_MS = [500, 1_000, 2_000, 4_000, 8_000];
const ELSEWHERE_MS = 3_000;
/** The codes by which our web ends a line (PhoneLines). */
const ENDINGS = { 4001: 'elsewhere', 4002: 'ended' };

export class SipLine {
  /** off, starting, ready, lost, elsewhere, ended, missing, failed */
  state = 'off';
  /** What the server says of a state that is none of ours to explain. */
  why = '';
  /** Whether this page is to be the phone. */
  wanted = false;

  #path;
  #page;
  #events;
  #sip = null;
  #agent = null;
  #registerer = null;
  #renewal = 0;
  #tries = 0;
  #timer = 0;

  /**
   * @param path of the agent's API
   * @param page this page's name, by which the server tells two pages of one agent apart
   * @param events microphone() makes the MediaStream of what is said; rung(invitation); back() when a
   *   lost line is found again; changed() when the state is another
   */
  constructor(path, page, events) {
    this.#path = path;
    this.#page = page;
    this.#events = events;
    addEventListener('online', () => this.wanted && this.#reopen());
  }

  /** Becomes the agent's phone and stays it until [off]. */
  async on() {
    this.wanted = true;
    this.#tries = 0;
    await this.#open();
  }

  async off() {
    this.#end('off');
    try {
      await post(`${this.#path}/phone`, { wish: 'close', page: this.#page });
    } catch {
      // The password ends by itself.
    }
  }

  #end(state) {
    this.wanted = false;
    clearTimeout(this.#timer);
    clearInterval(this.#renewal);
    this.#agent?.stop().catch(() => {});
    this.#agent = null;
    this.#registerer = null;
    this.#show(state);
  }

  async #open() {
    clearTimeout(this.#timer);
    this.#show(this.#agent ? 'lost' : 'starting');
    try {
      const answer = await post(`${this.#path}/phone`, { wish: 'open', page: this.#page });
      const said = await answer.json();
      if (!answer.ok) {
        this.#refused(answer.status, refusal(said));
      } else if (this.wanted) {
        await this.#connect(said);
      }
    } catch (failed) {
      this.#later(failed);
    }
  }

  #refused(status, error) {
    this.why = error;
    if (status === 409) {
      this.#show('elsewhere');
      this.#timer = setTimeout(() => this.wanted && this.#open(), ELSEWHERE_MS);
    } else if (status === 502) {
      this.#later(new Error(error));
    } else {
      this.#show(status === 503 ? 'missing' : 'failed');
    }
  }

  async #connect(login) {
    this.#sip ??= await import('/web/sip/index.js');
    if (this.#agent) {
      this.#agent.configuration.authorizationPassword = login.secret;
      this.#agent.configuration.sessionDescriptionHandlerFactoryOptions.peerConnectionConfiguration.iceServers = login.iceServers;
      await this.#agent.reconnect();
    } else {
      this.#agent = this.#made(login);
      this.#registerer = this.#newRegisterer();
      await this.#agent.start();
    }
    await this.#register();
  }

  #made({ user, domain, secret, iceServers }) {
    const { UserAgent, Web } = this.#sip;
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    return new UserAgent({
      uri: UserAgent.makeURI(`sip:${user}@${domain}`),
      authorizationUsername: user,
      authorizationPassword: secret,
      transportOptions: {
        server: `${scheme}://${location.host}/phone?page=${encodeURIComponent(this.#page)}`,
        connectionTimeout: 5,
        traceSip: false,
      },
      logBuiltinEnabled: false,
      logConfiguration: false,
      // Longer than any ring time that can be set.
      noAnswerTimeout: 600,
      sessionDescriptionHandlerFactory: Web.defaultSessionDescriptionHandlerFactory(() => this.#events.microphone()),
      sessionDescriptionHandlerFactoryOptions: {
        iceGatheringTimeout: 1_000,
        peerConnectionConfiguration: { iceServers, rtcpMuxPolicy: 'require' },
      },
      delegate: { onInvite: (invitation) => this.#events.rung(invitation), onDisconnect: (error) => this.#gone(error) },
    });
  }

  #newRegisterer() {
    return new this.#sip.Registerer(this.#agent, { expires: REGISTER_SECONDS });
  }

  #register() {
    clearInterval(this.#renewal);
    const ask = () => this.#registerer.register({ requestDelegate: { onAccept: accepted, onReject: refused } });
    const refused = () => this.#later(new Error('refused'));
    const accepted = () => {
      this.#tries = 0;
      if (this.wanted && this.state !== 'ready') {
        this.#show('ready');
        this.#events.back();
      }
    };
    this.#renewal = setInterval(() => ask().catch(() => {}), RENEW_MS);
    return ask().catch(() => {
      // The one before was lost with its line, and would be waited for.
      this.#registerer = this.#newRegisterer();
      return ask();
    });
  }

  /** The line is gone; without an error it was us who ended it. */
  #gone(error) {
    if (!this.wanted || !error) {
      return;
    }
    const ending = ENDINGS[/code: (\d+)/.exec(error.message)?.[1]];
    if (ending) {
      this.#end(ending);
    } else {
      this.#later(error);
    }
  }

  #later(failed) {
    clearInterval(this.#renewal);
    if (!this.wanted) {
      return;
    }
    this.why = failed?.message ?? '';
    this.#show('lost');
    clearTimeout(this.#timer);
    const pause = RETRY_MS[Math.min(this.#tries++, RETRY_MS.length - 1)];
    this.#timer = setTimeout(() => this.#open(), pause);
  }

  /** Another network: the line may be dead and not know it. */
  async #reopen() {
    try {
      await this.#agent?.transport.disconnect();
    } catch {
      // It was gone.
    }
    this.#tries = 0;
    await this.#open();
  }

  #show(state) {
    this.state = state;
    this.#events.changed();
  }
}
