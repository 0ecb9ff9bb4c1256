import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt } from '../assertions.fixture';
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

  describe('leaves to the entries of RFC 3261 and RFC 3265 what they judge, whose verdicts it takes over', () => {
    const broken: readonly [string, Changes][] = [
      ['no Contact', { without: ['Contact'] }],
      ['CSeq of another method', { set: [['CSeq', '1 PUBLISH']] }],
      ['no Max-Forwards', { without: ['Max-Forwards'] }],
      ['a repeated Event', { add: [['Event', 'service-settings']] }],
    ];
    for (const [name, changes] of broken) it(name, () => assertPass(subscribeMethod, subscribeSubject(changes)));
  });

  it('passes one inside a dialog', () => {
    assertPass(subscribeMethod, subscribeSubject({}, { kind: 'settings-subscribe-in-dialog' }));
  });

  it('fails settings that are asked for by another method, pointing at the method', () => {
    const subject = subscribeSubject({ method: 'OPTIONS' }, { kind: 'retrieve-by-other-means' });
    assert.equal(failureAt(subscribeMethod, subject), 'OPTIONS');
  });
});
