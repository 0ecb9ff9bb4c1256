import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { bindFailure } from './bind-failure';

const failure = (code: string, host = '127.0.0.1', port = 5060) =>
  bindFailure('tcp', { host, port }, Object.assign(new Error(`bind ${code}`), { code }));

describe('a place that cannot be listened on', () => {
  it('in use: names it and says what to do', () => {
    const error = failure('EADDRINUSE', '::1');
    assert.equal(error.fault, 'address-in-use');
    assert.match(error.message, /^TCP \[::1\]:5060 is in use by another program: .*port 0/);
  });
  it('not of this machine: proposes addresses of the same family', () => {
    assert.equal(failure('EADDRNOTAVAIL').fault, 'address-unavailable');
    assert.match(failure('EADDRNOTAVAIL', '192.0.2.1').message, /listen on 127\.0\.0\.1, or on 0\.0\.0\.0/);
    assert.match(failure('EADDRNOTAVAIL', '2001:db8::1').message, /listen on ::1, or on ::/);
  });
  it('a low port without the privilege: proposes a high one', () => {
    const error = failure('EACCES', '127.0.0.1', 80);
    assert.equal(error.fault, 'address-unavailable');
    assert.match(error.message, /^TCP 127\.0\.0\.1:80 needs a privilege .*1024/);
  });
  it('an unknown name: says so', () => {
    assert.match(failure('ENOTFOUND', 'nowhere').message, /the host name "nowhere" is not known/);
  });
  it('no such address family', () => {
    assert.equal(failure('EAFNOSUPPORT', '::1').fault, 'address-unavailable');
  });
  it('anything else: quotes the system and keeps the cause', () => {
    const error = failure('EMFILE');
    assert.equal(error.fault, 'socket-failed');
    assert.match(error.message, /bind EMFILE/);
    assert.ok(error.cause instanceof Error);
  });
});
