import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { SETTINGS_DOCUMENT } from '../../sip/message.fixture';
import { assertPass, failureAt, outcomes } from '../assertions.fixture';
import { context, publishSubject } from '../trace.fixture';
import { publishMethod } from './1-publish-method';
import { publishRequestUri } from './2-request-uri';

type Changes = Parameters<typeof publishSubject>[0];
const replace = (from: string | RegExp, to: string) => ({ raw: (text: string) => text.replace(from, to) });

const letters: Readonly<Record<string, string>> = {
  Via: 'v',
  From: 'f',
  To: 't',
  'Call-ID': 'i',
  'Accept-Contact': 'a',
  Event: 'o',
  'Content-Type': 'c',
  'Content-Length': 'l',
};

function compact(text: string, form = (letter: string) => letter): string {
  return text.replace(/^([A-Z][A-Za-z-]+)(?=:)/gm, (name) => form(letters[name] ?? name));
}

describe('6.1.1.1-1 the settings are conveyed with a well-formed PUBLISH', () => {
  const legal: readonly [string, Changes][] = [
    ['a plain one', {}],
    ['compact names', { raw: compact }],
    ['compact names in upper case', { raw: (text) => compact(text, (letter) => letter.toUpperCase()) }],
    ['folded header fields', replace(/^From: /m, 'From:\r\n ')],
    [
      'unknown header fields and parameters',
      {
        add: [
          ['X-Any', ';;,,'],
          ['User-Agent', 'x/1 (y)'],
          ['Date', 'Thu, 21 Feb 2002 13:02:03 GMT'],
        ],
      },
    ],
    ['no Content-Length over UDP', { without: ['Content-Length'] }],
    ['a bare From', { set: [['From', 'sip:alice@example.com;tag=a']] }],
    ['CSeq with leading zeros', { set: [['CSeq', '007 PUBLISH']] }],
    ['Max-Forwards 0', { set: [['Max-Forwards', '0']] }],
    [
      'several Via values',
      { set: [['Via', 'SIP/2.0/UDP a.example.com;branch=z9hG4bK1, SIP/2.0/TCP b.example.com;branch=z9hG4bK2']] },
    ],
    ['Call-ID without host and with brackets', { set: [['Call-ID', 'a<b>"c"']] }],
    ['a Contact, which has no meaning', { add: [['Contact', '<sip:alice@192.0.2.10>']] }],
    ['SIP-If-Match', { add: [['SIP-If-Match', 'e1-Zx.9']] }],
    ['Content-Type with a parameter', { set: [['Content-Type', 'application/poc-settings+xml;charset=UTF-8']] }],
    ['Content-Type in another case', { set: [['Content-Type', 'Application/POC-Settings+XML']] }],
  ];
  for (const [name, changes] of legal) it(`passes ${name}`, () => assertPass(publishMethod, publishSubject(changes)));

  const broken: readonly [string, Changes, string | RegExp][] = [
    ['no Max-Forwards', { without: ['Max-Forwards'] }, /^PUBLISH/],
    ['no Call-ID', { without: ['Call-ID'] }, /^PUBLISH/],
    ['no From', { without: ['From'] }, /^PUBLISH/],
    ['no To', { without: ['To'] }, /^PUBLISH/],
    ['no CSeq', { without: ['CSeq'] }, /^PUBLISH/],
    ['no Via', { without: ['Via'] }, /^PUBLISH/],
    ['From without a tag', { set: [['From', '<sip:alice@example.com;tag=x>']] }, '<sip:alice@example.com;tag=x>'],
    ['an unreadable To', { set: [['To', '"Alice <sip:alice@example.com>']] }, /Alice/],
    ['CSeq of another method', { set: [['CSeq', '1 SUBSCRIBE']] }, 'SUBSCRIBE'],
    ['CSeq out of range', { set: [['CSeq', '2147483648 PUBLISH']] }, /2147483648/],
    ['Max-Forwards out of range', { set: [['Max-Forwards', '300']] }, '300'],
    ['a blank in Call-ID', { set: [['Call-ID', 'a b']] }, 'a b'],
    ['a branch without cookie', { set: [['Via', 'SIP/2.0/UDP 192.0.2.10;branch=1']] }, /branch=1$/],
    ['a branch of the cookie only', { set: [['Via', 'SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK']] }, /z9hG4bK$/],
    ['no branch', { set: [['Via', 'SIP/2.0/UDP 192.0.2.10']] }, /UDP 192/],
    ['a Via of another transport', { set: [['Via', 'SIP/2.0/TCP 192.0.2.10;branch=z9hG4bK1']] }, /TCP/],
    [
      'two SIP-If-Match rows',
      {
        add: [
          ['SIP-If-Match', 'a'],
          ['SIP-If-Match', 'b'],
        ],
      },
      'SIP-If-Match: b',
    ],
    ['a list in SIP-If-Match', { add: [['SIP-If-Match', 'a, b']] }, 'a, b'],
    ['a quoted entity-tag', { add: [['SIP-If-Match', '"a"']] }, '"a"'],
    ['a body without Content-Type', { without: ['Content-Type'] }, /^PUBLISH/],
    ['an unreadable Content-Type', { set: [['Content-Type', 'poc-settings']] }, 'poc-settings'],
    ['another media type', { set: [['Content-Type', 'text/xml']] }, 'text/xml'],
    ['From twice', { add: [['From', '<sip:alice@example.com>;tag=4fa3c2d19b']] }, /^From/],
    ['line ends without CR', { raw: (text) => text.replaceAll('\r\n', '\n') }, '\n'],
    ['a header row without colon', replace('Max-Forwards: 70', 'Max-Forwards: 70\r\nNonsense'), 'Nonsense'],
    ['another version', replace('SIP/2.0\r', 'SIP/7.0\r'), 'SIP/7.0'],
    ['a body that is cut off', { set: [['Content-Length', '9999']] }, '9999'],
    ['malformed XML', { body: SETTINGS_DOCUMENT.replace('</entity>', '') }, /poc-settings/],
    [
      'another root',
      {
        body: SETTINGS_DOCUMENT.replaceAll('poc-settings xmlns=', 'im-settings xmlns=').replace(
          '</poc-settings>',
          '</im-settings>',
        ),
      },
      /^<im-settings/,
    ],
  ];
  for (const [name, changes, at] of broken) {
    it(`fails ${name}`, () => {
      const octets = failureAt(publishMethod, publishSubject(changes));
      assert.match(octets, typeof at === 'string' ? new RegExp(`^${at.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`) : at);
    });
  }

  describe('a parameter name stands once in a value', () => {
    const repeated: readonly [string, Changes, string][] = [
      ['From', { set: [['From', '<sip:alice@example.com>;x=1;tag=a;X=2']] }, 'X=2'],
      ['To', { set: [['To', 'sip:alice@example.com;a;a']] }, 'a'],
      ['Via', { set: [['Via', 'SIP/2.0/UDP a.example.com;branch=z9hG4bK1;branch=z9hG4bK2']] }, 'branch=z9hG4bK2'],
      ['Contact', { add: [['Contact', '<sip:a@192.0.2.1>;q=1 ; q = 0.5']] }, 'q = 0.5'],
      ['Event', { set: [['Event', 'service-settings;id=1;id=1']] }, 'id=1'],
      ['Accept-Contact', { set: [['Accept-Contact', '*;+g.oma.sip-im;require;explicit;Require']] }, 'Require'],
      ['a second value of Accept-Contact', { add: [['a', '*;text, *;audio;audio']] }, 'audio'],
      ['Content-Type', { set: [['Content-Type', 'application/poc-settings+xml;a=1;a=2']] }, 'a=2'],
    ];
    for (const [name, changes, at] of repeated) {
      it(`fails a repeat in ${name}, and points at it`, () => {
        const seen = publishMethod.judge(publishSubject(changes), context());
        assert.deepEqual(
          seen.map(({ outcome }) => outcome),
          ['fail'],
        );
        assert.equal(failureAt(publishMethod, publishSubject(changes)), at);
      });
    }

    const single: readonly [string, Changes][] = [
      ['in two values of a list', { add: [['a', '*;audio;require, *;video;require']] }],
      ['in the URI and behind it', { add: [['Contact', '<sip:a@192.0.2.1;x=1;y=1>;x=1;y=1']] }],
      ['in a quoted string', { set: [['From', '"a;x;x" <sip:alice@example.com>;tag=1;y="b;tag=2;tag=3"']] }],
      ['in an unknown header field', { add: [['X-Any', 'a;b;b']] }],
    ];
    for (const [name, changes] of single)
      it(`passes the name ${name}`, () => assertPass(publishMethod, publishSubject(changes)));
  });

  describe('chunked transfer coding', () => {
    for (const value of ['chunked', 'gzip, Chunked']) {
      it(`fails Transfer-Encoding: ${value}`, () => {
        const subject = publishSubject({ add: [['Transfer-Encoding', value]] });
        assert.equal(failureAt(publishMethod, subject), `Transfer-Encoding: ${value}`);
      });
    }
    it('is no other coding and no other header field', () => {
      assertPass(publishMethod, publishSubject({ add: [['Transfer-Encoding', 'x-chunked']] }));
      assertPass(publishMethod, publishSubject({ add: [['Content-Transfer-Encoding', 'chunked']] }));
    });
  });

  describe('what the trace says of the request', () => {
    it('fails a To tag of no dialog, and points at it', () => {
      const to = { set: [['To', '<sip:alice@example.com;tag=x>;a=b;tag=1']] as const };
      assert.equal(failureAt(publishMethod, publishSubject(to, { hasStrayToTag: true })), 'tag=1');
      assertPass(publishMethod, publishSubject(to));
    });
    it('fails an entity-tag that may not be used', () => {
      const changes = { add: [['SIP-If-Match', 'e0']] as const };
      assert.equal(failureAt(publishMethod, publishSubject(changes, { entityTagProblem: 'why' })), 'e0');
    });
  });

  describe('the settings document', () => {
    const changed = (from: string | RegExp, to: string) => ({ body: SETTINGS_DOCUMENT.replace(from, to) });
    const isb = '<incoming-session-barring active="false"/>';
    const wrong: readonly [string, Changes, RegExp][] = [
      ['without an id of the entity', changed(/ id="[^"]*"/, ''), /^<entity>$/],
      ['with an empty id', changed(/ id="[^"]*"/, ' id=" \n"'), /^<entity id=/],
      [
        'with a second isb-settings',
        changed('</isb-settings>', `</isb-settings><isb-settings>${isb}</isb-settings>`),
        /^<isb-settings>$/,
      ],
      ['with a second incoming-session-barring', changed(isb, `${isb}${isb}`), /^<incoming-session-barring/],
      ['of XML 1.1', changed('version="1.0"', "version='1.1'"), /^1\.1$/],
      [
        'of another charset',
        { set: [['Content-Type', 'application/poc-settings+xml; Charset="ISO-8859-1"']] },
        /^Charset=/,
      ],
      [
        'of charset US-ASCII that is none',
        {
          ...changed(/ id="[^"]*"/, ' id="é"'),
          set: [['Content-Type', 'application/poc-settings+xml;charset=us-ascii']],
        },
        /^charset=/,
      ],
    ];
    for (const [name, changes, at] of wrong) {
      it(`fails one ${name}`, () => {
        assert.match(failureAt(publishMethod, publishSubject(changes)), at);
        assert.deepEqual(outcomes(publishMethod, publishSubject(changes)), ['fail']);
      });
    }

    it('may have any id, and a declaration without doubt', () => {
      for (const changes of [
        changed(/ id="[^"]*"/, ' id="x"'),
        changed(/^<\?.*?\?>/, ''),
        changed(/^<\?.*?\?>/, '\uFEFF<?xml version="1.0"?>'),
      ])
        assertPass(publishMethod, publishSubject(changes));
    });

    it('only gets a remark for charset US-ASCII that it is', () => {
      const set = [['Content-Type', 'application/poc-settings+xml;charset=US-ASCII']] as const;
      assert.deepEqual(outcomes(publishMethod, publishSubject({ set })), ['pass', 'warn']);
    });

    it('with two values of ISB that contradict fails item 7 a, and not this one', () => {
      const body = changed(
        '</isb-settings>',
        `</isb-settings><isb-settings>${isb.replace('false', 'true')}</isb-settings>`,
      );
      assertPass(publishMethod, publishSubject(body));
    });
  });

  describe('refresh_body=rfc3903: a refresh has no body', () => {
    const of = context({ rules: { refresh_body: 'rfc3903' } });
    const tagged = { add: [['SIP-If-Match', 'e1']] as const };
    const refresh = { stimulus: { operation: 'refresh' as const } };
    const held = { isb: false, ipmb: false, vis: true, dms: true, chs: false };

    it('fails one with the body that was published', () => {
      assert.match(failureAt(publishMethod, publishSubject(tagged, refresh, of), of), /^<\?xml/);
      assert.match(
        failureAt(publishMethod, publishSubject(tagged, { ...refresh, published: held }, of), of),
        /^<\?xml/,
      );
    });
    it('passes one without a body, an initial one, a change, and any under another rule', () => {
      const bodyless = { ...tagged, body: '', without: ['Content-Type'] };
      assertPass(publishMethod, publishSubject(bodyless, refresh, of), of);
      assertPass(publishMethod, publishSubject({}, refresh, of), of);
      assertPass(publishMethod, publishSubject(tagged, { stimulus: { operation: 'publish' } }, of), of);
      assertPass(publishMethod, publishSubject(tagged, { ...refresh, published: { ...held, vis: false } }, of), of);
      assertPass(publishMethod, publishSubject(tagged, refresh));
    });
  });

  describe('a start line that breaks RFC 3261 §7.1', () => {
    const lines: readonly [string, (line: string) => string][] = [
      ['without a version', (line) => line.replace(' SIP/2.0', '')],
      ['with two blanks', (line) => line.replace(' sip:', '  sip:')],
      ['with a tab', (line) => line.replace(' sip:', '\tsip:')],
      ['with a blank at the end', (line) => `${line} `],
      ['in lower case', (line) => line.replace('SIP/', 'sip/')],
    ];
    for (const [name, change] of lines) {
      it(`fails this item and not item 2: ${name}`, () => {
        const subject = publishSubject({ raw: (text) => text.replace(/^.*(?=\r\n)/, change) });
        assert.deepEqual(outcomes(publishMethod, subject), ['fail']);
        assertPass(publishRequestUri, subject);
      });
    }
  });

  it('fails a start line without a Request-URI, at which item 2 cannot look', () => {
    const subject = publishSubject({ raw: (text) => text.replace(' sip:alice@example.com', '') });
    assert.deepEqual(outcomes(publishMethod, subject), ['fail']);
    assert.deepEqual(outcomes(publishRequestUri, subject), ['inconc']);
  });

  it('fails a stream without Content-Length, whatever the document looks like', () => {
    const changes = {
      without: ['Content-Length'],
      set: [['Via', 'SIP/2.0/TCP a.example.com;branch=z9hG4bK1']] as const,
    };
    const subject = publishSubject({ ...changes, body: '<poc-settings>' }, { event: { transport: 'tcp' } });
    const seen = publishMethod.judge(subject, context());
    assert.deepEqual(
      seen.map(({ outcome, actual }) => [outcome, actual]),
      [['fail', 'missing']],
    );
  });

  it('names the clause of every breach', () => {
    const observations = publishMethod.judge(publishSubject({ without: ['Max-Forwards', 'Content-Type'] }), context());
    assert.equal(observations.length, 2);
    for (const { expected } of observations) assert.match(expected ?? '', /RFC 3261 §/);
  });

  it('tells a breach that occurs in every line once, with the number of the others', () => {
    const subject = publishSubject({ raw: (text) => text.replaceAll('\r\n', '\n') });
    const [first, ...others] = publishMethod.judge(subject, context());
    assert.match(first?.message ?? '', /and \d+ more/);
    assert.equal(others.length, 0);
  });

  it('only remarks on a cookie in another letter case', () => {
    const subject = publishSubject({ set: [['Via', 'SIP/2.0/UDP 192.0.2.10;branch=Z9HG4BK77']] });
    assert.deepEqual(outcomes(publishMethod, subject), ['pass', 'warn']);
  });

  it('fails a branch that another request had', () => {
    assert.match(failureAt(publishMethod, publishSubject({}, { reusesBranchOf: 3 })), /branch=/);
  });

  it('leaves open what only a limit or a coding keeps from being read', () => {
    const deep = `<poc-settings xmlns="urn:oma:params:xml:ns:poc:poc-settings">${'<a>'.repeat(40)}${'</a>'.repeat(40)}</poc-settings>`;
    assert.deepEqual(outcomes(publishMethod, publishSubject({ body: deep })), ['inconc']);
    assert.deepEqual(outcomes(publishMethod, publishSubject({ add: [['Content-Encoding', 'gzip']] })), ['inconc']);
    assertPass(publishMethod, publishSubject({ add: [['Content-Encoding', 'identity']] }));
  });

  it('fails settings that another method conveys, pointing at the method', () => {
    const subject = publishSubject({ method: 'MESSAGE' }, { kind: 'publish-by-other-means' });
    assert.equal(failureAt(publishMethod, subject), 'MESSAGE');
  });

  describe('leaves out what another item of the clause judges', () => {
    const elsewhere: readonly [string, Changes][] = [
      ['a repeated Event', { add: [['Event', 'service-settings']] }],
      ['an Event that cannot be read', { set: [['Event', 'service-settings\u0001']] }],
      [
        'a repeated Expires',
        {
          add: [
            ['Expires', '1'],
            ['Expires', '2'],
          ],
        },
      ],
      ['an Accept-Contact that cannot be read', { set: [['Accept-Contact', '*;=\u0001']] }],
      ['a Request-URI in brackets', { requestUri: '<sip:alice@example.com>' }],
      ['a blank in the Request-URI', { requestUri: 'sip:alice @example.com' }],
      ['a header part in the Request-URI', { requestUri: 'sip:alice@example.com?a=b' }],
    ];
    for (const [name, changes] of elsewhere) it(name, () => assertPass(publishMethod, publishSubject(changes)));

    it('an unreadable P-Preferred-Identity that decides', () => {
      const ims = context({ pics: { sip_ip_core: 'ims' } });
      assertPass(publishMethod, publishSubject({ add: [['P-Preferred-Identity', '<sip:\u0001alice']] }), ims);
    });

    it('but not in a removal, at which no other item but 6 looks', () => {
      const removal = { body: '', without: ['Content-Type'] };
      const add = [
        ['SIP-If-Match', 'e1'],
        ['Expires', '0'],
        ['Event', 'service-settings'],
      ] as const;
      assert.deepEqual(outcomes(publishMethod, publishSubject({ ...removal, add })), ['fail']);
      const subject = publishSubject({ ...removal, add: add.slice(0, 2), requestUri: '<sip:alice@example.com>' });
      assert.ok(outcomes(publishMethod, subject).includes('fail'));
    });

    it('but not a defect of a header field whose own item is met', () => {
      const subject = publishSubject({ set: [['Event', 'service-settings;x="\u0001"']] });
      assert.equal(outcomes(publishMethod, subject).length, 1);
    });
  });
});
