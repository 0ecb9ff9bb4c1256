import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { context } from '../checks/trace.fixture';
import { HarnessError } from '../core/harness-error';
import { defaultPics, defaultRules } from '../requirements/configuration';
import { contextFor, type PassiveOptions, passiveConfiguration } from './passive-configuration';
import type { TraceHeader } from './passive-trace-header';

const folder = mkdtempSync(join(tmpdir(), 'imconf-passive-'));
after(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const iut = file(
  'iut.yaml',
  'iut: { name: X, version: "2" }\nim_address: sip:alice@example.com\ncredentials: { username: al, password: s }\npics: { sip_ip_core: ims, transports: [ tls ] }\npixit: { listen: [ "tcp:127.0.0.1:5070" ], im_address_aliases: [ "tel:+1" ] }\nrules: { refresh_body: either }\n',
);
const profile = file('mine.yaml', 'name: mine\nrules: { refresh_body: rfc3903, allow_multipart: true }\n');

const configured = (options: Partial<PassiveOptions>, trace?: TraceHeader) =>
  passiveConfiguration({ imAddresses: [], ...options }, trace);

describe('what a passive judge knows', () => {
  it('is nothing but the defaults without options', () => {
    const { imAddresses, context, profile, iut, declared } = configured({});
    assert.deepEqual([imAddresses, profile, iut, declared], [[], 'oma-cr', undefined, undefined]);
    assert.deepEqual([context.imAddress, context.pics, context.rules], [undefined, defaultPics, defaultRules]);
  });

  it('is what the IUT file says, which needs no control and may declare what no server here speaks', () => {
    const { imAddresses, context, iut: name, declared } = configured({ iut });
    assert.deepEqual(imAddresses, ['sip:alice@example.com']);
    assert.deepEqual(
      [context.imAddress, context.imAddressAliases, context.username],
      ['sip:alice@example.com', ['tel:+1'], 'al'],
    );
    assert.equal(context.pics.sip_ip_core, 'ims');
    assert.equal(context.rules.refresh_body, 'either');
    assert.equal(context.nextHop, undefined);
    assert.deepEqual(name, { name: 'X', version: '2' });
    assert.deepEqual(declared?.listen, [{ transport: 'tcp', host: '127.0.0.1', port: 5070 }]);
  });

  it('holds clients to a home domain only where it is stated', () => {
    assert.equal(configured({ iut }).context.homeDomain, undefined);
    const stated = file(
      'home.yaml',
      'iut: { name: X }\nim_address: sip:a@b.example\npixit: { home_domain: ims.b.example }\n',
    );
    assert.equal(configured({ iut: stated }).context.homeDomain, 'ims.b.example');
    assert.equal(
      configured({}, { mode: 'run', context: context({ homeDomain: 'x.example' }) }).context.homeDomain,
      'x.example',
    );
  });

  it('takes a profile by its file, under the rules of the IUT file', () => {
    const alone = configured({ profile });
    assert.deepEqual([alone.profile, alone.context.rules.refresh_body], ['mine', 'rfc3903']);
    const both = configured({ profile, iut });
    assert.deepEqual(
      [both.profile, both.context.rules.refresh_body, both.context.rules.allow_multipart],
      ['mine', 'either', true],
    );
  });

  it('takes what the trace says, where no option says otherwise', () => {
    const told = context({ pics: { sip_ip_core: 'ims' }, rules: { refresh_body: 'rfc3903' } });
    const header: TraceHeader = { mode: 'run', profile: 'theirs', iut: { name: 'Y' }, context: told };
    const again = configured({}, header);
    assert.deepEqual(again.context, told);
    assert.deepEqual(
      [again.profile, again.iut, again.imAddresses],
      ['theirs', { name: 'Y' }, ['sip:alice@example.com']],
    );
    const other = configured({ profile: 'oma-cr' }, header);
    assert.deepEqual([other.profile, other.context.rules, other.context.pics], ['oma-cr', defaultRules, told.pics]);
    assert.equal(configured({ iut }, header).context.rules.refresh_body, 'either');
  });

  it('takes several IM Addresses of a trace', () => {
    const told = context({ imAddress: undefined });
    const imAddresses = ['sip:a@example.com', 'sip:b@example.com'];
    assert.deepEqual(configured({}, { mode: 'serve', imAddresses, context: told }).imAddresses, imAddresses);
  });

  it('says of a named address only what was said of that one', () => {
    const known = configured({ iut, imAddresses: ['sip:bob@example.com'] });
    assert.deepEqual(known.imAddresses, ['sip:bob@example.com']);
    const bob = contextFor(known, 'sip:bob@example.com');
    assert.deepEqual([bob.imAddress, bob.imAddressAliases, bob.username], ['sip:bob@example.com', [], undefined]);
    assert.equal(contextFor(known, 'sip:alice@example.com').username, 'al');
  });

  for (const [name, options, expected] of [
    ['an IM Address that is none', { imAddresses: ['alice'] }, /--im-address is "alice"; it looks like sip:/],
    ['a profile that does not exist', { profile: 'none.yaml' }, /none\.yaml: there is no such file.*built in: oma-cr/],
    ['an IUT file that does not exist', { iut: 'none.yaml' }, /cannot read none\.yaml/],
  ] as const) {
    it(`refuses ${name}`, () => {
      assert.throws(
        () => configured(options),
        (error) => error instanceof HarnessError && expected.test(error.message),
      );
    });
  }
});
