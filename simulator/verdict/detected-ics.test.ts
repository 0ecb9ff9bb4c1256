import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TraceBuilder } from '../checks/trace.fixture';
import { defaultRules } from '../requirements/configuration';
import { publishBytes, registerBytes, responseBytes, SETTINGS_DOCUMENT, subscribeBytes } from '../sip/message.fixture';
import { type DetectedClient, DetectedIcs } from './detected-ics';

/** What the traffic that a test builds shows. */
function detect(build: (trace: TraceBuilder) => void, imAddresses: readonly string[] = []) {
  const trace = new TraceBuilder();
  build(trace);
  const ics = new DetectedIcs({ rules: defaultRules, imAddresses });
  const announced = trace.events.flatMap((event) => ics.see(event) ?? []);
  return { ...ics.result(), announced };
}

function only(build: (trace: TraceBuilder) => void): DetectedClient {
  const { clients } = detect(build);
  assert.equal(clients.length, 1);
  return clients[0] as DetectedClient;
}

describe('DetectedIcs: procedures', () => {
  const other = SETTINGS_DOCUMENT.replace('"false"', '"true"');
  const tag = ['SIP-If-Match', 'e1'] as const;
  const cases: readonly [string, (trace: TraceBuilder) => void, readonly string[]][] = [
    ['a REGISTER', (trace) => trace.sends(registerBytes()), ['register']],
    [
      'a REGISTER that removes all bindings',
      (trace) => trace.sends(registerBytes({ set: [['Contact', '*'], ['Expires', '0']] })), // biome-ignore format: one line each
      ['deregister'],
    ],
    [
      'a REGISTER whose Contact has a lifetime of 0',
      (trace) => trace.sends(registerBytes({ set: [['Contact', '<sip:a@192.0.2.10>;expires=0']] })),
      ['deregister'],
    ],
    ['a query of the bindings', (trace) => trace.sends(registerBytes({ without: ['Contact'] })), ['register']],
    ['a PUBLISH', (trace) => trace.publishes(), ['publish-initial']],
    [
      'a PUBLISH that repeats the document',
      (trace) => {
        trace.publishes();
        trace.publishes({ add: [tag] });
      },
      ['publish-initial', 'publish-refresh'],
    ],
    [
      'a PUBLISH with another document',
      (trace) => {
        trace.publishes();
        trace.publishes({ add: [tag], body: other });
      },
      ['publish-initial', 'publish-modify'],
    ],
    [
      'a PUBLISH that changes the document and then repeats the change',
      (trace) => {
        trace.publishes();
        trace.publishes({ add: [tag], body: other });
        trace.publishes({ add: [tag], body: other });
      },
      ['publish-initial', 'publish-modify', 'publish-refresh'],
    ],
    [
      'a PUBLISH without a body',
      (trace) => trace.publishes({ add: [tag], body: '', without: ['Content-Type'] }),
      ['publish-refresh'],
    ],
    [
      'a PUBLISH that removes',
      (trace) => trace.publishes({ add: [tag, ['Expires', '0']], body: '', without: ['Content-Type'] }),
      ['publish-remove'],
    ],
    ['a fetch', (trace) => trace.subscribes(), ['subscribe-fetch']],
    ['a SUBSCRIBE with a lifetime', (trace) => trace.subscribes({ set: [['Expires', '60']] }), ['subscribe-lifetime']],
    ['a SUBSCRIBE without Expires', (trace) => trace.subscribes({ without: ['Expires'] }), ['subscribe-lifetime']],
    [
      'the end of a subscription',
      (trace) => trace.subscribes({ set: [['To', '<sip:alice@example.com>;tag=esc-1']] }),
      ['unsubscribe'],
    ],
  ];
  for (const [name, build, procedures] of cases) {
    it(name, () => assert.deepEqual(only(build).procedures, procedures));
  }

  it('leaves out packages that are none of the settings', () => {
    const { clients } = detect((trace) => {
      trace.publishes({ set: [['Event', 'presence']] });
      trace.subscribes({ set: [['Event', 'reg']] });
    });
    assert.deepEqual(clients, []);
  });

  it('leaves out what the server sends and what is no SIP', () => {
    const { clients } = detect((trace) => {
      trace.gets(subscribeBytes({ method: 'SUBSCRIBE' }));
      trace.sends(Buffer.from('no SIP at all'));
    });
    assert.deepEqual(clients, []);
  });
});

describe('DetectedIcs: clients', () => {
  const bob = ['From', '<sip:bob@EXAMPLE.com>;tag=1'] as const;

  it('keeps users apart and tells each once, with its User-Agent and source', () => {
    const { clients, announced } = detect((trace) => {
      trace.publishes({ add: [['User-Agent', 'Example\u0007 IM/2.1']] });
      trace.subscribes({ set: [bob] });
      trace.subscribes({ set: [['From', '<sip:bob@example.com>;tag=2']] });
    });
    assert.deepEqual(
      clients.map(({ imAddress, userAgent, source }) => [imAddress, userAgent, source]),
      [
        ['sip:alice@example.com', 'Example\\x07 IM/2.1', 'udp:192.0.2.10:5060'],
        ['sip:bob@EXAMPLE.com', undefined, 'udp:192.0.2.10:5060'],
      ],
    );
    assert.deepEqual(
      announced.map(({ imAddress }) => imAddress),
      ['sip:alice@example.com', 'sip:bob@EXAMPLE.com'],
    );
    assert.equal(announced[0]?.userAgent, 'Example\\x07 IM/2.1');
  });

  it('takes the owner of a REGISTER from To', () => {
    const { clients } = detect((trace) =>
      trace.sends(registerBytes({ set: [['From', '<sip:admin@example.com>;tag=1']] })),
    );
    assert.deepEqual(
      clients.map(({ imAddress }) => imAddress),
      ['sip:alice@example.com'],
    );
  });

  it('looks only at the named ones, and knows their sources', () => {
    const remote = { host: '192.0.2.77', port: 5060 };
    const foreign = { requestUri: 'sip:bob@example.com', set: [bob, ['To', '<sip:bob@example.com>'] as const] };
    const { clients } = detect(
      (trace) => {
        trace.publishes();
        trace.subscribes(foreign);
        trace.sends(publishBytes(foreign), { remote });
      },
      ['sip:alice@example.com'],
    );
    assert.deepEqual(
      clients.map(({ imAddress, procedures }) => [imAddress, procedures]),
      [['sip:alice@example.com', ['publish-initial', 'subscribe-fetch']]],
    );
  });

  it('counts no more than a thousand and says so', () => {
    const { clients, isCut } = detect((trace) => {
      for (let number = 0; number < 1_001; number += 1) {
        trace.subscribes({ set: [['From', `<sip:u${number}@example.com>;tag=1`]] });
      }
    });
    assert.equal(clients.length, 1_000);
    assert.equal(isCut, true);
  });
});

describe('DetectedIcs: transports, credentials, IMS', () => {
  it('tells the transports of the requests', () => {
    const { transports } = only((trace) => {
      trace.publishes({}, { transport: 'udp' });
      trace.publishes({}, { transport: 'tcp' });
    });
    assert.deepEqual(transports, ['tcp', 'udp']);
  });

  it('tells scheme and algorithm of credentials, MD5 where none is named', () => {
    const digest = 'Digest username="a", realm="r", nonce="n", uri="sip:x", response="0"';
    const { authentication, challenged } = only((trace) => {
      trace.publishes({ add: [['Authorization', digest]] });
      trace.publishes({ add: [['Proxy-Authorization', `${digest}, algorithm=SHA-256`]] });
      trace.publishes({ add: [['Authorization', 'Digest ;;;']] });
    });
    assert.deepEqual(authentication, ['Digest MD5', 'Digest SHA-256']);
    assert.equal(challenged, false);
  });

  for (const status of [401, 407]) {
    it(`tells that it was challenged by ${status}`, () => {
      const { challenged } = only((trace) => trace.answers(trace.publishes(), status));
      assert.equal(challenged, true);
    });
  }

  it('takes another refusal for no challenge, nor one to somebody else', () => {
    const { challenged } = only((trace) => {
      trace.answers(trace.publishes(), 403);
      trace.gets(responseBytes({ status: 401, set: [['From', '<sip:bob@example.com>;tag=1']] }));
    });
    assert.equal(challenged, false);
  });

  it('tells the header fields of an IMS client in their usual spelling', () => {
    const { ims, is3gpp2 } = only((trace) => {
      trace.publishes({ add: [['security-client', 'ipsec-3gpp;alg=hmac-sha-1-96'], ['p-access-network-info', '3GPP-E-UTRAN-FDD']] }); // biome-ignore format: one line
      trace.publishes({ add: [['P-Preferred-Identity', '<sip:alice@example.com>']] });
    });
    assert.deepEqual(ims, ['P-Access-Network-Info', 'P-Preferred-Identity', 'Security-Client']);
    assert.equal(is3gpp2, false);
  });

  it('knows an access network of 3GPP2', () => {
    const { is3gpp2 } = only((trace) => trace.publishes({ add: [['P-Access-Network-Info', '3GPP2-1X-HRPD']] }));
    assert.equal(is3gpp2, true);
  });
});
