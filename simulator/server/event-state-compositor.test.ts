import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { SipResponse } from '../sip/message';
import { type Changes, publishBytes, SETTINGS_DOCUMENT, subscribeBytes } from '../sip/message.fixture';
import { defaultServerLimits } from './config';
import { headerOf, Wire } from './endpoint.fixture';

let count = 0;
/** A PUBLISH of a transaction of its own. */
function publish(changes: Changes = {}): Buffer {
  count += 1;
  const via = `SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKesc${count};rport`;
  return publishBytes({ ...changes, set: [['Via', via], ['Call-ID', `esc${count}`], ...(changes.set ?? [])] });
}

const ifMatch = (tag: string | undefined, more: Changes = {}): Buffer =>
  publish({ ...more, set: [['SIP-If-Match', tag ?? ''], ...(more.set ?? [])] });
const withoutBody: Changes = { body: '', without: ['Content-Type'] };
const tagOf = (response: SipResponse): string | undefined => headerOf(response, 'SIP-ETag');
const statusOf = (response: SipResponse): number => response.start.status;

/** What a fetch finds. */
function fetch(wire: Wire, now: number): string {
  count += 1;
  const via = `SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKf${count};rport`;
  const { packets } = wire.send(
    subscribeBytes({
      set: [
        ['Via', via],
        ['Call-ID', `f${count}`],
      ],
    }),
    now,
  );
  return packets[1]?.bytes.toString('utf8').split('\r\n\r\n')[1] ?? '';
}

describe('Event State Compositor (RFC 3903 section 6)', () => {
  it('takes an initial publication and chooses the lifetime', () => {
    const ok = new Wire({ grantedPublishLifetime: 60 }).ask(publish());
    assert.equal(statusOf(ok), 200);
    assert.equal(headerOf(ok, 'Expires'), '60');
    assert.match(tagOf(ok) ?? '', /^e1-id\d+$/);
  });

  it('grants a shorter lifetime as asked and a longer one not', () => {
    const wire = new Wire({ grantedPublishLifetime: 60 });
    const granted = (expires: string): string | undefined =>
      headerOf(wire.ask(publish({ add: [['Expires', expires]] })), 'Expires');
    assert.deepEqual(['30', '4294967295', '0'].map(granted), ['30', '60', '0']);
  });

  it('answers 404 to an address that is not served, before anything else', () => {
    const wire = new Wire({ servedUris: ['sip:bob@example.com', 'tel:+12015550123'] });
    assert.equal(statusOf(wire.ask(publish({ without: ['Event'] }))), 404);
    assert.equal(statusOf(wire.ask(publish({ requestUri: 'sip:b%6fb@EXAMPLE.com;x=1' }))), 200);
    assert.equal(statusOf(wire.ask(publish({ requestUri: 'tel:+1-201-555-0123' }))), 200);
    assert.equal(statusOf(wire.ask(publish({ requestUri: 'sip:Bob@example.com' }))), 404);
  });

  it('answers 489 with Allow-Events to another, a missing and a differently written package', () => {
    const wire = new Wire();
    for (const changes of [
      { set: [['Event', 'presence']] },
      { without: ['Event'] },
      { set: [['Event', 'Service-Settings']] },
      { set: [['Event', '']] },
    ] as Changes[]) {
      const refusal = wire.ask(publish(changes));
      assert.equal(statusOf(refusal), 489);
      assert.equal(headerOf(refusal, 'Allow-Events'), 'service-settings');
    }
  });

  it('answers 412 to a tag that is unknown, used up, of another address or run out', () => {
    const wire = new Wire({ grantedPublishLifetime: 60 });
    const tag = tagOf(wire.ask(publish()));
    assert.equal(statusOf(wire.ask(ifMatch('never'))), 412);
    assert.equal(statusOf(wire.ask(ifMatch('*'))), 412);
    assert.equal(statusOf(wire.ask(ifMatch(tag, { requestUri: 'sip:bob@example.com' }))), 412);
    const next = tagOf(wire.ask(ifMatch(tag)));
    assert.equal(statusOf(wire.ask(ifMatch(tag))), 412);
    assert.equal(statusOf(wire.ask(ifMatch(next), 59_999)), 200);
    const last = tagOf(wire.ask(publish(), 60_000));
    assert.equal(statusOf(wire.ask(ifMatch(last), 120_000)), 412);
  });

  it('answers 400 to several tags, to no token, and to an Expires that cannot be read', () => {
    const wire = new Wire();
    assert.equal(
      statusOf(
        wire.ask(
          publish({
            add: [
              ['SIP-If-Match', 'a'],
              ['SIP-If-Match', 'a'],
            ],
          }),
        ),
      ),
      400,
    );
    assert.equal(statusOf(wire.ask(ifMatch('a, b'))), 400);
    assert.equal(statusOf(wire.ask(ifMatch(''))), 400);
    assert.equal(statusOf(wire.ask(publish({ add: [['Expires', 'soon']] }))), 400);
    assert.equal(
      statusOf(
        wire.ask(
          publish({
            add: [
              ['Expires', '1'],
              ['Expires', '2'],
            ],
          }),
        ),
      ),
      400,
    );
  });

  it('answers 415 with Accept to another, an unreadable and a missing content type', () => {
    const wire = new Wire();
    for (const changes of [
      { set: [['Content-Type', 'application/sdp']] },
      { set: [['Content-Type', 'xml']] },
      { without: ['Content-Type'] },
    ] as Changes[]) {
      const refusal = wire.ask(publish(changes));
      assert.equal(statusOf(refusal), 415);
      assert.equal(headerOf(refusal, 'Accept'), 'application/poc-settings+xml');
    }
    assert.equal(
      statusOf(wire.ask(publish({ set: [['Content-Type', 'Application/POC-settings+xml;charset=utf-8']] }))),
      200,
    );
  });

  it('answers 400 to an initial PUBLISH without a body', () => {
    const wire = new Wire();
    assert.equal(statusOf(wire.ask(publish(withoutBody))), 400);
    assert.equal(statusOf(wire.ask(publish({ ...withoutBody, body: '\r\n' }))), 400);
  });

  it('never gives a tag twice', () => {
    const wire = new Wire();
    const tags = [1, 2, 3, 4].map(() => tagOf(wire.ask(publish())));
    assert.equal(new Set(tags).size, 4);
  });

  it('keeps the state at a refresh, and prolongs it', () => {
    const wire = new Wire({ grantedPublishLifetime: 60 });
    const tag = tagOf(wire.ask(publish(), 0));
    const refreshed = wire.ask(ifMatch(tag, withoutBody), 50_000);
    assert.equal(statusOf(refreshed), 200);
    assert.notEqual(tagOf(refreshed), tag);
    assert.equal(fetch(wire, 109_999), SETTINGS_DOCUMENT);
    assert.doesNotMatch(fetch(wire, 110_000), /entity/);
  });

  it('composes by the last write, and falls back to what is left', () => {
    const wire = new Wire();
    const other = SETTINGS_DOCUMENT.replaceAll('EEFF', 'EE00').replaceAll('"false"', '"true"');
    const first = tagOf(wire.ask(publish(), 0));
    const second = tagOf(wire.ask(publish({ body: other }), 1));
    assert.equal(fetch(wire, 2), other);
    wire.ask(ifMatch(first, withoutBody), 3);
    assert.equal(fetch(wire, 4), other, 'a refresh writes nothing');
    wire.ask(ifMatch(second, { ...withoutBody, add: [['Expires', '0']] }), 5);
    assert.equal(fetch(wire, 6), SETTINGS_DOCUMENT);
  });

  it('shares the state among the aliases of the IM Address', () => {
    const wire = new Wire({ servedUris: ['tel:+12015550123', 'sip:alice@example.com'] });
    wire.ask(publish({ requestUri: 'tel:+12015550123' }));
    assert.equal(fetch(wire, 1), SETTINGS_DOCUMENT);
  });

  it('removes with Expires 0, and notifies nothing of a body that is no settings document', () => {
    const wire = new Wire();
    const tag = tagOf(wire.ask(publish()));
    const removed = wire.ask(ifMatch(tag, { ...withoutBody, add: [['Expires', '0']] }));
    assert.deepEqual([statusOf(removed), headerOf(removed, 'Expires')], [200, '0']);
    assert.doesNotMatch(fetch(wire, 1), /entity/);
    assert.equal(statusOf(wire.ask(publish({ body: '<poc-settings' }))), 200);
    assert.doesNotMatch(fetch(wire, 2), /entity/);
  });

  it('passes an incomplete document of one entity on as it is', () => {
    const wire = new Wire();
    const incomplete = SETTINGS_DOCUMENT.replace(/<im:vis-settings>.*<\/im:vis-settings>/, '');
    wire.ask(publish({ body: incomplete }));
    assert.equal(fetch(wire, 1), incomplete);
  });

  it('drops the publication that runs out first beyond the limit, and says so once', () => {
    const wire = new Wire({ limits: { ...defaultServerLimits, publications: 2 } });
    const sent = [0, 1, 2, 3].map((now) => wire.send(publish(), now));
    assert.deepEqual(
      sent.flatMap(({ notes }) => notes.map(({ note }) => note)),
      ['limit-reached'],
    );
    const tags = sent.map(({ messages }) => headerOf(messages[0], 'SIP-ETag'));
    assert.deepEqual(
      tags.map((tag) => statusOf(wire.ask(ifMatch(tag, withoutBody), 4))),
      [412, 412, 200, 200],
    );
  });

  it('drops publications beyond the octets of all bodies, and says so once', () => {
    const wire = new Wire({ limits: { ...defaultServerLimits, octets: 100_000 } });
    const body = 'x'.repeat(40_000);
    const sent = [0, 1, 2, 3].map((now) => wire.send(publish({ body }), now));
    assert.deepEqual(
      sent.flatMap(({ notes }) => notes.map(({ text }) => text.slice(0, 51))),
      ['the server holds 100000 octets of publications and '],
    );
    const tags = sent.map(({ messages }) => headerOf(messages[0], 'SIP-ETag'));
    assert.deepEqual(
      tags.map((tag) => statusOf(wire.ask(ifMatch(tag, { ...withoutBody, add: [['Expires', '0']] }), 4))),
      [412, 412, 200, 200],
    );
    const again = [5, 6].map((now) => wire.send(publish({ body }), now));
    assert.ok(again.every(({ messages }) => headerOf(messages[0], 'SIP-ETag') !== undefined));
    assert.equal(statusOf(wire.ask(ifMatch(headerOf(again[0]?.messages[0], 'SIP-ETag'), withoutBody), 7)), 200);
  });

  it('answers 414 to a Request-URI that is no name any more', () => {
    const long = publish({ requestUri: `sip:alice@example.com;x=${'y'.repeat(1_100)}` });
    assert.equal(statusOf(new Wire().ask(long)), 414);
  });
});
