import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { context, publishSubject, subscribeSubject } from '../trace.fixture';
import { preloadedRoute } from './12.2.1.1-3-preloaded-route';

const routed = (routes: readonly string[], requestUri = 'sip:alice@example.com') =>
  publishSubject({ requestUri, add: routes.map((value) => row('Route', value)) });
const LOOSE = '<sip:p1.example.com;lr>';

testEntry(preloadedRoute, 'a preloaded route set is applied by the routing rules', {
  violation: {
    seen: routed(['<sip:alice@ims.example.net>'], 'sip:pcscf.example.net;lr'),
    at: 'sip:pcscf.example.net;lr',
  },
  legal: {
    'Route values in one row or several': {
      seen: routed([`${LOOSE}, <sip:p2.example.com;lr>`, '<sip:p3.example.com>']),
    },
    'lr written as lr=on or lr=true (treated as lr, info)': { seen: routed(['<sip:p1.example.com;LR=on>']) },
  },
  inapplicable: {
    'a request without Route': { seen: publishSubject() },
    'a Route with another scheme': { seen: routed(['<tel:+1201>']) },
    'a Request-URI that cannot be read': { seen: routed(['<sip:p1.example.com>'], '<sip:alice@example.com>') },
    'a Route that cannot be read': { seen: routed(['sip:p1.example.com']) },
    'a SUBSCRIBE in a dialog': {
      seen: subscribeSubject({
        set: [row('To', '<sip:alice@example.com>;tag=1')],
        add: [row('Route', '<sip:p1.example.com>')],
      }),
    },
  },
});

describe('RFC3261-12.2.1.1-3 Request-URI and Route', () => {
  it('passes strict routing: the first URI in the Request-URI, the target as last value', () => {
    const strict = routed([`${LOOSE}, <sip:alice@example.com>`], 'sip:p0.example.com');
    assert.deepEqual(outcomesOf(preloadedRoute, strict), ['pass']);
    assert.deepEqual(outcomesOf(preloadedRoute, routed([LOOSE])), ['pass']);
  });

  it('fails where a first URI without lr stayed in Route', () => {
    assert.deepEqual(failuresOf(preloadedRoute, routed(['<sip:p1.example.com>'])), ['sip:p1.example.com']);
  });

  it('fails where the target is not the last value', () => {
    const seen = routed([`<sip:alice@example.com>, ${LOOSE}`], 'sip:p0.example.com');
    assert.deepEqual(failuresOf(preloadedRoute, seen), ['sip:alice@example.com']);
  });

  it('leaves a target that is nowhere to item 2', () => {
    assert.deepEqual(outcomesOf(preloadedRoute, routed([LOOSE], 'sip:im-server.example.com')), []);
  });

  it('remarks on a value of lr', () => {
    assert.deepEqual(outcomesOf(preloadedRoute, routed(['<sip:p1.example.com;lr=true>'])), ['pass', 'info']);
  });

  it('takes To for the target where the IM Address is unknown', () => {
    const unknown = context({ imAddress: undefined });
    assert.deepEqual(outcomesOf(preloadedRoute, routed(['<sip:p1.example.com>']), unknown), ['fail']);
    assert.deepEqual(outcomesOf(preloadedRoute, routed([LOOSE]), unknown), ['pass']);
  });
});
