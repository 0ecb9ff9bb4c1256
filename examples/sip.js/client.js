// The stock classes Registerer, Publisher and Subscriber of SIP.js as an IM client, driven by JSON lines (control `process`).
// What is added is the TCP connection below its WebSocket transport, and what an application has to decide by itself.
const { createInterface } = require('node:readline');
const { documentOf, mediaType, settingsIn } = require('./document');
const { TcpSocket } = require('./tcp-socket');

globalThis.WebSocket = TcpSocket;

const tell = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);

/** Looks every 20 ms: the classes do not say when they are done. */
async function until(isSo, limit = Number.POSITIVE_INFINITY) {
  for (let waited = 0; !isSo() && waited < limit; waited += 20) await new Promise((done) => setTimeout(done, 20));
}

/** Opens a user agent towards a server such as `tcp:127.0.0.1:5060`. */
async function open(server, imAddress) {
  const { PublisherState, Publisher, Registerer, Subscriber, SubscriptionState, UserAgent } = await import('sip.js');
  const [, address] = /^tcp:(.+)$/.exec(server) ?? [];
  if (address === undefined) throw new Error(`this client speaks TCP only, not ${server}`);
  const user = UserAgent.makeURI(imAddress);
  if (user === undefined) throw new Error(`SIP.js cannot use the IM Address ${imAddress}`);
  const agent = new UserAgent({
    uri: user,
    authorizationUsername: process.env.IMCONF_USERNAME,
    authorizationPassword: process.env.IMCONF_PASSWORD,
    transportOptions: { server: `ws://${address}` },
    // Its own name for itself is a random one in ".invalid", which is for WebSocket alone (RFC 7118 §5).
    viaHost: new URL(`ws://${address}`).hostname,
    hackViaTcp: true,
    contactParams: { transport: 'tcp' },
    sessionDescriptionHandlerFactory: () => undefined,
    logBuiltinEnabled: false,
    delegate: {
      onConnect: () => {
        agent.contact.uri.port = TcpSocket.last.localPort;
      },
      onDisconnect: () => setTimeout(() => agent.reconnect().catch(console.error)),
    },
  });
  await agent.start();

  const registerer = new Registerer(agent, { expires: 600, extraContactHeaderParams: ['+g.oma.sip-im'] });
  let publisher;

  /** Whether each request has its final response, or has been given up. */
  const isIdle = () =>
    [...agent.userAgentCore.userAgentClients.values()].every(
      ({ transaction }) => transaction.state !== 'Trying' && transaction.state !== 'Proceeding',
    );

  async function publish({ settings }) {
    if (publisher === undefined || publisher.state === PublisherState.Terminated) {
      publisher = new Publisher(agent, user, 'service-settings', {
        contentType: mediaType,
        extraHeaders: ['Accept-Contact: *;+g.oma.sip-im;require;explicit'],
        unpublishOnClose: false,
      });
      publisher.stateChange.addListener((state) => {
        if (state === PublisherState.Published) tell({ event: 'indication', what: 'published' });
      });
    }
    // That is over at once: the class does not tell what comes of it. A user waits three seconds before the next one.
    await publisher.publish(documentOf(settings, imAddress));
    await until(isIdle, 3_000);
  }

  /** The class refreshes by itself, when nine tenths of the lifetime are over, and cannot be told to. */
  async function refresh() {
    if (publisher?.state !== PublisherState.Published) throw new Error('nothing is published');
    const published = publisher.request;
    await until(() => publisher.request !== published && isIdle());
    if (publisher.state !== PublisherState.Published) throw new Error(`the publication is ${publisher.state}`);
  }

  async function retrieve() {
    const subscriber = new Subscriber(agent, user, 'service-settings', {
      expires: 0,
      extraHeaders: [`Accept: ${mediaType}`],
    });
    let isOver = false;
    subscriber.delegate = {
      onNotify: (notification) => {
        const message = notification.request;
        if (takes(notification)) tell({ event: 'indication', what: 'settings', settings: settingsIn(message.body) });
        if (message.parseHeader('Subscription-State')?.state !== 'terminated') return;
        isOver = true;
        // Or else the class, which subscribes anew after reason=timeout, would do so for ever.
        void subscriber.dispose();
      },
    };
    await subscriber.subscribe();
    await until(() => isOver || subscriber.state === SubscriptionState.Terminated);
    await until(isIdle);
    if (!isOver) throw new Error('there was no notification');
  }

  async function register() {
    await registerer.register();
    await until(isIdle);
    if (registerer.state !== 'Registered') throw new Error(`the registration is ${registerer.state}`);
  }

  async function deregister() {
    await publisher?.unpublish();
    await until(isIdle);
    await registerer.unregister();
    await until(isIdle);
  }

  return { register, publish, refresh, retrieve, deregister };
}

/** Answers a notification: that it cannot be read is for the application to see (RFC 3261 §8.2.3). */
function takes(notification) {
  const message = notification.request;
  const refuse = (header) => {
    void notification.reject({ statusCode: 415, extraHeaders: [header] });
    return false;
  };
  if (message.hasHeader('Content-Encoding')) return refuse('Accept-Encoding: identity');
  const isEmpty = message.body === '';
  if (!isEmpty && message.getHeader('Content-Type')?.split(';')[0].trim().toLowerCase() !== mediaType)
    return refuse(`Accept: ${mediaType}`);
  void notification.accept();
  return !isEmpty;
}

let client;

async function act(line) {
  try {
    const { op, server, im_address: imAddress, ...order } = JSON.parse(line);
    client ??= await open(server ?? process.env.IMCONF_SERVER, imAddress ?? process.env.IMCONF_IM_ADDRESS);
    await client[op](order);
    tell({ event: 'done' });
  } catch (error) {
    tell({ event: 'error', message: error.message });
  }
}

let last = Promise.resolve();
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  last = last.then(() => act(line));
});
lines.on('close', () => last.then(() => process.exit(0)));
process.on('SIGTERM', () => process.exit(0));
// In a browser, for which SIP.js is written, an exception in a timer or in a promise ends nothing.
process.on('uncaughtException', console.error);
process.on('unhandledRejection', console.error);
