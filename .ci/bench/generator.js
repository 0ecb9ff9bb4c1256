// Sends PUBLISH requests over UDP with a fixed number outstanding, and prints the rate of answers: first while the server warms up,
// then for a number of seconds.
const { createSocket } = require('node:dgram');
const { publish } = require('./messages');

const port = Number(process.argv[2]);
const [warmUp, seconds] = [Number(process.argv[3]), Number(process.argv[4])];
const outstanding = 128;
const socket = createSocket('udp4');
/** One request for each combination of the settings; only branch, tag and Call-ID differ between requests of one kind, as if random. */
const templates = Array.from({ length: 32 }, (_, combination) => publish(combination));
const idPlaces = placesOf('00000007', publish(7).toString('latin1'));
let sent = 0;
let answered = 0;
let lastAnswer = process.hrtime.bigint();

function placesOf(id, text) {
  const places = [];
  for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + id.length)) places.push(at);
  return places;
}

function next() {
  sent += 1;
  const bytes = Buffer.from(templates[sent % 32]);
  const id = (Math.imul(sent, 2654435761) >>> 0).toString(16).padStart(8, '0');
  for (const at of idPlaces) bytes.latin1Write(id, at);
  socket.send(bytes, port, '127.0.0.1');
}

/** A generator that sleeps has to be woken by every answer, at the expense of the server's core. */
function stayAwake() {
  setImmediate(stayAwake);
}

socket.on('message', () => {
  answered += 1;
  lastAnswer = process.hrtime.bigint();
  next();
});
socket.bind(0, '127.0.0.1', () => {
  socket.setRecvBufferSize(4 << 20);
  const start = process.hrtime.bigint();
  for (let i = 0; i < outstanding; i += 1) next();
  stayAwake();
  setTimeout(() => measure(start), warmUp * 1000);
});

function measure(start) {
  const [before, begin] = [answered, lastAnswer];
  setTimeout(() => {
    const cold = before / (Number(begin - start) / 1e9);
    const perSecond = (answered - before) / (Number(lastAnswer - begin) / 1e9);
    process.stdout.write(`${JSON.stringify({ answered, sent, cold, perSecond })}\n`);
    process.exit(0);
  }, seconds * 1000);
}
