import { strict as assert } from 'node:assert';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { parseServer } from './address';
import { ReferenceClient } from './client';
import type { Indication, Operation } from './order';
import { goodServer, notifiedSettings, notifyFor, type Script, ScriptedPeer } from './scripted-peer.fixture';
import { allInactive } from './settings';

const imAddress = 'sip:alice@example.com';

describe('ReferenceClient on the wire', () => {
  let peer: ScriptedPeer;
  let client: ReferenceClient;
  let told: Indication[];

  beforeEach(async () => {
    peer = await ScriptedPeer.open(goodServer());
    told = [];
    client = new ReferenceClient({ faults: [], keepsAlive: false, indicate: (indication) => told.push(indication) });
  });

  afterEach(async () => {
    await client.close();
    peer.close();
  });

  const perform = (operation: Operation, more: { imAddress?: string; transport?: string; settings?: unknown } = {}) =>
    client.perform({
      operation,
      server: parseServer(`${more.transport ?? 'udp'}:127.0.0.1:${peer.port}`),
      imAddress: more.imAddress ?? imAddress,
      ...(more.settings !== undefined && { settings: more.settings }),
    });

  const serve = (script: Script) => {
    peer.script = script;
  };

  it('closes once, however often and at whatever moment it is told to', async () => {
    await perform('register');
    await assert.doesNotReject(Promise.all([client.close(), client.close()]));
    await assert.doesNotReject(client.close());
  });

  it('registers at the domain with its feature tag, one Call-ID and a rising CSeq', async () => {
    assert.deepEqual(await perform('register'), { ok: true });
    assert.deepEqual(await perform('register'), { ok: true });
    const [first, second] = peer.of('REGISTER');
    assert.equal(first?.startLine, 'REGISTER sip:example.com SIP/2.0');
    assert.equal(first?.header('To'), '<sip:alice@example.com>');
    assert.match(first?.header('From') ?? '', /^<sip:alice@example\.com>;tag=\w+$/);
    assert.equal(first?.header('Contact'), `<sip:alice@127.0.0.1:${first?.port}>;+g.oma.sip-im`);
    assert.equal(first?.header('Expires'), '3600');
    assert.equal(first?.header('Supported'), 'path');
    assert.equal(second?.header('Call-ID'), first?.header('Call-ID'));
    assert.deepEqual([first?.header('CSeq'), second?.header('CSeq')], ['1 REGISTER', '2 REGISTER']);
  });

  it('deregisters the Contact that it registered', async () => {
    await perform('register');
    await perform('deregister');
    const [first, second] = peer.of('REGISTER');
    assert.equal(second?.header('Contact'), first?.header('Contact'));
    assert.equal(second?.header('Expires'), '0');
  });

  it('raises the interval once when 423 asks for it', async () => {
    serve((request) =>
      peer.seen.length === 1 ? request.reply('423 Interval Too Brief', ['Min-Expires: 7200']) : request.reply('200 OK'),
    );
    assert.deepEqual(await perform('register'), { ok: true });
    assert.equal(peer.seen[1]?.header('Expires'), '7200');
    assert.equal(peer.seen[1]?.header('CSeq'), '2 REGISTER');
  });

  it('publishes as the change request wants it', async () => {
    await perform('publish', { settings: { isb: true, chs: true } });
    const [publish] = peer.of('PUBLISH');
    assert.equal(publish?.startLine, 'PUBLISH sip:alice@example.com SIP/2.0');
    assert.equal(publish?.header('To'), '<sip:alice@example.com>');
    assert.match(publish?.header('From') ?? '', /^<sip:alice@example\.com>;tag=\w+$/);
    assert.match(
      publish?.header('Via') ?? '',
      new RegExp(`^SIP/2\\.0/UDP 127\\.0\\.0\\.1:${publish?.port};branch=z9hG4bK\\w{24};rport$`),
    );
    assert.equal(publish?.header('Max-Forwards'), '70');
    assert.equal(publish?.header('CSeq'), '1 PUBLISH');
    assert.deepEqual(publish?.headers('Accept-Contact'), ['*;+g.oma.sip-im;require;explicit']);
    assert.deepEqual(publish?.headers('Event'), ['service-settings']);
    assert.equal(publish?.header('Content-Type'), 'application/poc-settings+xml');
    assert.equal(publish?.header('Content-Length'), '600');
    for (const absent of ['Expires', 'SIP-If-Match', 'Contact', 'Route', 'P-Preferred-Identity', 'Supported']) {
      assert.equal(publish?.header(absent), undefined, absent);
    }
    assert.match(
      publish?.body ?? '',
      /<incoming-session-barring active="true"\/>.*<im:hist-activation active="true"\/>/,
    );
    assert.match(publish?.body ?? '', /<entity id="urn:uuid:[0-9a-f-]{36}">/);
    assert.deepEqual(told, [{ what: 'published' }]);
  });

  it('changes and refreshes with the newest entity-tag, the whole document and a new Call-ID', async () => {
    await perform('publish', { settings: { ...allInactive, vis: true } });
    await perform('publish', { settings: { dms: true } });
    await perform('refresh');
    const sent = peer.of('PUBLISH');
    assert.deepEqual(
      sent.map((request) => request.header('SIP-If-Match')),
      [undefined, 't1', 't2'],
    );
    assert.equal(new Set(sent.map((request) => request.header('Call-ID'))).size, 3);
    assert.equal(new Set(sent.map((request) => request.header('From'))).size, 3);
    assert.equal(sent[1]?.body, sent[2]?.body);
    assert.match(sent[2]?.body ?? '', /vis-status active="true".*offline-delivery active="true"/);
  });

  it('forgets the entity-tag on 412 and publishes anew once', async () => {
    await perform('publish');
    serve((request) => request.reply('412 Conditional Request Failed'));
    assert.deepEqual(await perform('refresh'), {
      ok: false,
      message: 'PUBLISH was answered 412 Conditional Request Failed',
    });
    assert.deepEqual(
      peer.of('PUBLISH').map((request) => request.header('SIP-If-Match')),
      [undefined, 't1', undefined],
    );
    assert.equal(told.length, 1);
  });

  it('reports a refusal and tells the user nothing', async () => {
    serve((request) => request.reply('489 Bad Event', ['Allow-Events: presence']));
    assert.deepEqual(await perform('publish'), { ok: false, message: 'PUBLISH was answered 489 Bad Event' });
    assert.deepEqual(told, []);
  });

  for (const transport of ['udp', 'tcp']) {
    it(`fetches the settings over ${transport}`, async () => {
      assert.deepEqual(await perform('retrieve', { transport }), { ok: true });
      const [subscribe] = peer.of('SUBSCRIBE');
      const via = new RegExp(`^SIP/2\\.0/${transport.toUpperCase()} 127\\.0\\.0\\.1:\\d+;branch=`);
      assert.equal(subscribe?.startLine, 'SUBSCRIBE sip:alice@example.com SIP/2.0');
      assert.match(subscribe?.header('Via') ?? '', via);
      assert.deepEqual(subscribe?.headers('Expires'), ['0']);
      assert.deepEqual(subscribe?.headers('Event'), ['service-settings']);
      assert.equal(subscribe?.header('Accept'), 'application/poc-settings+xml');
      assert.match(
        subscribe?.header('Contact') ?? '',
        transport === 'tcp' ? /^<sip:alice@.*;transport=tcp>$/ : /^<sip:alice@127\.0\.0\.1:\d+>$/,
      );
      assert.deepEqual(told, [{ what: 'settings', settings: notifiedSettings }]);
      const answer = await peer.wait('200');
      assert.match(answer.header('To') ?? '', /tag=\w+$/);
      assert.equal(answer.header('CSeq'), '7 NOTIFY');
    });
  }

  it('takes the NOTIFY before the 200', async () => {
    serve((request) => peer.send(notifyFor(request, peer), request));
    const retrieved = perform('retrieve');
    await peer.wait('200');
    peer.of('SUBSCRIBE')[0]?.reply('200 OK', ['Expires: 0']);
    assert.deepEqual(await retrieved, { ok: true });
    assert.deepEqual(told, [{ what: 'settings', settings: notifiedSettings }]);
  });

  it('answers a repeated NOTIFY with the same 200, and a new one for the ended subscription with 481', async () => {
    let text = '';
    serve((request) => {
      request.reply('200 OK', ['Expires: 0']);
      text = notifyFor(request, peer);
      peer.send(text, request);
    });
    await perform('retrieve');
    const first = await peer.wait('200');
    const [subscribe] = peer.of('SUBSCRIBE');
    assert.ok(subscribe);
    peer.send(text, subscribe);
    assert.equal((await peer.wait('200', 2)).text, first.text);
    peer.send(text.replace(/branch=\S+/, 'branch=z9hG4bKother').replace('CSeq: 7', 'CSeq: 8'), subscribe);
    await peer.wait('481');
    assert.equal(told.length, 1);
  });

  it('registers a tel IM Address under a SIP address-of-record and names the tel URI elsewhere', async () => {
    const tel = 'tel:+12015550123';
    assert.deepEqual(await perform('register', { imAddress: tel }), { ok: true });
    assert.deepEqual(await perform('publish', { imAddress: tel }), { ok: true });
    assert.deepEqual(await perform('retrieve', { imAddress: tel }), { ok: true });
    const [register] = peer.of('REGISTER');
    assert.equal(register?.startLine, 'REGISTER sip:127.0.0.1 SIP/2.0');
    assert.equal(register?.header('To'), '<sip:+12015550123@127.0.0.1;user=phone>');
    assert.match(register?.header('Contact') ?? '', /^<sip:\+12015550123@127\.0\.0\.1:\d+>/);
    assert.equal(peer.of('PUBLISH')[0]?.startLine, 'PUBLISH tel:+12015550123 SIP/2.0');
    assert.equal(peer.of('SUBSCRIBE')[0]?.header('To'), '<tel:+12015550123>');
    assert.match((await peer.wait('200')).header('To') ?? '', /^<tel:\+12015550123>;tag=/);
  });

  it('in an IMS preloads the route and hints at its identity, until a registration without Service-Route', async () => {
    const routes = 'Service-Route: <sip:a.example.com;lr>, <sip:b.example.com;lr>';
    serve(goodServer([routes, 'P-Associated-URI: <sip:alice@example.com>']));
    await perform('register');
    await perform('publish');
    await perform('retrieve');
    for (const request of [peer.of('PUBLISH')[0], peer.of('SUBSCRIBE')[0]]) {
      assert.deepEqual(request?.headers('Route'), [
        `<sip:127.0.0.1:${peer.port};lr>`,
        '<sip:a.example.com;lr>',
        '<sip:b.example.com;lr>',
      ]);
      assert.deepEqual(request?.headers('P-Preferred-Identity'), ['<sip:alice@example.com>']);
    }
    assert.equal(peer.of('REGISTER')[0]?.header('Route'), undefined);
    serve(goodServer());
    await perform('register');
    await perform('publish');
    assert.equal(peer.of('PUBLISH')[1]?.header('Route'), undefined);
    assert.equal(peer.of('PUBLISH')[1]?.header('P-Preferred-Identity'), undefined);
  });

  it('sends 32 publications in order, one at a time', async () => {
    const combinations = Array.from({ length: 32 }, (_, index) => ({ isb: index % 2 === 1, ipmb: index > 15 }));
    await Promise.all(combinations.map((settings) => perform('publish', { settings })));
    const tags = peer.of('PUBLISH').map((request) => request.header('SIP-If-Match'));
    assert.deepEqual(tags, [undefined, ...Array.from({ length: 31 }, (_, index) => `t${index + 1}`)]);
    const branches = peer.of('PUBLISH').map((request) => request.header('Via'));
    assert.equal(new Set(branches).size, 32);
  });

  it('drops responses with a second Via, a foreign sent-by, another branch or another method', async () => {
    serve((request) => {
      const answer = (from: string, to: string) =>
        peer.send(
          ['SIP/2.0 403 Forbidden', ...request.text.split('\r\n').slice(1, 6), 'Content-Length: 0', '', '']
            .join('\r\n')
            .replace(from, to),
          request,
        );
      answer('\r\nTo:', '\r\nVia: SIP/2.0/UDP b.example.com;branch=z9hG4bKb\r\nTo:');
      answer(`127.0.0.1:${request.port}`, 'b.example.com');
      answer('branch=', 'branch=z9hG4bKother;x=');
      answer('1 PUBLISH', '1 REGISTER');
      request.reply('200 OK', ['SIP-ETag: a']);
    });
    assert.deepEqual(await perform('publish'), { ok: true });
  });

  it('says what is wrong with settings and sends nothing', async () => {
    assert.deepEqual(await perform('publish', { settings: { isb: 'yes' } }), {
      ok: false,
      message: 'settings.isb is not true or false',
    });
    assert.equal(peer.seen.length, 0);
  });
});
