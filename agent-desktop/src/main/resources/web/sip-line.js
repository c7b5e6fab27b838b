// One line of the phone: SIP over a WebSocket of ours, registered with a node's Asterisk, found again when it is lost.

/** Asterisk forgets a page that does not renew its registration. */
const REGISTER_SECONDS = 60;
const RENEW_MS = 25_000;
const RETRY_MS = [500, 1_000, 2_000, 4_000, 8_000];
const ELSEWHERE_MS = 3_000;
/** The codes by which our web ends a line (PhoneLines). */
const ENDINGS = { 4001: 'elsewhere', 4002: 'ended' };

/** The server's word on why a line cannot be had. */
export class Refused extends Error {
  constructor(status, why) {
    super(why);
    this.status = status;
  }
}

export class SipLine {
  /** off, starting, ready, lost, elsewhere, ended, missing, failed */
  state = 'off';
  /** What the server says of a state that is none of ours to explain. */
  why = '';
  /** Whether this page is to be the phone. */
  wanted = false;

  #login;
  #events;
  #sip = null;
  #agent = null;
  #registerer = null;
  #renewal = 0;
  #tries = 0;
  #timer = 0;

  /**
   * @param login makes that with which the line is opened: { user, domain, secret, server, iceServers }
   * @param events microphone() makes the MediaStream of what is said; rung(invitation); back() when a
   *   lost line is found again; changed() when the state is another; ended(state) when the server
   *   says that this page is the phone no longer
   */
  constructor(login, events) {
    this.#login = login;
    this.#events = events;
    addEventListener('online', () => this.wanted && this.#reopen());
  }

  /** Becomes the agent's phone and stays it until [off]. */
  async on() {
    this.wanted = true;
    this.#tries = 0;
    await this.#open();
  }

  /** What is no SIP, to the server at the other end. */
  say(words) {
    this.#agent?.transport.send(words).catch(() => {});
  }

  /** Is the phone no longer. */
  end(state) {
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
      const login = await this.#login();
      if (this.wanted) {
        await this.#connect(login);
      }
    } catch (failed) {
      if (failed instanceof Refused) {
        this.#refused(failed);
      } else {
        this.#later(failed);
      }
    }
  }

  #refused(refused) {
    if (refused.status === 502) {
      this.#later(refused);
      return;
    }
    this.why = refused.message;
    if (refused.status === 409) {
      this.#show('elsewhere');
      this.#timer = setTimeout(() => this.wanted && this.#open(), ELSEWHERE_MS);
    } else {
      this.#show(refused.status === 503 ? 'missing' : 'failed');
    }
  }

  async #connect(login) {
    this.#sip ??= await import('/web/sip/index.js');
    if (this.#agent) {
      this.#agent.configuration.authorizationPassword = login.secret;
      this.#agent.transport.configuration.server = login.server;
      this.#agent.configuration.sessionDescriptionHandlerFactoryOptions.peerConnectionConfiguration.iceServers = login.iceServers;
      await this.#agent.reconnect();
    } else {
      this.#agent = this.#made(login);
      this.#registerer = this.#newRegisterer();
      await this.#agent.start();
    }
    await this.#register();
  }

  #made({ user, domain, secret, server, iceServers }) {
    const { UserAgent, Web } = this.#sip;
    return new UserAgent({
      uri: UserAgent.makeURI(`sip:${user}@${domain}`),
      authorizationUsername: user,
      authorizationPassword: secret,
      transportOptions: {
        server,
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
      this.#events.ended(ending);
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
