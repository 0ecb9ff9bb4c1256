import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt, outcomes } from '../assertions.fixture';
import { subscribeSubject } from '../trace.fixture';
import { subscribeMethod } from './1-subscribe-method';

type Changes = Parameters<typeof subscribeSubject>[0];

describe('6.1.1.2-1 the settings are read with a well-formed SUBSCRIBE', () => {
  const legal: readonly [string, Changes][] = [
    ['a plain one', {}],
    ['no Accept', { without: ['Accept'] }],
    [
      'option tags',
      {
        add: [
          ['Supported', 'eventlist'],
          ['Allow-Events', 'presence'],
        ],
      },
    ],
    [
      'a compact Contact with parameters',
      { without: ['Contact'], add: [['m', '<sip:a@x.invalid;transport=ws>;+sip.instance="<urn:uuid:1>"']] },
    ],
    ['a sips Contact', { set: [['Contact', '<sips:alice@192.0.2.10>']] }],
  ];
  for (const [name, changes] of legal)
    it(`passes ${name}`, () => assertPass(subscribeMethod, subscribeSubject(changes)));

  const broken: readonly [string, Changes, RegExp][] = [
    ['no Contact', { without: ['Contact'] }, /^SUBSCRIBE/],
    ['two Contact values', { set: [['Contact', '<sip:a@192.0.2.1>, <sip:b@192.0.2.1>']] }, /^<sip:b@192.0.2.1>$/],
    ['two Contact rows', { add: [['Contact', '<sip:b@192.0.2.1>']] }, /^<sip:b@192.0.2.1>$/],
    ['Contact: *', { set: [['Contact', '*']] }, /^\*$/],
    ['a tel Contact', { set: [['Contact', '<tel:+12015550123>']] }, /tel:/],
    ['an unreadable Contact', { set: [['Contact', '<sip:a@x']] }, /sip:a/],
    ['CSeq of another method', { set: [['CSeq', '1 PUBLISH']] }, /^PUBLISH$/],
    ['no Max-Forwards', { without: ['Max-Forwards'] }, /^SUBSCRIBE/],
  ];
  for (const [name, changes, at] of broken) {
    it(`fails ${name}`, () => assert.match(failureAt(subscribeMethod, subscribeSubject(changes)), at));
  }

  it('wants no Contact inside a dialog', () => {
    const subject = subscribeSubject({ without: ['Contact'] }, { kind: 'settings-subscribe-in-dialog' });
    assertPass(subscribeMethod, subject);
  });

  it('fails settings that are asked for by another method, pointing at the method', () => {
    const subject = subscribeSubject({ method: 'OPTIONS' }, { kind: 'retrieve-by-other-means' });
    assert.equal(failureAt(subscribeMethod, subject), 'OPTIONS');
  });

  describe('leaves out what another item of the clause judges', () => {
    const elsewhere: readonly [string, Changes][] = [
      ['a repeated Expires', { add: [['Expires', '0']] }],
      ['a repeated Event', { add: [['Event', 'service-settings']] }],
      ['a Request-URI in brackets', { requestUri: '<sip:alice@example.com>' }],
    ];
    for (const [name, changes] of elsewhere) it(name, () => assertPass(subscribeMethod, subscribeSubject(changes)));

    it('but not the Request-URI inside a dialog, which no other item looks at', () => {
      const subject = subscribeSubject({ requestUri: '<sip:im@192.0.2.1>' }, { kind: 'settings-subscribe-in-dialog' });
      assert.deepEqual(outcomes(subscribeMethod, subject), ['fail']);
    });
  });
});
