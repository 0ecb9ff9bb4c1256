// A client on JsSIP: registers, publishes, changes and reads its settings, leaves. Over WebSocket.
// JsSIP has no publisher of its own; PUBLISH is made with its request and request sender.
const { readFileSync } = require('node:fs');
const JsSIP = require('jssip');
const { OutgoingRequest } = require('jssip/lib/SIPMessage');
const RequestSender = require('jssip/lib/RequestSender');

const user = 'sip:alice@example.com';
const [first, second] = process.argv.slice(2).map((name) => readFileSync(name, 'utf8'));
const ua = new JsSIP.UA({
  uri: user,
  password: 'secret',
  sockets: [new JsSIP.WebSocketInterface('ws://192.0.2.1:8080')],
  register_expires: 600,
});

const once = (emitter, event) => new Promise((done) => emitter.once(event, done));

function publish(headers, body) {
  const request = new OutgoingRequest(
    'PUBLISH',
    JsSIP.URI.parse(user),
    ua,
    undefined,
    ['Event: service-settings', ...headers],
    body,
  );
  return new Promise((done, failed) =>
    new RequestSender(ua, request, {
      onReceiveResponse: (response) => response.status_code >= 200 && done(response),
      onRequestTimeout: failed,
      onTransportError: failed,
    }).send(),
  );
}

async function main() {
  const settings = ['Accept-Contact: *;+g.oma.sip-im;require;explicit', 'Content-Type: application/poc-settings+xml'];
  ua.start();
  await once(ua, 'registered');
  const published = await publish(settings, first);
  const changed = await publish([...settings, `SIP-If-Match: ${published.getHeader('SIP-ETag')}`], second);

  const subscription = ua.subscribe(user, 'service-settings', 'application/poc-settings+xml', { expires: 600 });
  subscription.subscribe();
  await once(subscription, 'notify');
  subscription.terminate();
  await once(subscription, 'terminated');

  await publish([`SIP-If-Match: ${changed.getHeader('SIP-ETag')}`, 'Expires: 0']);
  ua.unregister();
  await once(ua, 'unregistered');
  ua.stop();
  setTimeout(() => process.exit(0), 300);
}

main().catch((problem) => {
  console.error(problem);
  process.exit(1);
});
