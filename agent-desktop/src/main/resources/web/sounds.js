// What the page does with sound: devices, the level of what is said, and the ringing.

/** Two tones, two seconds of four: what a phone in North America rings like. */
const RING_HERTZ = [440, 480];
const RING_SECONDS = 2;
const RING_EVERY_MS = 4_000;

/** The microphone, kept open while this browser is the phone. */
export class Microphone {
  stream = null;
  #analyser = null;
  #samples = null;
  #context = null;

  /** @throws DOMException as getUserMedia does */
  async open(id) {
    const device = id ? { deviceId: { exact: id } } : {};
    const audio = { ...device, echoCancellation: true, noiseSuppression: true, autoGainControl: true };
    const stream = await navigator.mediaDevices.getUserMedia({ audio });
    this.close();
    this.stream = stream;
    this.#context = new AudioContext();
    this.#analyser = this.#context.createAnalyser();
    this.#analyser.fftSize = 1024;
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#context.createMediaStreamSource(stream).connect(this.#analyser);
  }

  /** A copy for one call, which ends what it was given. */
  async forCall() {
    if (!this.stream?.active) {
      await this.open('');
    }
    return this.stream.clone();
  }

  /** How loud it is, 0 to 1, by decibels below full scale: −60 is nothing. */
  level() {
    if (!this.#analyser) {
      return 0;
    }
    this.#analyser.getFloatTimeDomainData(this.#samples);
    const power = this.#samples.reduce((sum, sample) => sum + sample * sample, 0) / this.#samples.length;
    return Math.min(1, Math.max(0, 1 + (10 * Math.log10(power + 1e-9)) / 60));
  }

  close() {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.#context?.close();
    this.stream = null;
    this.#analyser = null;
  }
}

/** The ringing, made here: no file is needed. */
export class Ringer {
  #audio = new Audio();
  #context = null;
  #gain = null;
  #timer = 0;

  async use(id) {
    await this.#audio.setSinkId?.(id);
  }

  /** A browser lets pages sound only after somebody touched them; call it from a click. */
  prepare() {
    if (this.#context) {
      return;
    }
    this.#context = new AudioContext();
    this.#gain = this.#context.createGain();
    this.#gain.gain.value = 0;
    const out = this.#context.createMediaStreamDestination();
    for (const hertz of RING_HERTZ) {
      const tone = this.#context.createOscillator();
      tone.frequency.value = hertz;
      tone.connect(this.#gain);
      tone.start();
    }
    this.#gain.connect(out);
    this.#audio.srcObject = out.stream;
  }

  get isRinging() {
    return this.#timer !== 0;
  }

  ring() {
    if (this.isRinging) {
      return;
    }
    this.prepare();
    this.#context.resume().catch(() => {});
    this.#audio.play().catch(() => {});
    const burst = () => {
      const now = this.#context.currentTime;
      this.#gain.gain.setTargetAtTime(0.12, now, 0.02);
      this.#gain.gain.setTargetAtTime(0, now + RING_SECONDS, 0.02);
    };
    burst();
    this.#timer = setInterval(burst, RING_EVERY_MS);
  }

  stop() {
    if (!this.isRinging) {
      return;
    }
    clearInterval(this.#timer);
    this.#timer = 0;
    this.#gain.gain.cancelScheduledValues(0);
    this.#gain.gain.setTargetAtTime(0, this.#context.currentTime, 0.02);
    this.#audio.pause();
  }
}

/** The devices of a kind, as `audioinput` or `audiooutput`. */
export async function devices(kind) {
  const all = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
  return all.filter((device) => device.kind === kind && device.deviceId !== 'communications');
}
