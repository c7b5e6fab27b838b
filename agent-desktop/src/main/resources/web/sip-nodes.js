// The phone's lines: one to each node, so that the callers of every node ring here.
import { refusal } from './sentences.js';
import { post } from './session.js';
import { Refused, SipLine } from './sip-line.js';

/** Other nodes keep a line for ten minutes from the last pass. */
const RENEW_MS = 120_000;
/** A pass opens a line for two minutes, by two clocks. */
const FRESH_MS = 60_000;
const NEWER_PASS = 'RF-PASS ';

export class SipNodes {
  #path;
  #page;
  #events;
  #own;
  #node = '';
  /** By node: its line, and with what it is opened. */
  #others = new Map();
  #renewal = 0;

  /**
   * @param path of the agent's API
   * @param page this page's name, by which the servers tell two pages of one agent apart
   * @param events as of SipLine; rung and back are given the line too
   */
  constructor(path, page, events) {
    this.#path = path;
    this.#page = page;
    this.#events = events;
    this.#own = this.#line(() => this.#openOwn());
  }

  /** That of the line to the page's own node. */
  get state() {
    return this.#own.state;
  }

  get why() {
    return this.#own.why;
  }

  get wanted() {
    return this.#own.wanted;
  }

  /** The nodes whose callers do not ring here though those of others do. */
  get silent() {
    const all = [[this.#node, this.#own], ...[...this.#others].map(([node, { line }]) => [node, line])];
    const silent = all.filter(([, line]) => line.state !== 'ready').map(([node]) => node);
    return this.wanted && silent.length < all.length ? silent : [];
  }

  /** Becomes the agent's phone and stays it until [off]. */
  async on() {
    clearInterval(this.#renewal);
    this.#renewal = setInterval(() => this.#others.size > 0 && this.#renew().catch(() => {}), RENEW_MS);
    await this.#own.on();
  }

  async off() {
    this.#end('off');
    try {
      await this.#ask('close');
    } catch {
      // The passwords end by themselves.
    }
  }

  #end(state) {
    clearInterval(this.#renewal);
    this.#own.end(state);
    for (const { line } of this.#others.values()) {
      line.end(state);
    }
  }

  #line(open) {
    const line = new SipLine(open, {
      microphone: this.#events.microphone,
      changed: this.#events.changed,
      rung: (invitation) => this.#events.rung(invitation, line),
      back: () => this.#events.back(line),
      // Who is no longer the phone of one node is none of the others.
      ended: (state) => this.#end(state),
    });
    return line;
  }

  async #ask(wish) {
    const answer = await post(`${this.#path}/phone`, { wish, page: this.#page });
    const said = await answer.json();
    if (!answer.ok) {
      throw new Refused(answer.status, refusal(said));
    }
    return said;
  }

  async #openOwn() {
    try {
      const login = await this.#ask('open');
      this.#take(login);
      const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
      return { ...login, server: `${scheme}://${location.host}/phone?page=${encodeURIComponent(this.#page)}` };
    } catch (refused) {
      if (refused.status === 502) {
        // The Asterisk of this node is away; those of the others may be there.
        this.#renew().catch(() => {});
      }
      throw refused;
    }
  }

  async #renew() {
    this.#take(await this.#ask('renew'));
  }

  /** With what this page is a phone of the other nodes from now on. */
  #take(said) {
    if (!this.wanted) {
      return;
    }
    this.#node = said.node;
    for (const login of said.others) {
      const other = this.#others.get(login.node) ?? { line: this.#line(() => this.#openOther(login.node)) };
      other.login = { user: said.user, domain: said.domain, iceServers: said.iceServers, ...login };
      other.at = Date.now();
      this.#others.set(login.node, other);
      if (!other.line.wanted) {
        other.line.on();
      } else if (other.line.state === 'ready') {
        other.line.say(NEWER_PASS + login.pass);
      }
    }
    this.#events.changed();
  }

  async #openOther(node) {
    const other = this.#others.get(node);
    if (Date.now() - other.at > FRESH_MS) {
      try {
        await this.#renew();
      } catch (refused) {
        // Whatever it is, it may pass; what ends this phone ends the line to its own node.
        throw new Error(refused.message);
      }
    }
    const { login } = other;
    return { ...login, server: `${login.server}?pass=${encodeURIComponent(login.pass)}` };
  }
}
