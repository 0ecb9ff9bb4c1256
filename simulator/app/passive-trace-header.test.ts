import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JudgeContext } from '../checks/check';
import { context } from '../checks/trace.fixture';
import { encodeHeader, type TraceContext } from '../trace/ndjson';
import { decodeHeader } from '../trace/ndjson-decode';
import { readTraceHeader, traceHeader } from './passive-trace-header';

/** The header as it comes back from a file. */
function throughFile(header: TraceContext): TraceContext {
  const read = decodeHeader(encodeHeader(header));
  assert.ok('context' in read);
  return read.context;
}

function reread(changes: Parameters<typeof context>[0]): JudgeContext | undefined {
  const written = traceHeader({ mode: 'run', profile: 'oma-cr', context: context(changes) }, '1.0', 0);
  return readTraceHeader(throughFile(written)).context;
}

describe('the head of a trace', () => {
  for (const [name, changes] of [
    ['the usual context', {}],
    ['a context without IM Address and next hop', { imAddress: undefined, nextHop: undefined }],
    ['aliases, user name, TCP', { imAddressAliases: ['tel:+1'], username: 'alice', offersTcp: false }],
    ['a home domain', { homeDomain: 'ims.example.net' }],
    ['PICS of its own', { pics: { sip_ip_core: 'ims', transports: ['tls'], pani: true } }],
    ['rules of its own', { rules: { refresh_body: 'rfc3903', allow_multipart: true, udp_size_limit: 0 } }],
  ] as const) {
    it(`gives ${name} back`, () => assert.deepEqual(reread(changes), context(changes)));
  }

  it('gives back who was judged and how', () => {
    const iut = { name: 'X', version: '1', vendor: 'Y' };
    const imAddresses = ['sip:a@example.com', 'sip:b@example.com'];
    const written = traceHeader({ mode: 'serve', profile: 'mine', iut, imAddresses, context: context() }, '1.0', 5);
    const { mode, profile, iut: name, imAddresses: addresses, problem } = readTraceHeader(throughFile(written));
    assert.deepEqual([mode, profile, name, addresses, problem], ['serve', 'mine', iut, imAddresses, undefined]);
  });

  it('takes the trace of an earlier version for that of a run', () => {
    assert.equal(readTraceHeader({ context: {} }).mode, 'run');
  });

  const broken: readonly [string, Record<string, unknown>, RegExp][] = [
    ['no context at all', { context: 7 }, /context is missing/],
    ['an IM Address that is no text', { imAddress: 7 }, /context\.imAddress is no text/],
    ['aliases that are none', { imAddressAliases: 'x' }, /imAddressAliases is no list/],
    ['a user name that is none', { username: {} }, /username is no text/],
    ['a flag that is none', { offersTcp: 'yes' }, /offersTcp is neither/],
    ['a home domain that is no text', { homeDomain: 7 }, /homeDomain is no text/],
    ['a next hop without a port', { nextHop: { transport: 'udp', host: 'x' } }, /nextHop names no listener/],
    ['a next hop over nothing known', { nextHop: { transport: 'x', host: 'x', port: 1 } }, /nextHop names no listener/],
    ['PICS that are none', { pics: { sip_ip_core: 'maybe' } }, /context\.pics\.sip_ip_core: /],
    ['a rule that is none', { rules: { refresh_body: 'never' } }, /context\.rules\.refresh_body: /],
    ['a rule that nobody knows', { rules: { surprise: true } }, /context\.rules: .*surprise/],
    ['a binding that is none', { binding: { name: 'x' } }, /context\.binding: /],
  ];
  for (const [name, changes, expected] of broken) {
    it(`tells ${name}, and throws nothing`, () => {
      const value = 'context' in changes ? changes : { context: { ...context(), ...changes } };
      const { problem = '', context: usable } = readTraceHeader(throughFile(value));
      assert.match(problem, expected);
      assert.equal(usable, undefined);
    });
  }
});
