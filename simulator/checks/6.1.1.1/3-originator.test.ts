import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt, outcomes } from '../assertions.fixture';
import { context, publishSubject } from '../trace.fixture';
import { publishOriginator } from './3-originator';

const ims = context({ pics: { sip_ip_core: 'ims' } });
const ppi = (...values: string[]) => ({ add: values.map((value) => ['P-Preferred-Identity', value] as const) });
const anonymous = [['From', '"Anonymous" <sip:anonymous@anonymous.invalid>;tag=1']] as const;

describe('6.1.1.1-3 the PUBLISH names the IM Address as originator', () => {
  describe('outside IMS: From', () => {
    it('passes with and without display name and brackets', () => {
      for (const from of [
        '<sip:alice@example.com>;tag=1',
        '"A" <sip:alice@EXAMPLE.com>;tag=1',
        'sip:alice@example.com;tag=1',
      ]) {
        assertPass(publishOriginator, publishSubject({ set: [['From', from]] }));
      }
    });

    it('ignores P-Preferred-Identity', () =>
      assertPass(publishOriginator, publishSubject(ppi('<sip:bob@example.com>'))));

    for (const uri of [
      'sip:bob@example.com',
      'sip:anonymous@anonymous.invalid',
      'sip:alice@192.0.2.10',
      'sips:alice@example.com',
    ]) {
      it(`fails ${uri} and points at it`, () => {
        assert.equal(failureAt(publishOriginator, publishSubject({ set: [['From', `<${uri}>;tag=1`]] })), uri);
      });
    }

    it('fails without From', () => {
      assert.match(failureAt(publishOriginator, publishSubject({ without: ['From'] })), /^PUBLISH/);
    });

    it('is inconclusive when From cannot be read, for which item 1 fails', () => {
      assert.deepEqual(outcomes(publishOriginator, publishSubject({ set: [['From', '"A <sip:alice@example.com>']] })), [
        'inconc',
      ]);
    });
  });

  describe('Digest credentials belong to the user', () => {
    const credentials = (username: string, name = 'Authorization') => ({
      add: [
        [name, `Digest username="${username}", realm="example.com", nonce="n", uri="sip:x", response="r"`],
      ] as const,
    });

    it('passes the configured username', () => {
      const of = context({ username: 'alice_private' });
      assert.deepEqual(outcomes(publishOriginator, publishSubject(credentials('alice_private')), of), ['pass', 'pass']);
    });

    it('fails another one and points at it', () => {
      const of = context({ username: 'alice_private' });
      for (const name of ['Authorization', 'Proxy-Authorization']) {
        assert.equal(failureAt(publishOriginator, publishSubject(credentials('bob', name)), of), 'username="bob"');
      }
    });

    it('recognises the user part and the address of the IM Address', () => {
      for (const username of ['alice', 'alice@example.com']) {
        assert.deepEqual(outcomes(publishOriginator, publishSubject(credentials(username))), ['pass', 'pass']);
      }
    });

    it('says nothing of a username that nobody knows', () => {
      assertPass(publishOriginator, publishSubject(credentials('x7')));
    });

    it('says nothing of a hashed username', () => {
      const subject = publishSubject({
        add: [['Authorization', 'Digest username="5a1a8a", userhash=true, realm="e", nonce="n"']],
      });
      assertPass(publishOriginator, subject, context({ username: 'alice' }));
    });
  });

  describe('IMS at the client edge: P-Preferred-Identity', () => {
    const legal: readonly [string, ReturnType<typeof ppi>][] = [
      ['in brackets', ppi('<sip:alice@example.com>')],
      ['with display name', ppi('"Alice" <sip:alice@example.com>')],
      ['bare', ppi('sip:alice@example.com')],
      ['with a tel URI behind', ppi('<sip:alice@example.com>, <tel:+12015550123>')],
      ['with a tel URI before', ppi('<tel:+12015550123>, <sip:alice@example.com>')],
      ['in two rows', ppi('<tel:+12015550123>', '<sip:alice@example.com>')],
    ];
    for (const [name, changes] of legal)
      it(`passes ${name}`, () => assertPass(publishOriginator, publishSubject(changes), ims));

    it('passes an anonymous From beside it', () => {
      const subject = publishSubject({ ...ppi('<sip:alice@example.com>'), set: anonymous });
      assertPass(publishOriginator, subject, ims);
    });

    it('fails without it', () => assert.match(failureAt(publishOriginator, publishSubject(), ims), /^PUBLISH/));

    it('fails P-Asserted-Identity instead of it', () => {
      const subject = publishSubject({ add: [['P-Asserted-Identity', '<sip:alice@example.com>']] });
      assert.match(failureAt(publishOriginator, subject, ims), /^P-Asserted-Identity/);
    });

    it('fails another identity, also as the first of two of a kind', () => {
      assert.equal(
        failureAt(publishOriginator, publishSubject(ppi('<sip:bob@example.com>')), ims),
        'sip:bob@example.com',
      );
      const two = publishSubject(ppi('<sip:bob@example.com>, <sip:alice@example.com>'));
      assert.equal(failureAt(publishOriginator, two, ims), 'sip:bob@example.com');
    });

    it('fails one that cannot be read', () => {
      failureAt(publishOriginator, publishSubject(ppi('<sip:alice@example.com')), ims);
    });
  });

  describe('the other rules', () => {
    const registration = (first: string) => ({ aor: 'sip:x@example.com', serviceRoute: [], associatedUris: [first] });
    const orDefault = context({ pics: { sip_ip_core: 'ims' }, rules: { identity_rule: 'ppi-or-default' } });

    it('ppi-or-default: passes absence when the IM Address is the default identity', () => {
      const subject = (first: string) => publishSubject({}, { registration: registration(first) });
      assertPass(publishOriginator, subject('sip:alice@example.com'), orDefault);
      failureAt(publishOriginator, subject('sip:bob@example.com'), orDefault);
      assert.deepEqual(outcomes(publishOriginator, publishSubject(), orDefault), ['inconc']);
      failureAt(publishOriginator, publishSubject(ppi('<sip:bob@example.com>')), orDefault);
    });

    it('pai, and auto behind the core: P-Asserted-Identity decides', () => {
      const behind = context({ pics: { sip_ip_core: 'ims' }, rules: { capture_point: 'behind-core' } });
      const pai = { add: [['P-Asserted-Identity', '<sip:alice@example.com>']] as const };
      for (const setting of [behind, context({ rules: { identity_rule: 'pai' } })]) {
        assertPass(publishOriginator, publishSubject(pai), setting);
        failureAt(publishOriginator, publishSubject(ppi('<sip:alice@example.com>')), setting);
      }
    });

    it('from-or-ppi: either suffices', () => {
      const either = context({ rules: { identity_rule: 'from-or-ppi' } });
      assertPass(publishOriginator, publishSubject(), either);
      assertPass(publishOriginator, publishSubject({ ...ppi('<sip:alice@example.com>'), set: anonymous }), either);
      assert.equal(
        failureAt(publishOriginator, publishSubject({ set: anonymous }), either),
        'sip:anonymous@anonymous.invalid',
      );
    });

    it('from: ignores P-Preferred-Identity in IMS too', () => {
      const of = context({ pics: { sip_ip_core: 'ims' }, rules: { identity_rule: 'from' } });
      assertPass(publishOriginator, publishSubject(), of);
    });
  });

  it('is inconclusive when the IM Address is unknown', () => {
    assert.deepEqual(outcomes(publishOriginator, publishSubject(), context({ imAddress: undefined })), ['inconc']);
  });

  it('compares with an address learned from the registration, and says so', () => {
    const subject = publishSubject({}, { learned: { uri: 'sip:alice@example.com', aliases: [] } });
    assert.deepEqual(outcomes(publishOriginator, subject, context({ imAddress: undefined })), ['pass', 'info']);
  });
});
