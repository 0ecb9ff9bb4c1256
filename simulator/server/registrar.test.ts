import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { fieldsNamed, type SipResponse } from '../sip/message';
import { publishBytes, registerBytes } from '../sip/message.fixture';
import { defaultServerLimits } from './config';
import { headerOf, Wire } from './endpoint.fixture';

type Rows = readonly (readonly [string, string])[];

let branches = 0;
function register(cseq: number, rows: Rows = [], without: readonly string[] = []): Buffer {
  branches += 1;
  const via: [string, string] = ['Via', `SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKreg${branches};rport`];
  return registerBytes({ set: [via, ['CSeq', `${cseq} REGISTER`], ...rows], without });
}

function contacts(response: SipResponse): readonly string[] {
  return fieldsNamed(response, 'contact').map(({ value }) => value);
}

const phone = '<sip:alice@192.0.2.10:5060>';
const tablet = '<sip:alice@192.0.2.20>;q=0.5;expires=60;+sip.instance="<urn:x>"';

describe('registrar (RFC 3261 section 10.3)', () => {
  it('lists the binding with its lifetime and its feature tags', () => {
    const ok = new Wire().ask(register(1));
    assert.equal(ok.start.status, 200);
    assert.deepEqual(contacts(ok), [`${phone};expires=3600;+g.oma.sip-im`]);
  });

  it('lists every binding of the address with what is left of its lifetime', () => {
    const wire = new Wire();
    wire.ask(register(1));
    wire.ask(register(2, [['Contact', tablet]]), 10_000);
    const query = wire.ask(register(3, [], ['Contact', 'Expires']), 20_500);
    assert.deepEqual(contacts(query), [
      `${phone};expires=3580;+g.oma.sip-im`,
      '<sip:alice@192.0.2.20>;expires=50;q=0.5;+sip.instance="<urn:x>"',
    ]);
  });

  it('prefers the parameter to the header field, and bounds both', () => {
    const wire = new Wire({ registrationLifetime: 100 });
    const ask = (cseq: number, ...rows: Rows): string | undefined => contacts(wire.ask(register(cseq, rows)))[0];
    assert.equal(ask(1, ['Contact', `${phone};expires=30`], ['Expires', '60']), `${phone};expires=30`);
    assert.equal(ask(2, ['Contact', phone], ['Expires', '60']), `${phone};expires=60`);
    assert.equal(ask(3, ['Contact', phone], ['Expires', '600000']), `${phone};expires=100`);
    assert.equal(ask(4, ['Contact', `${phone};expires=soon`], ['Expires', '4294967296']), `${phone};expires=100`);
  });

  it('recognises a Contact in another spelling', () => {
    const wire = new Wire();
    wire.ask(register(1, [['Contact', '<sip:alice@Host.example.com;x=1>']]));
    const again = wire.ask(register(2, [['Contact', '<sip:%61lice@HOST.example.com>']]));
    assert.deepEqual(contacts(again), ['<sip:%61lice@HOST.example.com>;expires=3600']);
  });

  it('removes one binding with expires=0 and all with *', () => {
    const wire = new Wire();
    wire.ask(register(1, [['Contact', `${phone}, ${tablet}`]]));
    const one = wire.ask(register(2, [['Contact', `${phone};expires=0`]]));
    assert.equal(contacts(one).length, 1);
    const all = wire.ask(
      register(3, [
        ['Contact', '*'],
        ['Expires', '0'],
      ]),
    );
    assert.deepEqual([all.start.status, contacts(all)], [200, []]);
  });

  it('refuses * without Expires 0 or beside others', () => {
    const wire = new Wire();
    for (const rows of [
      [
        ['Contact', '*'],
        ['Expires', '60'],
      ],
      [
        ['Contact', '*'],
        ['Contact', phone],
        ['Expires', '0'],
      ],
    ] as Rows[]) {
      assert.equal(wire.ask(register(1, rows)).start.status, 400);
    }
    assert.equal(wire.ask(register(2, [['Contact', '*']], ['Expires'])).start.status, 400);
    assert.equal(wire.ask(register(3, [['Contact', 'sip:alice@192.0.2.10?a=b']])).start.status, 400);
  });

  it('aborts an update whose CSeq has not risen under the same Call-ID, wholly', () => {
    const wire = new Wire();
    wire.ask(register(5));
    assert.equal(wire.ask(register(5, [['Contact', `<sip:new@192.0.2.30>, ${phone};expires=0`]])).start.status, 500);
    assert.equal(
      wire.ask(
        register(4, [
          ['Contact', '*'],
          ['Expires', '0'],
        ]),
      ).start.status,
      500,
    );
    assert.deepEqual(contacts(wire.ask(register(6, [], ['Contact']))), [`${phone};expires=3600;+g.oma.sip-im`]);
    const restarted = wire.ask(
      register(1, [
        ['Call-ID', 'other'],
        ['Contact', `${phone};expires=0`],
      ]),
    );
    assert.deepEqual([restarted.start.status, contacts(restarted)], [200, []]);
  });

  it('forgets a binding when it runs out', () => {
    const wire = new Wire({ servedUris: ['sip:bob@example.com'] });
    wire.ask(register(1, [['Expires', '60']]));
    assert.equal(wire.ask(publishBytes(), 59_999).start.status, 200, 'a registered address is served');
    assert.deepEqual(contacts(wire.ask(register(2, [], ['Contact']), 60_000)), []);
    assert.equal(wire.ask(publishBytes({ set: [['CSeq', '2 PUBLISH']] }), 60_000).start.status, 404);
  });

  it('takes a tel address, and refuses one that is no address', () => {
    const wire = new Wire();
    assert.equal(contacts(wire.ask(register(1, [['To', '<tel:+1-201-555-0123>']]))).length, 1);
    assert.equal(contacts(wire.ask(register(2, [['To', '<tel:+12015550123>']], ['Contact']))).length, 1);
    assert.equal(wire.ask(register(3, [['To', '<mailto:alice@example.com>']])).start.status, 400);
  });

  it('tells what an IMS core tells, while there is a binding', () => {
    const ims = {
      serviceRoute: ['<sip:orig@scscf.example.com;lr>', 'sip:b.example.com;lr'],
      associatedUris: ['sip:a@b', 'tel:+1'],
    };
    const wire = new Wire({ ims });
    const ok = wire.ask(
      register(1, [
        ['Path', '<sip:p.example.com;lr>'],
        ['Require', 'path'],
      ]),
    );
    const routes = fieldsNamed(ok, 'service-route').map(({ value }) => value);
    assert.deepEqual(routes, ['<sip:orig@scscf.example.com;lr>', '<sip:b.example.com;lr>']);
    assert.equal(headerOf(ok, 'P-Associated-URI'), '<sip:a@b>, <tel:+1>');
    assert.equal(headerOf(ok, 'Path'), '<sip:p.example.com;lr>');
    assert.equal(headerOf(wire.ask(register(2, [['Expires', '0']])), 'P-Associated-URI'), undefined);
  });

  it('drops the oldest binding beyond the limit, and says so once', () => {
    const wire = new Wire({ limits: { ...defaultServerLimits, bindings: 2 } });
    const notes = [1, 2, 3, 4].flatMap(
      (number) =>
        wire.send(
          register(1, [
            ['To', `<sip:user${number}@example.com>`],
            ['Call-ID', `c${number}`],
          ]),
        ).notes,
    );
    assert.deepEqual(
      notes.map(({ note }) => note),
      ['limit-reached'],
    );
    assert.deepEqual(contacts(wire.ask(register(2, [['To', '<sip:user2@example.com>']], ['Contact']))), []);
    assert.equal(contacts(wire.ask(register(2, [['To', '<sip:user3@example.com>']], ['Contact']))).length, 1);
  });

  const numbered = (from: number, to: number, more = ''): string =>
    Array.from({ length: to - from }, (_, index) => `<sip:u${from + index}@192.0.2.10${more}>`).join(', ');

  it('refuses thousands of contacts at once, and says why', () => {
    const wire = new Wire();
    const stream = { transport: 'tcp', connection: 1 } as const;
    const before = process.cpuUsage();
    const many = wire.ask(register(1, [['Contact', numbered(0, 4_000)]]), 0, stream);
    const { user, system } = process.cpuUsage(before);
    assert.deepEqual([many.start.status, many.start.reason], [400, 'Contacts Longer Than 32768 Octets']);
    assert.ok(user + system < 300_000, `${(user + system) / 1_000} ms of processor time`);
    const some = wire.ask(register(2, [['Contact', numbered(0, 65)]]));
    assert.deepEqual([some.start.status, some.start.reason], [400, 'More Than 64 Contacts']);
    assert.equal(contacts(wire.ask(register(3, [], ['Contact']))).length, 0);
    assert.equal(contacts(wire.ask(register(4, [['Contact', numbered(0, 64)]]))).length, 64);
  });

  it('keeps the newest 64 bindings of an address, and no more than 32 KiB of them', () => {
    const wire = new Wire();
    wire.ask(register(1, [['Contact', numbered(0, 64)]]));
    const listed = contacts(wire.ask(register(2, [['Contact', numbered(64, 66)]])));
    assert.deepEqual([listed.length, listed[0]], [64, '<sip:u2@192.0.2.10>;expires=3600']);
    const long = contacts(wire.ask(register(3, [['Contact', numbered(66, 68, `;x=${'y'.repeat(16_000)}`)]])));
    assert.deepEqual(
      long.slice(-2).map((contact) => contact.slice(0, 9)),
      ['<sip:u66@', '<sip:u67@'],
    );
    assert.ok(long.length > 2 && long.length < 64);
    assert.ok(long.join('').length < 40_000);
  });

  it('drops the bindings that run out first beyond the octets of all, and says so once', () => {
    const wire = new Wire({ limits: { ...defaultServerLimits, octets: 60_000 } });
    const notes = [1, 2, 3, 4].flatMap(
      (number) =>
        wire.send(
          register(1, [
            ['To', `<sip:user${number}@example.com>`],
            ['Contact', numbered(0, 1, `;x=${'y'.repeat(25_000)}`)],
          ]),
        ).notes,
    );
    assert.deepEqual(
      notes.map(({ text }) => text.slice(0, 45)),
      ['the server holds 60000 octets of bindings and'],
    );
    const left = [1, 2, 3, 4].map(
      (number) => contacts(wire.ask(register(2, [['To', `<sip:user${number}@example.com>`]], ['Contact']))).length,
    );
    assert.deepEqual(left, [0, 0, 1, 1]);
  });
});
