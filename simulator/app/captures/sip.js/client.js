// A client on SIP.js: registers, publishes, changes and fetches its settings, leaves. Over WebSocket.
const { readFileSync } = require('node:fs');

const [first, second] = process.argv.slice(2).map((name) => readFileSync(name, 'utf8'));
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function main() {
  const { Publisher, Registerer, RegistererState, Subscriber, UserAgent } = await import('sip.js');
  const user = UserAgent.makeURI('sip:alice@example.com');
  const agent = new UserAgent({
    uri: user,
    authorizationUsername: 'alice',
    authorizationPassword: 'secret',
    transportOptions: { server: 'ws://192.0.2.1:8080' },
    sessionDescriptionHandlerFactory: () => undefined,
    logBuiltinEnabled: false,
  });
  await agent.start();

  const registerer = new Registerer(agent, { expires: 600 });
  const registration = (state) =>
    new Promise((done) => registerer.stateChange.addListener((reached) => reached === state && done()));
  const registered = registration(RegistererState.Registered);
  await registerer.register();
  await registered;

  const publisher = new Publisher(agent, user, 'service-settings', {
    contentType: 'application/poc-settings+xml',
    extraHeaders: ['Accept-Contact: *;+g.oma.sip-im;require;explicit'],
    unpublishOnClose: false,
  });
  await publisher.publish(first);
  await pause(500);
  await publisher.publish(second);
  await pause(500);

  const subscriber = new Subscriber(agent, user, 'service-settings', {
    expires: 0,
    extraHeaders: ['Accept: application/poc-settings+xml'],
  });
  // After "terminated;reason=timeout" the stack subscribes anew at once; without an end to that it would never stop.
  const notified = new Promise((done) => {
    let count = 0;
    subscriber.delegate = {
      onNotify: (notification) => {
        count += 1;
        if (count === 2) subscriber.subscribe = () => Promise.resolve();
        notification.accept().then(() => count === 2 && done());
      },
    };
  });
  await subscriber.subscribe();
  await Promise.race([notified, pause(3000)]);

  await publisher.unpublish();
  await pause(500);
  const gone = registration(RegistererState.Unregistered);
  await registerer.unregister();
  await gone;
  await agent.transport.disconnect();
  process.exit(0);
}

main().catch((problem) => {
  console.error(problem);
  process.exit(1);
});
