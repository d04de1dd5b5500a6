// Sound as the gateway takes it: one channel, 16 bits, 16 kHz.

const RATE = 16_000;
const HEADER = 44;

/** Pieces of samples at `rate` as a WAV file. */
export async function wavOf(pieces, rate) {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const context = new OfflineAudioContext(1, Math.max(1, Math.floor((length * RATE) / rate)), RATE);
  const buffer = context.createBuffer(1, Math.max(1, length), rate);
  let at = 0;
  for (const piece of pieces) {
    buffer.copyToChannel(piece, 0, at);
    at += piece.length;
  }
  const source = context.createBufferSource();
  source.buffer = buffer;
  source.connect(context.destination);
  source.start();
  const samples = (await context.startRendering()).getChannelData(0);
  return new Blob([header(samples.length * 2), toInts(samples)], { type: "audio/wav" });
}

function toInts(samples) {
  const out = new DataView(new ArrayBuffer(samples.length * 2));
  samples.forEach((sample, index) => out.setInt16(index * 2, Math.max(-1, Math.min(1, sample)) * 0x7fff, true));
  return out;
}

function header(bytes) {
  const view = new DataView(new ArrayBuffer(HEADER));
  const text = (at, letters) => [...letters].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  text(0, "RIFF");
  view.setUint32(4, HEADER - 8 + bytes, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, bytes, true);
  return view;
}
