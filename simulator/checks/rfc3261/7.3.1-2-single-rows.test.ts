import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { singleRowKeys } from '../../sip/header-names';
import { testEntry } from '../entry.fixture';
import { added, failuresOf, outcomesOf, truncatedSubject } from '../row.fixture';
import { answerOf, publishSubject } from '../trace.fixture';
import { singleRows } from './7.3.1-2-single-rows';

const twice = (...names: readonly string[]) => names.flatMap((name) => [[name, 'a'] as const, [name, 'a'] as const]);

describe('RFC3261-7.3.1-2 rows that stand once', () => {
  testEntry(singleRows, 'a header field that is no list stands in one row', {
    violation: { seen: publishSubject(added(['o', 'service-settings'])), at: 'o: service-settings' },
    legal: {
      'several Via, Route, Record-Route, Accept, Accept-Contact, Allow, Supported, Require, Proxy-Require, P-Preferred-Identity, P-Access-Network-Info, Security-Client, Security-Verify rows':
        {
          seen: publishSubject(
            added(
              ['Via', 'SIP/2.0/UDP 192.0.2.11;branch=z9hG4bK2'],
              ...twice(
                'Route',
                'Record-Route',
                'Accept',
                'Accept-Contact',
                'Allow',
                'Supported',
                'Require',
                'Proxy-Require',
              ),
              ...twice('P-Preferred-Identity', 'P-Access-Network-Info', 'Security-Client', 'Security-Verify'),
            ),
          ),
        },
      'several Authorization and Proxy-Authorization rows (never comma-joined)': {
        seen: publishSubject(added(...twice('Authorization', 'Proxy-Authorization'))),
      },
    },
  });

  const names =
    'Call-ID, CSeq, From, To, Max-Forwards, Content-Length, Content-Type, Content-Disposition, Event, Expires, Min-Expires, Subject, Date, Timestamp, User-Agent, Server, Organization, MIME-Version, SIP-If-Match, SIP-ETag, Subscription-State, Retry-After';
  for (const name of names.split(', ')) {
    it(`fails a second ${name} of the same value, and points at it`, () => {
      const value = name === 'Content-Length' ? '600' : '1';
      const subject = publishSubject({ without: [name], ...added([name, value], [name.toUpperCase(), value]) });
      assert.deepEqual(failuresOf(singleRows, subject), [`${name.toUpperCase()}: ${value}`]);
    });
  }

  it('knows all of them', () => {
    assert.deepEqual([...singleRowKeys].toSorted(), names.toLowerCase().split(', ').toSorted());
  });

  it('looks at responses, and not at what the capture cut off', () => {
    assert.deepEqual(failuresOf(singleRows, answerOf(added(['Server', 'a'], ['Server', 'b']))), ['Server: b']);
    assert.deepEqual(outcomesOf(singleRows, answerOf()), ['pass']);
    assert.deepEqual(outcomesOf(singleRows, truncatedSubject('CSeq: 1')), []);
  });
});
