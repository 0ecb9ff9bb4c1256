import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { looksAt } from '../applies';
import { assertPass, failureAt } from '../assertions.fixture';
import { context, subscribeSubject } from '../trace.fixture';
import { subscribeRequestUri } from './2-request-uri';

describe('6.1.1.2-2 the Request-URI of the SUBSCRIBE is the IM Address', () => {
  for (const requestUri of ['sip:alice@example.com', 'sip:alice@EXAMPLE.com', 'sip:%61lice@example.com;comp=sigcomp']) {
    it(`passes ${requestUri}`, () => assertPass(subscribeRequestUri, subscribeSubject({ requestUri })));
  }

  for (const requestUri of ['sip:settings@im-server.example.com', 'sip:Alice@example.com', '<sip:alice@example.com>']) {
    it(`fails ${requestUri} and points at it`, () => {
      assert.equal(failureAt(subscribeRequestUri, subscribeSubject({ requestUri })), requestUri);
    });
  }

  it('does not apply inside a dialog, where the Request-URI is the remote target', () => {
    const subject = subscribeSubject({ requestUri: 'sip:im@192.0.2.1' }, { kind: 'settings-subscribe-in-dialog' });
    assert.equal(looksAt(subscribeRequestUri, subject, context()), false);
  });
});
