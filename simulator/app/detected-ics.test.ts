import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultPics, type Pics } from '../requirements/configuration';
import type { DetectedClient } from '../verdict/detected-ics';
import { contradictions } from './detected-ics';

const plain: DetectedClient = {
  imAddress: 'sip:alice@example.com',
  userAgent: undefined,
  source: 'udp:192.0.2.10:5060',
  procedures: ['publish-initial'],
  transports: ['udp'],
  authentication: [],
  challenged: false,
  ims: [],
  is3gpp2: false,
};

/** What is said of a client that differs from a plain one. */
function said(pics: Partial<Pics>, ...changes: readonly Partial<DetectedClient>[]): readonly string[] {
  const clients = changes.map((change) => ({ ...plain, ...change }));
  return contradictions({ ...defaultPics, ...pics }, { clients, isCut: false }).map(
    ({ outcome, message }) => `${outcome}: ${message}`,
  );
}

describe('contradictions between declared and detected ICS', () => {
  for (const [name, pics, client, expected] of [
    [
      'a transport that was not declared',
      { transports: ['udp', 'tls'] },
      { transports: ['tcp', 'udp'] },
      /^warn: .*declares udp, tls, but sip:alice@example\.com sends requests over tcp$/,
    ],
    [
      'credentials of a client that declares none',
      { auth: 'none' },
      { authentication: ['Digest MD5'] },
      /^warn: .*declares none.*Digest MD5$/,
    ],
    [
      'another algorithm',
      { auth: 'sha-256' },
      { authentication: ['Digest MD5', 'Digest SHA-256'] },
      /^warn: .*declares sha-256.*credentials: Digest MD5$/,
    ],
    [
      'a challenge without an answer',
      { auth: 'md5' },
      { challenged: true },
      /^info: .*was challenged and sent no credentials$/,
    ],
    [
      'an IMS client that declares another core',
      { sip_ip_core: 'non-ims' },
      { ims: ['Security-Client', 'Path'] },
      /^info: .*shows Security-Client; an IUT file with sip_ip_core: ims has them judged$/,
    ],
    [
      'a client that shows nothing of IMS',
      { sip_ip_core: 'ims' },
      {},
      /^info: .*declares ims, but .* shows no header field of an IMS client$/,
    ],
    [
      'another flavour',
      { sip_ip_core: 'ims' },
      { ims: ['P-Access-Network-Info'], is3gpp2: true },
      /^warn: .*declares 3gpp, .*3GPP2$/,
    ],
    [
      'an access network that is not declared',
      { pani: false },
      { ims: ['P-Access-Network-Info'], is3gpp2: false },
      /^warn: .*pics\.pani.*declares false/m,
    ],
    [
      'an access network that is missing',
      { sip_ip_core: 'ims', pani: true },
      { ims: ['Path'] },
      /^info: .*sends no P-Access-Network-Info$/,
    ],
  ] as const satisfies readonly (readonly [string, Partial<Pics>, Partial<DetectedClient>, RegExp])[]) {
    it(`tells ${name}`, () => {
      const [first = ''] = said(pics, client).filter((text) => expected.test(text));
      assert.match(first, expected);
    });
  }

  for (const [name, pics, client] of [
    ['nothing declared, nothing shown', {}, {}],
    ['declared transports', { transports: ['udp', 'tcp'] }, { transports: ['tcp'] }],
    [
      'the declared algorithm, whatever its case',
      { auth: 'md5' },
      { authentication: ['digest md5'], challenged: true },
    ],
    ['a client that was not challenged', { auth: 'sha-256' }, {}],
    ['identity and Path outside IMS, which RFC 3325 and RFC 3327 allow', {}, { ims: ['P-Preferred-Identity', 'Path'] }],
    ['an IMS client in IMS', { sip_ip_core: 'ims', pani: true }, { ims: ['P-Access-Network-Info'] }],
    [
      'the declared flavour',
      { sip_ip_core: 'ims', ims_flavour: '3gpp2' },
      { ims: ['P-Access-Network-Info'], is3gpp2: true },
    ],
    ['credentials where nothing is declared', {}, { authentication: ['Digest MD5'], challenged: true }],
  ] as const satisfies readonly (readonly [string, Partial<Pics>, Partial<DetectedClient>])[]) {
    it(`is silent about ${name}`, () => assert.deepEqual(said(pics, client), []));
  }

  it('tells the same of the same client once, and of each client', () => {
    const bob = { imAddress: 'sip:bob@example.com', transports: ['tcp'] } as const;
    assert.equal(said({ transports: ['udp'] }, bob, bob, { transports: ['tcp'] }).length, 2);
  });
});
