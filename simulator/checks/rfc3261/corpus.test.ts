import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { isRequest } from '../../sip/message';
import { checks } from '../index';
import { outcomesOf } from '../row.fixture';
import { messageEvent, subjectOf } from '../trace.fixture';

const corpus = join(__dirname, '../../sip/corpus');
/** The entries that one message shows by itself. */
const own = checks.filter(({ requirement }) => /^RFC3261-(?:7|8\.1\.1|19\.1|20)[.-]/.test(requirement));

/** Legal by the grammar, and yet not what a client is to send. */
const legal: Readonly<Record<string, readonly string[]>> = {
  'escapes-in-uris.sip': ['8.1.1.1-1'],
  'long-values.sip': ['8.1.1.1-1', '8.1.1.7-2', '19.1.1-1'],
  'no-content-length.sip': ['20.14-4'],
  'percent-is-no-escape.sip': ['7.1-3'],
  'tel-request-uri.sip': ['8.1.1.1-1'],
  'unusual-tokens.sip': ['8.1.1.6-2'],
  'white-space-and-folding.sip': ['8.1.1.7-2'],
};

/** One thing wrong, and the entries that it breaks; several where the sample holds more than what it is named for. */
const illegal: Readonly<Record<string, readonly string[]>> = {
  'blank-in-request-uri.sip': ['7.1-2'],
  'blanks-behind-version.sip': ['7.1-1'],
  'blanks-in-brackets.sip': ['7.3.1-1'],
  'comma-in-display-name.sip': ['7.3.1-1'],
  'contact-needs-brackets.sip': ['20-1'],
  'content-length-differs.sip': ['7.3.1-2', '7.4.1-1', '20.14-1'],
  'content-length-negative.sip': ['7.4.1-1', '20.14-1'],
  'content-length-too-large.sip': ['7.4.1-1', '20.14-1'],
  'continuation-of-nothing.sip': ['7.3.1-1'],
  'control-in-quoted-string.sip': ['7.3.1-1', '8.1.1.1-1'],
  'cseq-other-known-method.sip': ['8.1.1.5-1'],
  'cseq-other-unknown-method.sip': ['8.1.1.5-1'],
  'date-not-gmt.sip': ['7.3.1-1'],
  'empty-line-missing.sip': ['7-1'],
  'event-repeated.sip': ['7.3.1-2'],
  'extra-separators.sip': ['7.3.1-1'],
  'header-name-empty.sip': ['7.3.1-1'],
  'header-name-illegal.sip': ['7.3.1-1'],
  'headers-in-request-uri.sip': ['7.1-2'],
  'latin1-in-value.sip': ['7.3.1-1'],
  'line-end-cr.sip': ['7-1'],
  'no-space-behind-status.sip': ['7-1'],
  'nul-in-value.sip': ['7.3.1-1'],
  'percent-in-request-uri.sip': ['19.1.2-1'],
  'quote-not-closed.sip': ['7.3.1-1'],
  'request-uri-in-brackets.sip': ['7.1-2'],
  'route-without-brackets.sip': ['7.3.1-1'],
  'row-without-colon.sip': ['7.3.1-1'],
  'scalars-out-of-range.sip': ['8.1.1.5-2', '8.1.1.6-1'],
  'status-above-699.sip': ['7-1'],
  'status-code-two-digits.sip': ['7-1'],
  'two-spaces-in-request-line.sip': ['7.1-1', '8.1.1.1-1'],
  'version-7.sip': ['7.1-1'],
  'version-lower-case.sip': ['7.1-1', '8.1.1.1-1'],
  'version-missing.sip': ['7.1-1', '8.1.1.1-1'],
};

describe('the messages of the corpus, which go by RFC 4475', () => {
  for (const file of readdirSync(join(corpus, 'valid')).filter((name) => name.endsWith('.sip'))) {
    const expected = legal[file] ?? [];
    it(`valid/${file}: ${expected.join(', ') || 'nothing'}`, () => assert.deepEqual(failing('valid', file), expected));
  }
  for (const [file, expected] of Object.entries(illegal)) {
    it(`invalid/${file}: ${expected.join(', ')}`, () => assert.deepEqual(failing('invalid', file), expected));
  }
});

/** The entries that fail, over the transport that the message itself names. */
function failing(folder: string, file: string): readonly string[] {
  const bytes = readFileSync(join(corpus, folder, file));
  const [, named = 'UDP'] =
    /^(?:Via|v)\s*:\s*SIP\s*\/\s*2\.0\s*\/\s*(TCP|TLS|UDP)/im.exec(bytes.toString('latin1')) ?? [];
  const transport = named.toLowerCase() as 'udp' | 'tcp' | 'tls';
  const event = messageEvent(bytes, { transport });
  assert.ok(event.parsed.ok);
  const { message } = event.parsed;
  const seen = isRequest(message)
    ? subjectOf(bytes, { event: { transport } })
    : { event, message, method: 'NOTIFY', procedure: 'retrieve' as const };
  return own.filter((check) => outcomesOf(check, seen).includes('fail')).map(({ requirement }) => requirement.slice(8));
}
