import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readAccept } from './accept';
import { readAcceptContact } from './accept-contact';
import { readChallenge, readCredentials } from './authorization';
import { readContacts } from './contact';
import { readCSeq, readRequestCSeq } from './cseq';
import { readDate } from './date';
import { readEntityTag } from './entity-tag';
import { readEvent } from './event';
import { readIdentities } from './identity';
import { readMediaType } from './media-type';
import type { Defect, HeaderField, Read, SipMessage } from './message';
import { isRequest } from './message';
import { readNameAddr } from './name-addr';
import { readContentLength, readDeltaSeconds, readMaxForwards } from './numbers';
import { parseMessage } from './parse';
import { readRequestUri } from './request-uri';
import { readRoutes } from './route';
import { readSubscriptionState } from './subscription-state';
import { readVia } from './via';

const fieldReaders: Readonly<Record<string, (field: HeaderField) => Read<unknown>>> = {
  via: readVia,
  'max-forwards': readMaxForwards,
  from: readNameAddr,
  to: readNameAddr,
  cseq: readCSeq,
  contact: readContacts,
  event: readEvent,
  expires: readDeltaSeconds,
  'min-expires': readDeltaSeconds,
  'accept-contact': readAcceptContact,
  accept: readAccept,
  'content-type': readMediaType,
  'content-length': readContentLength,
  'sip-if-match': readEntityTag,
  'sip-etag': readEntityTag,
  'subscription-state': readSubscriptionState,
  authorization: readCredentials,
  'www-authenticate': readChallenge,
  date: readDate,
};

/** What the parser and every reader find in a message. */
function allDefects(message: SipMessage): readonly Defect[] {
  const reads: Read<unknown>[] = [
    ...(['route', 'record-route', 'service-route', 'path'] as const).map((key) => readRoutes(message, key)),
    ...(['p-preferred-identity', 'p-asserted-identity', 'p-associated-uri'] as const).map((key) =>
      readIdentities(message, key),
    ),
    ...(isRequest(message) ? [readRequestUri(message)] : []),
    ...message.headers.map((field) => {
      if (field.key === 'cseq' && isRequest(message)) return readRequestCSeq(message);
      return fieldReaders[field.key]?.(field) ?? { ok: true as const, value: undefined };
    }),
  ];
  if (isRequest(message) && !message.headers.some(({ key }) => key === 'cseq')) reads.push(readRequestCSeq(message));
  const found = reads.flatMap((read) => (read.ok ? [] : [read.defect]));
  return [...message.defects, ...found.sort((a, b) => a.span.start - b.span.start)];
}

interface Case<T> {
  readonly name: string;
  readonly bytes: Buffer;
  readonly expected: T;
}

function cases<T>(folder: string): readonly Case<T>[] {
  const path = join(__dirname, 'corpus', folder);
  const files = readdirSync(path).filter((file) => file.endsWith('.sip'));
  return files.map((file) => ({
    name: file,
    bytes: readFileSync(join(path, file)),
    expected: JSON.parse(readFileSync(join(path, file.replace(/\.sip$/, '.json')), 'utf8')) as T,
  }));
}

function parsed(bytes: Buffer): SipMessage {
  const result = parseMessage(bytes);
  assert.ok(result.ok, 'is SIP');
  return result.message;
}

interface Valid {
  readonly about: string;
  readonly start: string;
  readonly headers?: readonly string[];
  readonly body: number;
}

interface Invalid {
  readonly about: string;
  /** In the order in which parser and readers are asked; `octets` are those of the span, one character each. */
  readonly defects: readonly { readonly rule: string; readonly octets: string }[];
}

describe('corpus/valid: legal forms show no defect, neither to the parser nor to a reader', () => {
  for (const { name, bytes, expected } of cases<Valid>('valid')) {
    it(`${name}: ${expected.about}`, () => {
      const message = parsed(bytes);
      assert.deepEqual(allDefects(message), []);
      const { start } = message;
      const seen = start.kind === 'request' ? `${start.method} ${start.requestUri}` : String(start.status);
      assert.equal(seen, expected.start);
      assert.equal(message.body.end - message.body.start, expected.body);
      if (expected.headers !== undefined) {
        assert.deepEqual(
          message.headers.map(({ key }) => key),
          expected.headers,
        );
      }
    });
  }
});

describe('corpus/invalid: each breach is reported with its rule and its octets', () => {
  for (const { name, bytes, expected } of cases<Invalid>('invalid')) {
    it(`${name}: ${expected.about}`, () => {
      const message = parsed(bytes);
      const seen = allDefects(message).map(({ rule, span }) => ({
        rule,
        octets: message.text.slice(span.start, span.end),
      }));
      assert.deepEqual(seen, expected.defects);
    });
  }
});
