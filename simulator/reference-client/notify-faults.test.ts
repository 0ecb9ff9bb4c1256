import { strict as assert } from 'node:assert';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { Desk } from './desk.fixture';

const ended = { 'Subscription-State': 'terminated;reason=timeout', CSeq: '11 NOTIFY' };
const stranger = { From: '<sip:alice@example.com>;tag=n2' };
const entity = '<s:entity id="a"/>';
const settings = (content: string, more = '') =>
  `<s:poc-settings xmlns:s="urn:oma:params:xml:ns:poc:poc-settings"${more}>${content}</s:poc-settings>`;

/** Fault, what is done, the right answer, the wrong one. */
const cases: readonly [
  fault: string,
  act: (desk: Desk) => number | undefined,
  right: number,
  wrong: number | undefined,
][] = [
  [
    'needs-long-names',
    (desk) => desk.answered().ask({ Event: undefined, o: 'service-settings', 'Call-ID': undefined, I: 'c' }),
    200,
    400,
  ],
  ['takes-unknown-methods', (desk) => desk.ask({}, { method: 'FOO' }), 501, 200],
  ['takes-unknown-methods', (desk) => desk.ask({}, { method: 'INFO' }), 405, 200],
  ['refuses-unknown-headers', (desk) => desk.ask({ 'X-Unknown': ';;,,;' }), 200, 400],
  ['ignores-require', (desk) => desk.ask({ Require: 'nothingSupportsThis' }), 420, 200],
  ['swallows-unknown-type', (desk) => desk.ask({ 'Content-Type': 'text/plain' }), 415, 200],
  ['swallows-unknown-coding', (desk) => desk.ask({ 'Content-Encoding': 'x-foo' }), 415, 200],
  ['reads-surplus', (desk) => desk.ask({}, { surplus: 30 }), 200, 400],
  ['takes-short-body', (desk) => desk.ask({}, { truncated: true }), 400, 200],
  ['lists-foreign-packages', (desk) => desk.ask({}, { method: 'SUBSCRIBE' }), 405, 489],
  ['answers-408', (desk) => desk.ask({}, { method: 'OPTIONS' }), 200, 408],
  ['takes-next-for-a-copy', (desk) => [desk.ask(), desk.ask({ CSeq: '11 NOTIFY' })][1], 200, undefined],
  ['takes-stray-notify', (desk) => desk.ask({ To: '<sip:alice@example.com>' }), 481, 200],
  ['takes-other-package', (desk) => desk.ask({ Event: 'foo-bar' }), 489, 200],
  ['folds-event-case', (desk) => desk.ask({ Event: 'Service-Settings' }), 489, 200],
  ['takes-second-notifier', (desk) => [desk.ask(), desk.ask(stranger)][1], 481, 200],
  ['takes-notify-after-refusal', (desk) => desk.over('refused').ask(), 481, 200],
  ['takes-late-notify', (desk) => desk.over('no notify').ask(), 481, 200],
  ['takes-notify-after-end', (desk) => [desk.ask(ended), desk.ask({ CSeq: '12 NOTIFY' })][1], 481, 200],
  ['takes-older-notify', (desk) => [desk.ask(), desk.ask({ CSeq: '5 NOTIFY' })][1], 500, 200],
  ['refuses-gaps', (desk) => [desk.ask(), desk.ask({ CSeq: '500 NOTIFY' })][1], 200, 500],
  ['accepts-with-202', (desk) => desk.answered().ask(ended), 200, 202],
  ['needs-a-document', (desk) => desk.ask({ ...ended, 'Content-Type': undefined }, { body: '' }), 200, 400],
  [
    'gives-up-when-pending',
    (desk) => {
      desk.ask({ 'Subscription-State': 'pending;expires=60', 'Content-Type': undefined }, { body: '' });
      return desk.ask(ended);
    },
    200,
    481,
  ],
  ['gives-up-when-active', (desk) => [desk.ask(), desk.ask(ended)][1], 200, 481],
  ['refuses-empty-document', (desk) => desk.ask({}, { body: settings('') }), 200, 400],
  ['refuses-two-entities', (desk) => desk.ask({}, { body: settings(entity + entity) }), 200, 400],
  [
    'refuses-foreign-xml',
    (desk) => desk.ask({}, { body: settings(`${entity}<y:z y:a="1"/>`, ' xmlns:y="urn:example"') }),
    200,
    400,
  ],
  ['wants-the-tag-of-the-200', (desk) => desk.answered('n2').ask(), 200, 481],
  [
    'forgets-its-answers',
    (desk) => {
      const via = { ...ended, Via: 'SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKsame' };
      return [desk.ask(via), desk.ask(via)][1];
    },
    200,
    481,
  ],
];

describe('faults of the answers to requests', () => {
  let clock: SinonFakeTimers;
  beforeEach(() => {
    clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  });
  afterEach(() => clock.restore());

  for (const [fault, act, right, wrong] of cases) {
    it(`${fault} answers ${wrong ?? 'nothing'} in place of ${right}`, () => {
      assert.equal(act(new Desk()), right);
      assert.equal(act(new Desk([fault])), wrong);
    });
  }

  for (const [fault, sameTag, otherTag] of [
    ['answers-early-notify-481', 481, 200],
    ['wants-the-tag-of-the-200', 200, 481],
  ] as const) {
    it(`${fault} waits for the 200 to the SUBSCRIBE`, () => {
      for (const [tag, status] of [
        ['n1', sameTag],
        ['n2', otherTag],
      ] as const) {
        assert.equal(new Desk().ask(), 200);
        const desk = new Desk([fault]);
        assert.equal(desk.ask(ended), undefined);
        desk.answered(tag);
        clock.tick(3000);
        assert.equal(desk.last?.status, status);
      }
    });
  }

  it('mixes-up-event-ids takes the NOTIFY without the id', () => {
    const answers = (desk: Desk) => [
      desk.ask(),
      desk.ask({ Event: 'service-settings;id=7;foo=bar', CSeq: '11 NOTIFY' }),
    ];
    assert.deepEqual(answers(new Desk([], 'service-settings;id=7')), [481, 200]);
    assert.deepEqual(answers(new Desk(['mixes-up-event-ids'], 'service-settings;id=7')), [200, 481]);
  });

  const vias = 'SIP/2.0/UDP a.example.com;rport;branch=z9hG4bK1, SIP/2.0/UDP b;branch=2, SIP/2.0/TCP c;branch=3';
  const texts: readonly [fault: string, right: RegExp, wrong: RegExp][] = [
    ['swaps-vias', /UDP b;branch=2\r\nVia: SIP\/2.0\/TCP c/, /TCP c;branch=3\r\nVia: SIP\/2.0\/UDP b/],
    ['leaves-rport-empty', /;rport=40000;.*received=127/, /a\.example\.com;rport;branch=z9hG4bK1;received=127/],
    ['adds-no-to-tag', /\r\nTo: <sip:alice@example.com>;tag=\w+\r\n/, /\r\nTo: <sip:alice@example.com>\r\n/],
  ];
  for (const [fault, right, wrong] of texts) {
    it(`${fault} writes another response`, () => {
      for (const [faults, expected] of [
        [[], right],
        [[fault], wrong],
      ] as const) {
        const desk = new Desk(faults);
        desk.ask({ Via: vias, To: '<sip:alice@example.com>' });
        assert.match(desk.last?.text ?? '', expected);
      }
    });
  }

  it('adds-no-received leaves the source address out', () => {
    const via = (faults: string[]) => {
      const desk = new Desk(faults);
      desk.ask({ Via: 'SIP/2.0/UDP notifier.example.com:5070;branch=z9hG4bK1' });
      return /Via: (.*)\r/.exec(desk.last?.text ?? '')?.[1];
    };
    assert.match(via([]) ?? '', /;received=127\.0\.0\.1$/);
    assert.doesNotMatch(via(['adds-no-received']) ?? 'received', /received/);
  });

  it('answers-the-registrar sends its answer to the server', () => {
    for (const [faults, port] of [
      [[], 5070],
      [['answers-the-registrar'], 5060],
    ] as const) {
      const desk = new Desk(faults);
      desk.ask();
      assert.equal(desk.last?.port, port);
    }
  });

  const courses: readonly [fault: string, after: readonly (readonly [number, readonly number[]])[]][] = [
    [
      'answers-twice',
      [
        [0, [200]],
        [500, [200, 200]],
      ],
    ],
    ['rings-on-notify', [[0, [180, 200]]]],
    ['tries-at-once', [[0, [100, 200]]]],
    [
      'answers-late',
      [
        [4900, []],
        [200, [200]],
      ],
    ],
    [
      'asks-the-user',
      [
        [3500, []],
        [200, [100]],
        [29_500, [100, 200]],
      ],
    ],
  ];
  for (const [fault, after] of courses) {
    it(`${fault} answers at other times`, () => {
      const right = new Desk();
      right.ask();
      const desk = new Desk([fault]);
      desk.ask();
      for (const [pause, statuses] of after) {
        clock.tick(pause);
        assert.deepEqual(
          desk.given.map(({ status }) => status),
          statuses,
        );
      }
      assert.deepEqual(
        right.given.map(({ status }) => status),
        [200],
      );
    });
  }
});
