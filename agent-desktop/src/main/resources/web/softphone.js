// One call at a time on the phone's lines. It knows nothing of the page but what it is given.
import { SipNodes } from './sip-nodes.js';

/** Q.850: temporary failure. The caller of a talk that ends so is back in line, at the old place. */
const PAGE_CLOSED = 'Reason: Q.850;cause=41;text="page closed"';

export class Softphone {
  /** none, ringing, answering, talking */
  call = 'none';
  muted = false;
  held = false;

  #lines;
  #changed;
  #session = null;
  /** By which the call came. */
  #line = null;
  #audio = new Audio();

  /**
   * @param path of the agent's API
   * @param page this page's name
   * @param microphone makes the MediaStream of what is said
   * @param changed is called whenever something that is shown changed
   */
  constructor(path, page, microphone, changed) {
    this.#changed = changed;
    this.#audio.autoplay = true;
    this.#lines = new SipNodes(path, page, {
      microphone,
      changed,
      rung: (invitation, line) => this.#rung(invitation, line),
      // What Asterisk says of the talk goes to the new line only once it has heard of it.
      back: (line) => this.call === 'talking' && line === this.#line && this.#renegotiate(this.held),
    });
    addEventListener('pagehide', () => this.#leave());
    addEventListener('pageshow', (event) => event.persisted && location.reload());
  }

  get state() {
    return this.#lines.state;
  }

  get why() {
    return this.#lines.why;
  }

  get wanted() {
    return this.#lines.wanted;
  }

  /** The nodes whose callers do not ring here though those of others do. */
  get silent() {
    return this.#lines.silent;
  }

  /** Whether the line of the talk in progress is lost. */
  get lost() {
    return this.call === 'talking' && this.#line?.state === 'lost';
  }

  on() {
    return this.#lines.on();
  }

  off() {
    this.hangUp();
    return this.#lines.off();
  }

  #rung(invitation, line) {
    if (this.#session) {
      invitation.reject({ statusCode: 486 });
      return;
    }
    this.#session = invitation;
    this.#line = line;
    this.call = 'ringing';
    invitation.stateChange.addListener((state) => {
      if (this.#session !== invitation) {
        return;
      }
      if (state === 'Established') {
        this.call = 'talking';
        this.#hear(invitation);
      } else if (state === 'Terminated') {
        this.#over();
      }
      this.#changed();
    });
    this.#changed();
  }

  #hear(session) {
    const { remoteMediaStream, peerConnection } = session.sessionDescriptionHandler;
    this.#audio.srcObject = remoteMediaStream;
    this.#audio.play().catch(() => {});
    peerConnection?.addEventListener('connectionstatechange', () => {
      if (peerConnection.connectionState === 'failed' && this.#session === session) {
        // Asterisk gave the talk up long ago and could not say so.
        this.#abandon();
      }
    });
  }

  #over() {
    this.#session = null;
    this.#line = null;
    this.call = 'none';
    this.muted = false;
    this.held = false;
    this.#audio.srcObject = null;
  }

  async answer() {
    if (this.call !== 'ringing') {
      return;
    }
    this.call = 'answering';
    this.#changed();
    try {
      await this.#session.accept({ sessionDescriptionHandlerOptions: { constraints: { audio: true, video: false } } });
    } catch {
      this.hangUp();
    }
  }

  /** Ends the call, or turns it down while it rings. */
  hangUp(headers = []) {
    const session = this.#session;
    try {
      if (session?.state === 'Established') {
        session.bye({ requestOptions: { extraHeaders: headers } });
      } else if (session?.state === 'Initial' || session?.state === 'Establishing') {
        session.reject({ statusCode: 603 });
      }
    } catch {
      // It ended at the same moment.
    }
  }

  /** Ends a call that is over for the other side. */
  #abandon() {
    this.hangUp();
    this.#over();
    this.#changed();
  }

  /** The page goes. The caller must not hear silence until Asterisk notices: back in line, at once. */
  #leave() {
    this.hangUp([PAGE_CLOSED]);
  }

  mute(muted) {
    if (this.call === 'talking') {
      this.muted = muted;
      this.#session.sessionDescriptionHandler.enableSenderTracks(!muted && !this.held);
      this.#changed();
    }
  }

  /** The caller hears music while on hold; the queue manager is told by Asterisk. */
  async hold(held) {
    if (this.call === 'talking' && held !== this.held) {
      await this.#renegotiate(held);
    }
  }

  #renegotiate(held) {
    const session = this.#session;
    session.sessionDescriptionHandlerOptionsReInvite = { hold: held };
    return new Promise((done) => {
      const agreed = () => {
        if (this.#session === session) {
          this.held = held;
          session.sessionDescriptionHandler.enableReceiverTracks(!held);
          session.sessionDescriptionHandler.enableSenderTracks(!held && !this.muted);
          this.#changed();
        }
        done();
      };
      const refused = ({ message }) => {
        // Asterisk knows nothing of the call any more (RFC 3261, section 12.2.1.2).
        if ([408, 481].includes(message.statusCode) && this.#session === session) {
          this.#abandon();
        }
        done();
      };
      session.invite({ requestDelegate: { onAccept: agreed, onReject: refused } }).catch(done);
    });
  }

  /** One key, as a tone to the other side. */
  key(key) {
    return this.call === 'talking' && this.#session.sessionDescriptionHandler.sendDtmf(key);
  }

  /** Another microphone in a talk. */
  async useMicrophone(stream) {
    const sender = this.connection()?.getSenders()[0];
    const [track] = stream.getAudioTracks();
    if (sender && track) {
      track.enabled = !this.muted && !this.held;
      await sender.replaceTrack(track);
    }
  }

  async useSpeaker(id) {
    await this.#audio.setSinkId?.(id);
  }

  connection() {
    return this.#session?.sessionDescriptionHandler?.peerConnection ?? null;
  }
}
