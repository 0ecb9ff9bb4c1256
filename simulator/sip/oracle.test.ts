import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import {
  Grammar,
  IncomingRequestMessage,
  IncomingResponseMessage,
  type Logger,
  type NameAddrHeader,
  Parser,
  type URI,
} from 'sip.js/lib/core';
import { readCSeq } from './cseq';
import { fieldsNamed, isRequest, type SipMessage } from './message';
import { publishBytes, registerBytes, responseBytes, subscribeBytes } from './message.fixture';
import { readNameAddr } from './name-addr';
import { parseMessage } from './parse';
import { accepted } from './read.fixture';
import { parseUri } from './uri';
import { readVias } from './via';

const silent = { debug() {}, log() {}, warn() {}, error() {} } as unknown as Logger;

/** sip.js knows no tel URI and reads nothing behind one. */
const UNKNOWN_TO_SIP_JS = ['tel-request-uri.sip'];

const corpus = join(__dirname, 'corpus', 'valid');
const samples: Readonly<Record<string, Buffer>> = {
  publish: publishBytes(),
  subscribe: subscribeBytes(),
  register: registerBytes(),
  response: responseBytes(),
  ...Object.fromEntries(
    readdirSync(corpus)
      .filter((file) => file.endsWith('.sip'))
      .map((file) => [file, readFileSync(join(corpus, file))]),
  ),
};

function ours(bytes: Buffer): SipMessage {
  const result = parseMessage(bytes);
  assert.ok(result.ok);
  return result.message;
}

function theirs(bytes: Buffer): IncomingRequestMessage | IncomingResponseMessage {
  // What stands before a start line is taken away by its transport, not by its parser.
  const message = Parser.parseMessage(bytes.toString('latin1').replace(/^[\r\n]+/, ''), silent);
  assert.ok(message, 'sip.js reads it');
  return message;
}

function sameUri(oracle: URI | undefined, text: string): void {
  const uri = accepted(parseUri(text));
  assert.ok(oracle !== undefined && uri.kind === 'sip');
  assert.deepEqual([oracle.scheme, oracle.host, oracle.port], [uri.kind, uri.host.toLowerCase(), uri.port]);
  // sip.js decodes some escapes and writes others; what it makes of our text has to be what it made of its own.
  assert.equal(Grammar.URIParse(text)?.toString(), oracle.toString());
}

function sameAddress(oracle: NameAddrHeader, message: SipMessage, key: 'from' | 'to'): void {
  const [field] = fieldsNamed(message, key);
  assert.ok(field);
  const address = accepted(readNameAddr(field));
  // It lower-cases tags; those of the samples are in lower case.
  assert.equal(oracle.getParam('tag') ?? undefined, address.tag);
  sameUri(oracle.uri, address.uri);
}

/** Values with every fold and run of blanks as one blank: the two keep them in different ways. */
function collapsed(text: string): string {
  return text.replace(/[ \t\r\n]+/g, ' ').trim();
}

function sameHeaders(oracle: IncomingRequestMessage | IncomingResponseMessage, message: SipMessage): void {
  for (const { key, name, value } of message.headers) {
    const all = [...oracle.getHeaders(key), ...oracle.getHeaders(name)].map(collapsed);
    assert.ok(all.includes(collapsed(value)), `${name}: ${value}`);
  }
}

function sameTop(oracle: IncomingRequestMessage | IncomingResponseMessage, message: SipMessage): void {
  const [top] = accepted(readVias(message));
  assert.deepEqual([oracle.via.host, oracle.via.port, oracle.viaBranch], [top?.host, top?.port, top?.branch]);
  const [cseqField] = fieldsNamed(message, 'cseq');
  assert.ok(cseqField);
  assert.equal(oracle.cseq, accepted(readCSeq(cseqField)).number);
  assert.equal(oracle.callId, fieldsNamed(message, 'call-id')[0]?.value);
}

describe('parser and readers agree with sip.js on valid messages', () => {
  for (const [name, bytes] of Object.entries(samples)) {
    if (UNKNOWN_TO_SIP_JS.includes(name)) continue;
    it(name, () => {
      const oracle = theirs(bytes);
      const message = ours(bytes);
      if (isRequest(message)) {
        assert.ok(oracle instanceof IncomingRequestMessage);
        assert.equal(oracle.method, message.start.method);
        sameUri(oracle.ruri, message.start.requestUri);
      } else {
        assert.ok(oracle instanceof IncomingResponseMessage);
        assert.deepEqual([oracle.statusCode, oracle.reasonPhrase], [message.start.status, message.start.reason]);
      }
      sameTop(oracle, message);
      sameAddress(oracle.from, message, 'from');
      sameAddress(oracle.to, message, 'to');
      sameHeaders(oracle, message);
      assert.equal(oracle.body, message.text.slice(message.body.start, message.body.end));
    });
  }
});
