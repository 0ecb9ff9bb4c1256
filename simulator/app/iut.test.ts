import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { HarnessError } from '../core/harness-error';
import { defaultPixit } from '../requirements/configuration';
import { loadIut } from './iut';
import { iutJsonSchema } from './iut-schema';
import { packageRoot } from './package';

const good = `iut: { name: Example IM, version: "2.1", vendor: Example }
im_address: sip:alice@example.com
control: { kind: process, argv: [ "python3", "client.py" ] }
`;

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'imconf-iut-'));
});
after(() => rmSync(folder, { recursive: true }));

function load(text: string, options: Parameters<typeof loadIut>[0] = {}) {
  const file = join(folder, 'iut.yaml');
  writeFileSync(file, text);
  return loadIut({ file, ...options });
}

function refusal(text: string): HarnessError {
  try {
    load(text);
  } catch (error) {
    assert.ok(error instanceof HarnessError);
    return error;
  }
  throw new assert.AssertionError({ message: 'the file was accepted' });
}

describe('the IUT file', () => {
  it('fills in the defaults of the catalogue', () => {
    const iut = load(good);
    assert.equal(iut.name, 'Example IM');
    assert.deepEqual(iut.listen, {
      transport: 'udp',
      host: '127.0.0.1',
      port: 0,
    });
    assert.equal(iut.userActionTimeout, 20);
    assert.equal(iut.profile.rules.event_package, 'service-settings');
    assert.deepEqual([iut.homeDomain, iut.statedHomeDomain], ['example.com', undefined]);
    assert.deepEqual(iut.control, {
      kind: 'process',
      argv: ['python3', 'client.py'],
      cwd: folder,
    });
  });

  it('takes the transport of the command line, on the address of the file', () => {
    const iut = load(`${good}pixit: { listen: [ "udp:127.0.0.1:5070" ] }\n`, {
      transport: 'tcp',
    });
    assert.deepEqual(iut.listen, {
      transport: 'tcp',
      host: '127.0.0.1',
      port: 5070,
    });
  });

  it('tells the client the transport that the vendor declares, where the lab leaves it open', () => {
    assert.equal(load(`${good}pics: { transports: [tls, tcp] }\n`).listen.transport, 'tcp');
  });

  it('offers the bundled reference client where no file is given', () => {
    assert.equal(loadIut({}).control.kind, 'reference');
  });

  it('makes the bundled client a terminal of the core that is declared', () => {
    const terminal = (pics: string) => {
      const { control } = load(
        `iut: { name: x }\nim_address: sip:a@example.com\npics: ${pics}\ncontrol: { kind: reference }\n`,
      );
      return control.kind === 'reference' ? control.terminal : 'none';
    };
    assert.equal(terminal('{}'), undefined);
    assert.equal(terminal('{ sip_ip_core: ims }'), 'ims');
    assert.equal(terminal('{ sip_ip_core: ims, auth: aka }'), 'ims-aka');
    assert.equal(terminal('{ auth: aka }'), undefined);
  });

  it('reads PICS pani, which has an effect', () => {
    const { pics, withoutEffect } = load(`${good}pics: { pani: true }\n`);
    assert.deepEqual([pics.pani, withoutEffect], [true, []]);
  });

  it('reads every PICS of the catalogue, and leaves undeclared what the file leaves out', () => {
    const declared = {
      auth: 'aka',
      transports: ['tcp', 'udp'],
      rport: false,
      outbound: true,
      gruu: true,
      pani: false,
      reg_event: true,
      persistent_etag: true,
      access_profile: 'fixed',
      digest_algorithms: ['SHA-256'],
      redirect_supported: false,
      subscribe_filter: true,
      trusted_first_proxy: false,
    };
    const { pics } = load(`${good}pics: ${JSON.stringify(declared)}\n`);
    assert.deepEqual(pics, { sip_ip_core: 'non-ims', ims_flavour: '3gpp', ...declared });
    assert.deepEqual(load(good).pics, { sip_ip_core: 'non-ims', ims_flavour: '3gpp' });
  });

  it('reads the times of the lab, each with its default', () => {
    const { pixit, timers, grantedPublishLifetime } = load(
      `${good}pixit: { t1_ms: 100, timer_tolerance: { late: 2 }, min_retry_500_s: 5, granted_publish_lifetime_s: 9 }\n`,
    );
    assert.deepEqual(pixit, {
      ...defaultPixit,
      t1_ms: 100,
      timer_tolerance: { ...defaultPixit.timer_tolerance, late: 2 },
      min_retry_500_s: 5,
      granted_publish_lifetime_s: 9,
    });
    assert.deepEqual([timers.t1, timers.t2, grantedPublishLifetime], [100, 4000, 9]);
  });

  it('reads what the client is to be told instead of the listener, with the transport of the command line', () => {
    const text = `${good}pixit: { outbound_proxy: "udp:192.0.2.5:5060" }\n`;
    assert.deepEqual(load(text).outboundProxy, { transport: 'udp', host: '192.0.2.5', port: 5060 });
    assert.equal(load(text, { transport: 'tcp' }).outboundProxy?.transport, 'tcp');
    assert.equal(load(good).outboundProxy, undefined);
  });

  it('reads the control adapters http and manual', () => {
    const http = 'kind: http, base: "https://192.0.2.9:8443/iut", token: abc, ca: lab.pem';
    const use = (control: string) => load(good.replace(/control:.*/, `control: { ${control} }`)).control;
    const base = 'https://192.0.2.9:8443/iut';
    assert.deepEqual(use(http), { kind: 'http', base, token: 'abc', ca: 'lab.pem', cwd: folder });
    assert.deepEqual(use('kind: manual'), { kind: 'manual', cwd: folder });
  });

  for (const base of [
    'ftp://x/',
    'localhost:8080',
    'http://user:pw@x/',
    'http://x/?a=b',
    'http://x/?',
    'http://x/#y',
    'x',
  ]) {
    it(`refuses the base ${base} of a control server`, () => {
      const { message } = refusal(good.replace(/control:.*/, `control: { kind: http, base: "${base}" }`));
      assert.match(message, /iut\.yaml:3:30: control\.base is .*must be an http: or https: URL such as/);
    });
  }

  it('names no key that a verdict rests on', () => {
    const pics = 'pics: { reg_event: true, access_profile: fixed, digest_algorithms: [ "MD5" ] }\n';
    assert.deepEqual(load(`${good}${pics}`).withoutEffect, []);
  });

  it('names the keys that have no effect yet', () => {
    assert.deepEqual(load(`${good}pics: { reg_event: true }\nrules: { breach_verdict: level }\n`).withoutEffect, [
      'rules.breach_verdict',
    ]);
  });

  for (const [name, text, expected] of [
    ['an unknown key', `${good}im_addres: x\n`, /iut\.yaml:4:1: .*unknown key "im_addres"; allowed: iut, im_address,/],
    [
      'an unknown nested key',
      `${good}pics: { core: ims }\n`,
      /iut\.yaml:4:9: pics: unknown key "core"; allowed: sip_ip_core,/,
    ],
    ['a wrong type', `${good}pixit: { t1_ms: fast }\n`, /iut\.yaml:4:17: pixit\.t1_ms is "fast"; must be a number/],
    ['a wrong choice', `${good}pics: { sip_ip_core: maybe }\n`, /iut\.yaml:4:22: .* is "maybe"; allowed: ims, non-ims/],
    ['a missing key', 'iut: { name: X }\ncontrol: { kind: none }\n', /iut\.yaml:1:1: im_address missing/],
    [
      'a wrong IM Address',
      good.replace('sip:alice@example.com', 'alice'),
      /iut\.yaml:2:13: .*such as sip:alice@example\.com/,
    ],
    [
      'an unknown adapter',
      good.replace('process', 'proces'),
      /iut\.yaml:3:18: .*allowed: reference, command, process, http, manual, none/,
    ],
    ['an unknown key of an adapter', good.replace('argv', 'args'), /unknown key "args"; allowed: kind, argv/],
    ['bad indentation', 'iut:\n  name: X\n version: 1\n', /iut\.yaml:3:\d+: not valid YAML/],
    [
      'an address without a user',
      good.replace('sip:alice@example.com', '"sip:@"'),
      /iut\.yaml:2:13: .*such as sip:alice/,
    ],
    ['an address that is no number', good.replace('sip:alice@example.com', 'tel:abc'), /iut\.yaml:2:13: /],
    ['an address with headers', good.replace('sip:alice@example.com', 'sip:alice@example.com?a=b'), /without headers/],
    ['an endless wait', `${good}pixit: { user_action_timeout_s: 1.0e+12 }\n`, /must be at most 86400 s/],
    [
      'a line break in a header value',
      `${good}pixit: { service_route: [ "<sip:a>\\r\\nX: 1" ] }\n`,
      /in angle brackets/,
    ],
    ['an event package that is no token', `${good}rules: { event_package: "a b" }\n`, /must be a token/],
    ['a timer that no message can meet', `${good}pixit: { t1_ms: 0.001 }\n`, /must be at least 10 ms/],
    [
      'a transport that the client does not have',
      `${good}pics: { transports: [tls] }\n`,
      /declares tls, but .* told to use udp/,
    ],
    [
      'a profile that is neither built in nor a file',
      `${good}profile: oma-xx\n`,
      /profile: cannot read .*oma-xx: .*built in: oma-cr/,
    ],
    ['a file that is no text', good.replace('Example IM', 'Ex\0ample'), /not a text in UTF-8/],
    [
      'a token that would be another header',
      good.replace(/control:.*/, 'control: { kind: http, base: "http://x/", token: "a\\r\\nb" }'),
      /iut\.yaml:3:50: .*bearer token/,
    ],
    [
      'a port that nobody can send to',
      `${good}pixit: { outbound_proxy: "udp:192.0.2.5:0" }\n`,
      /must look like udp:192/,
    ],
    ['a gap that is too long before it is late', `${good}pixit: { timer_tolerance: { late: 0.5 } }\n`, /at least 1/],
    ['a negative time', `${good}pixit: { min_retry_500_s: -1 }\n`, /must be above 0/],
    ['an algorithm that is no token', `${good}pics: { digest_algorithms: [ "MD5,x" ] }\n`, /must be a token/],
    ['a duplicate key', `${good}im_address: sip:b@c\n`, /iut\.yaml:4:1: not valid YAML: .*unique/],
    ['an unknown alias', `${good}profile: *x\n`, /iut\.yaml: not valid YAML: .*alias/],
    ['an empty file', '', /iut\.yaml:1:1: /],
    [
      'a listener of another transport',
      `${good}pixit: { listen: [ "sctp:127.0.0.1:1" ] }\n`,
      /must look like udp:127\.0\.0\.1:5060/,
    ],
  ] as const) {
    it(`refuses ${name} with file, line and what is allowed`, () => {
      const { fault, message } = refusal(text);
      assert.equal(fault, 'settings-invalid');
      assert.match(message, expected);
    });
  }

  it('refuses a file that is not there', () => {
    assert.throws(
      () => loadIut({ file: join(folder, 'none.yaml') }),
      /cannot read .*none\.yaml: there is no such file/,
    );
  });

  it('refuses a fault that does not exist and lists those that do', () => {
    assert.throws(() => loadIut({ faults: ['no-such-fault'] }), /there is no fault "no-such-fault"; allowed: publish-/);
  });

  it('has the JSON Schema that is published', () => {
    const published = JSON.parse(readFileSync(join(packageRoot, 'simulator/app/iut.schema.json'), 'utf8'));
    assert.deepEqual(published, JSON.parse(JSON.stringify(iutJsonSchema())), 'run "npm run schema"');
  });
});
