// A recording from the microphone as a WAV file: one channel, 16 bits, at the rate that the machine records with.

const HEAD_BYTES = 44;

/**
 * Asks for the microphone and records until it is stopped.
 *
 * @param longest seconds after which it stops by itself
 * @param onSound called with the seconds recorded so far and the level of the last moment, 0 to 1
 * @param onEnd called once with the file, or with null when it was cancelled
 * @return `stop` and `cancel`
 * @throws DOMException as `getUserMedia` does; `NotSupportedError` where a page gets no microphone
 */
export async function record(longest, onSound, onEnd) {
  if (!navigator.mediaDevices?.getUserMedia) {
    throw new DOMException('no microphone for this page', 'NotSupportedError');
  }
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { channelCount: 1, echoCancellation: false, autoGainControl: false, noiseSuppression: true },
  });
  const context = new AudioContext();
  const blocks = [];
  let samples = 0;
  let over = false;

  function end(file) {
    if (!over) {
      over = true;
      stream.getTracks().forEach((track) => track.stop());
      context.close();
      onEnd(file && wave(blocks, samples, context.sampleRate));
    }
  }

  try {
    await context.audioWorklet.addModule('/web/recorder-worklet.js');
    await context.resume();
  } catch (failed) {
    end(false);
    throw failed;
  }
  const taker = new AudioWorkletNode(context, 'samples', { numberOfOutputs: 0 });
  taker.port.onmessage = ({ data }) => {
    if (over) {
      return;
    }
    blocks.push(data);
    samples += data.length;
    onSound(samples / context.sampleRate, data.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0));
    if (samples >= longest * context.sampleRate) {
      end(true);
    }
  };
  context.createMediaStreamSource(stream).connect(taker);
  // A microphone that is pulled out, or taken back beside the address.
  stream.getAudioTracks()[0].onended = () => end(true);
  return { stop: () => end(true), cancel: () => end(false) };
}

/** RIFF WAVE, PCM. */
function wave(blocks, samples, rate) {
  const view = new DataView(new ArrayBuffer(HEAD_BYTES + 2 * samples));
  const name = (at, text) => [...text].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  name(0, 'RIFF');
  view.setUint32(4, HEAD_BYTES - 8 + 2 * samples, true);
  name(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  name(36, 'data');
  view.setUint32(40, 2 * samples, true);
  let at = HEAD_BYTES;
  for (const block of blocks) {
    for (const sample of block) {
      view.setInt16(at, Math.round(32767 * Math.max(-1, Math.min(1, sample))), true);
      at += 2;
    }
  }
  return new Blob([view], { type: 'audio/wav' });
}
