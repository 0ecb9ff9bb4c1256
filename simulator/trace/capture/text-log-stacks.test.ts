import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { publishBytes, registerBytes, responseBytes } from '../../sip/message.fixture';
import { parserFor } from '../message-event';
import type { CapturedMessage } from './captured';
import { corpusFile, describeMessage, type Result, readAll } from './text-log.fixture';

const xml = ['<?xml version="1.0"?>', '<poc-settings>', '', '  <entity id="a"/>', '</poc-settings>'].join('\n');
const publish = publishBytes({ body: xml }).toString('latin1');
const register = registerBytes().toString('latin1');
const ok = responseBytes().toString('latin1');
const bare = (text: string): string => text.replaceAll('\r\n', '\n');

function texts({ messages }: Result): readonly string[] {
  return messages.map(({ bytes }) => bytes.toString('latin1'));
}

function defectsOf({ transport, bytes }: CapturedMessage): readonly string[] {
  const parsed = parserFor(transport)(bytes);
  return parsed.ok ? parsed.message.defects.map(({ rule }) => rule) : [parsed.problem.rule];
}

describe('logs of SIP stacks', () => {
  const peer = '192.0.2.10:5060';
  const cases: readonly [string, string, readonly string[]][] = [
    [
      'Asterisk, chan_sip',
      `<--- SIP read from UDP:${peer} --->\n${bare(register)}<------------->\n--- (9 headers 0 lines) ---\n` +
        `Reliably Transmitting (no NAT) to ${peer}:\n${bare(ok)}\n\n---\n<--- Transmitting (NAT) to ${peer} --->\n${bare(ok)}\n<------------>\n`,
      ['udp 192.0.2.10:5060 -> 0.0.0.0:0, REGISTER', `udp 0.0.0.0:0 -> ${peer}, 200`, `udp 0.0.0.0:0 -> ${peer}, 200`],
    ],
    [
      'Asterisk with the time before each line',
      `<--- SIP read from TLS:${peer} --->\n${bare(register)}<------------->\n`.replaceAll(/^/gm, '[Mar 30 13:35:51] '),
      ['tls 192.0.2.10:5060 -> 0.0.0.0:0, REGISTER'],
    ],
    [
      'Asterisk, res_pjsip',
      `<--- Received SIP request (${register.length} bytes) from UDP:[2001:db8::1]:5060 --->\n${register}\n` +
        `<--- Transmitting SIP response (${ok.length} bytes) to WSS:${peer} --->\n${ok}\n\n`,
      ['udp [2001:db8::1]:5060 -> 0.0.0.0:0, REGISTER', `wss 0.0.0.0:0 -> ${peer}, 200`],
    ],
    [
      'PJSIP',
      `14:46:23.123   pjsua_core.c  .TX ${publish.length} bytes Request msg PUBLISH/cseq=1 (tdta0x1) to TCP 198.51.100.1:5060:\n` +
        `${publish}\n--end msg--\n14:46:23.200   pjsua_core.c  .RX ${ok.length} bytes Response msg 200/PUBLISH/cseq=1 ` +
        `(rdata0x1) from TCP 198.51.100.1:5060:\n${ok}\n--end msg--\n`,
      [`tcp ${peer} -> 198.51.100.1:5060, PUBLISH`, `tcp 198.51.100.1:5060 -> ${peer}, 200`],
    ],
    [
      'baresip with the time',
      `\u001b[36;1m12:00:00.123#\nTLS ${peer} -> [::1]:5061\n${publish}\u001b[;m\n`,
      [`tls ${peer} -> [::1]:5061, PUBLISH`],
    ],
    [
      'FreeSWITCH',
      `recv ${ok.length} bytes from tcp/[${peer.slice(0, -5)}]:5060 at 17:09:06.227920:\n${'-'.repeat(72)}\n${bare(ok)}${'-'.repeat(72)}\n`,
      [`tcp ${peer} -> ${peer}, 200`],
    ],
  ];
  for (const [name, log, expected] of cases) {
    it(`reads ${name}`, () => {
      const result = readAll(log);
      const read = result.messages.map((message) => describeMessage(message).replace(/^\S+ \S+ (.*?, \w+),.*$/, '$1'));
      assert.deepEqual(read, expected);
      assert.deepEqual(result.messages.flatMap(defectsOf), []);
      assert.deepEqual(result.counts.unreadable, {});
    });
  }

  it('keeps what ends the colour of a terminal out of a body', () => {
    assert.deepEqual(texts(readAll(cases[4]?.[1] ?? '')), [publish]);
  });

  it('ends a message where the log says so, whatever its Content-Length says', () => {
    const short = publish.replace(/Content-Length: \d+/, 'Content-Length: 900');
    const log = `<--- SIP read from UDP:${peer} --->\n${short}\n<------------->\n--- (9 headers 5 lines) ---\n`;
    assert.deepEqual(texts(readAll(log + log)), [short, short]);
  });

  it('reads several messages that came with one read of a stream', () => {
    const octets = register.length + ok.length;
    const log = `x: received [${octets}] new bytes from [TCP://${peer}]:\n${register}${ok}\nx: [${octets}] bytes parsed\n`;
    const result = readAll(log);
    assert.deepEqual(texts(result), [register, ok]);
    assert.deepEqual(
      result.messages.map(({ transport, source }) => [transport, source.port]),
      [
        ['tcp', 5060],
        ['tcp', 5060],
      ],
    );
    const counted = `<--- Received SIP request (${register.length} bytes) from UDP:${peer} --->\n${register}${ok}\n`;
    assert.deepEqual(texts(readAll(counted)), [register, ok]);
  });

  it('takes a start line without header fields where a message is announced', () => {
    const log = `<--- Transmitting SIP response (18 bytes) to UDP:${peer} --->\nSIP/2.0 200 OK\r\n\r\n\n`;
    assert.deepEqual(texts(readAll(log)), ['SIP/2.0 200 OK\r\n\r\n']);
  });

  it('gives what they say of who wrote them', () => {
    const { messages } = readAll(cases[3]?.[1] ?? '');
    assert.deepEqual(
      messages.map(({ writer }) => writer),
      ['source', 'destination'],
    );
    assert.ok(messages.every(({ addressesUnknown }) => addressesUnknown));
  });

  it('takes the octets that they count for those of the message', () => {
    const wrong = publish.replace(/Content-Length: \d+/, `Content-Length: ${xml.indexOf('\n') + 1}`);
    const log = (text: string): string =>
      `${'-'.repeat(47)} 2026-11-22 17:06:40.943359\nUDP message sent (${text.length} bytes):\n\n${text}\n`;
    assert.deepEqual(texts(readAll(log(wrong) + log(ok))), [wrong, ok]);
    const unended = register.slice(0, -2);
    const { messages } = readAll(log(unended) + log(ok));
    assert.deepEqual(
      messages.map(({ bytes }) => bytes.toString('latin1')),
      [unended, ok],
    );
    assert.ok(messages.every(({ lineEndsUnknown }) => !lineEndsUnknown));
  });

  it('takes what they announce for a message, however wrong its start line is', () => {
    const wrong = publish.replace(' SIP/2.0\r\n', '\r\n');
    const log = `<--- Received SIP request (${wrong.length} bytes) from UDP:${peer} --->\n${wrong}\n`;
    assert.deepEqual(texts(readAll(log)), [wrong]);
  });

  it('undoes line ends in the way of Windows', () => {
    const log = corpusFile('sipp-udp-client.log').toString('latin1');
    const written = Buffer.from(log.replaceAll('\n', '\r\n'), 'latin1');
    assert.deepEqual(readAll(written).found, readAll(corpusFile('sipp-udp-client.log')).found);
  });

  it('reads a file whose line ends were all made CR LF, bodies too', () => {
    const log = (text: string): string =>
      `${'-'.repeat(47)} 2026-11-22 17:06:40.943359\nUDP message sent (${text.length} bytes):\n\n${text}\n`;
    const rewritten = (log(publish) + log(ok)).replaceAll(/\r?\n/g, '\r\n');
    assert.deepEqual(texts(readAll(rewritten)), [publish, ok]);
  });
});

describe('tcpdump', () => {
  it('tells TCP by its flags, and gives names that are no addresses', () => {
    const packet = (about: string, text: string): string =>
      `17:06:40.943343 IP localhost.5070 > localhost.sip: ${about}\n${text}\n`;
    const ack = packet('Flags [.], ack 1, win 65476, length 0', 'E..4.[@.@.=f............%...f.*......(.....');
    const data = packet(`Flags [P.], seq 1:9, ack 1, length ${register.length}`, `E....\n.e..K${bare(register)}`);
    const { messages, counts } = readAll(ack + data);
    assert.deepEqual(messages.map(describeMessage), [
      `1 61600943.343 tcp localhost:5070 -> localhost:5060, REGISTER, ${register.length} octets, addressesUnknown, lineEndsUnknown`,
    ]);
    assert.deepEqual([counts.packets, counts.notSip], [2, 1]);
  });

  it('shows a method that nobody knows behind headers of the usual length', () => {
    const strange = register.replaceAll('REGISTER', 'register');
    for (const headers of [`E${'.'.repeat(27)}`, `\`${'.'.repeat(47)}`]) {
      const log = `17:06:40.943343 IP 192.0.2.1.5070 > 192.0.2.2.5060: UDP, length ${strange.length}\n${headers}${bare(strange)}`;
      assert.deepEqual(texts(readAll(log)), [strange]);
    }
  });
});

describe('what cannot be read', () => {
  const unreadable = (file: Buffer | string): Readonly<Record<string, number>> => readAll(file).counts.unreadable;

  it('is counted where a log puts words before each line', () => {
    const log = bare(register).replaceAll(/^/gm, 'Jan  1 12:00:00 host sip[1]: ');
    assert.match(Object.keys(unreadable(log)).join(), /start lines behind other text/);
    assert.deepEqual(readAll(log).messages, []);
  });

  it('is counted where the text is UTF-16', () => {
    assert.match(Object.keys(unreadable(Buffer.from(`\ufeff${register}`, 'utf16le'))).join(), /UTF-16/);
  });

  it('is counted where a message does not end', () => {
    const endless = `${register.trimEnd()}\r\n${'X-More: 1234567890\r\n'.repeat(5000)}`;
    assert.match(Object.keys(unreadable(endless)).join(), /too long/);
    assert.deepEqual(texts(readAll(endless + ok)), [ok]);
  });

  it('is no message where prose names one', () => {
    const log =
      'sending PUBLISH sip:alice@example.com SIP/2.0\nSIP/2.0 200 OK\nthat is all\nSIP/2.0 200 OK\nServer: x\n\n';
    const { messages, counts } = readAll(log);
    assert.deepEqual(messages, []);
    assert.deepEqual(Object.values(counts.unreadable), [1]);
  });

  it('is told from what is no SIP', () => {
    const log = '<--- SIP read from UDP:192.0.2.10:5060 --->\n\njaK\n<------------->\n';
    assert.deepEqual({ ...readAll(log).counts }, { packets: 1, messages: 0, notSip: 1, unreadable: {} });
  });
});
