import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { responseBytes } from '../../sip/message.fixture';
import { parseMessage } from '../../sip/parse';
import { draftOf, withTag, writeDraft } from './draft';
import type { Edits } from './edits';

function edited(edits: Edits, bytes = responseBytes()): string {
  const parsed = parseMessage(bytes);
  assert.ok(parsed.ok);
  const fill = (text: string) => text.replaceAll('{token}', 'T');
  return writeDraft(draftOf(parsed.message), edits, fill).toString('latin1');
}

describe('edits of a message', () => {
  it('are none where none are asked for: it is written as it was', () => {
    assert.equal(edited({}), responseBytes().toString('latin1'));
    const body = responseBytes({ body: '<x/>', set: [['Content-Type', 'a/b']] });
    assert.equal(edited({}, body).endsWith('\r\n\r\n<x/>'), true);
  });

  const cases: readonly [what: string, edits: Edits, finds: RegExp, not?: RegExp][] = [
    ['leave a row out', { remove: ['SIP-ETag'] }, /Expires: 3600/, /SIP-ETag/],
    ['put one row in the place of all of a name', { set: [['sip-etag', 'x{token}']] }, /\r\nsip-etag: xT\r\n/, /e1-Zx/],
    ['put a new row at the end', { set: [['X-New', '1']] }, /\r\nX-New: 1\r\nContent-Length: 0\r\n\r\n$/],
    ['add rows', { add: [['Record-Route', '<sip:{token}>']] }, /\r\nRecord-Route: <sip:T>\r\n/],
    ['change the status and its phrase', { status: 202 }, /^SIP\/2\.0 202 Accepted\r\n/],
    ['change the lifetime', { grant: 60 }, /\r\nExpires: 60\r\n/, /3600/],
    ['change the branch', { via: { branch: 'z9hG4bKwrong' } }, /;branch=z9hG4bKwrong;received=192/, /74bf9c1f2a/],
    ['change sent-by', { via: { sentBy: 'other.example:1' } }, /Via: SIP\/2\.0\/UDP other\.example:1;branch=z9hG4bK74/],
    [
      'leave Via alone where no keep-alives are offered',
      { via: { keep: 30 } },
      /;branch=z9hG4bK74bf9c1f2a;received/,
      /keep/,
    ],
    ['take parameters out of Via', { via: { withoutParams: ['received', 'rport'] } }, /;branch=z9hG4bK74bf9c1f2a\r\n/],
    [
      'put a Via below',
      { via: { extra: 'SIP/2.0/UDP b;branch=z9hG4bKb' } },
      /rport=5060\r\nVia: SIP\/2\.0\/UDP b;branch=z9hG4bKb\r\nFrom/,
    ],
    ['change the number of CSeq', { cseq: { number: 9 } }, /CSeq: 9 PUBLISH/],
    ['change the method of CSeq', { cseq: { method: 'OPTIONS' } }, /CSeq: 1 OPTIONS/],
    ['change the To tag', { toTag: 'x{token}' }, /\r\nTo: <sip:alice@example\.com>;tag=xT\r\n/],
    ['drop the To tag', { toTag: null }, /\r\nTo: <sip:alice@example\.com>\r\n/],
    [
      'write compact names',
      { names: 'compact' },
      /\r\nv: SIP.*\r\nf: .*\r\nt: .*\r\ni: .*\r\nCSeq: .*\r\n.*l: 0\r\n/s,
      /Via|Call-ID/,
    ],
    [
      'write compact names and letter cases in turn',
      { names: 'mixed' },
      /\r\nV: .*\r\nFrOm: .*\r\nT: .*\r\nCaLl-iD: /s,
    ],
    ['claim another length', { contentLength: 9_999 }, /Content-Length: 9999\r\n/],
    ['put octets behind', { surplus: 'SURPLUS' }, /\r\n\r\nSURPLUS$/],
    ['put octets in front', { lead: '\r\n\r\n' }, /^\r\n\r\nSIP/],
    ['replace text', { replace: [{ text: 'SIP/2.0 200', by: 'SIP/2.0 $&' }] }, /^SIP\/2\.0 \$& OK/],
  ];
  for (const [what, edits, finds, not] of cases) {
    it(what, () => {
      const text = edited(edits);
      assert.match(text, finds);
      if (not !== undefined) assert.doesNotMatch(text, not);
    });
  }

  it('change the lifetime of each Contact', () => {
    const bytes = responseBytes({ add: [['Contact', '<sip:a@b;expires=7>;expires=3600;x=1, <sip:c@d>;expires=5']] });
    // A parameter inside the brackets belongs to the URI; ours never have one there.
    assert.match(edited({ grant: 60 }, bytes), />;expires=60;x=1, <sip:c@d>;expires=60/);
  });
});

describe('the tag of From and To', () => {
  it('is put in, changed and taken out, but not in the URI', () => {
    assert.equal(withTag('<sip:a@b;tag=u>', 'x'), '<sip:a@b;tag=u>;tag=x');
    assert.equal(withTag('"A;tag=0" <sip:a@b>;tag=1;y=2', 'x'), '"A;tag=0" <sip:a@b>;y=2;tag=x');
    assert.equal(withTag('<sip:a@b>;tag=1', null), '<sip:a@b>');
  });
});
