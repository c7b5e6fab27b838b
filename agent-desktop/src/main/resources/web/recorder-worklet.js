// Hands the microphone's samples to the page, as they come.
class Samples extends AudioWorkletProcessor {
  process([[first]]) {
    if (first) {
      this.port.postMessage(first.slice());
    }
    return true;
  }
}

registerProcessor('samples', Samples);
