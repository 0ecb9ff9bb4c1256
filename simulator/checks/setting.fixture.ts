import { strict as assert } from 'node:assert';
import { it } from 'node:test';
import { omaImDefault } from '../settings/binding';
import { type SettingKey, settingKeys } from '../settings/settings';
import { SETTINGS_DOCUMENT } from '../sip/message.fixture';
import { looksAt } from './applies';
import { assertPass, failureAt, outcomes } from './assertions.fixture';
import type { Check } from './check';
import { context, publishSubject } from './trace.fixture';

const elements: Readonly<Record<SettingKey, { readonly tag: string; readonly group: string }>> = {
  isb: { tag: 'incoming-session-barring', group: 'isb-settings' },
  ipmb: { tag: 'im:incoming-pager-mode-barring', group: 'im:ipmb-settings' },
  vis: { tag: 'im:vis-status', group: 'im:vis-settings' },
  dms: { tag: 'im:offline-delivery', group: 'im:deferred-settings' },
  chs: { tag: 'im:hist-activation', group: 'im:hist-settings' },
};

/** The document of the fixture with another text in place of one setting's group. */
export function documentWith(key: SettingKey, content: (group: string) => string): string {
  const { group } = elements[key];
  return SETTINGS_DOCUMENT.replace(new RegExp(`<${group}>.*</${group}>`), () => content(group));
}

/** What the five parts of item 7 have in common: legal variants pass, violations fail with their octets. */
export function testSettingItem(check: Check, key: SettingKey): void {
  const { tag, group } = elements[key];
  const valued = (...attributes: string[]) =>
    documentWith(key, () => `<${group}>${attributes.map((attribute) => `<${tag} ${attribute}/>`).join('')}</${group}>`);
  const multipart = (part: string, boundary = 'b1') => ({
    set: [['Content-Type', `multipart/mixed;boundary="${boundary}"`]] as const,
    body: `--b1\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b1\r\nContent-Type: application/poc-settings+xml\r\n\r\n${part}\r\n--b1--\r\n`,
  });

  testLegal();
  testBroken();
  testBodyless();
  testUndecided();
  testInstruction();

  function testLegal(): void {
    for (const value of ['true', 'false', '1', '0', ' true ', '\n0\n']) {
      it(`passes active=${JSON.stringify(value)}`, () =>
        assertPass(check, publishSubject({ body: valued(`active="${value}"`) })));
    }
    it('passes other prefixes, quotes, a comment and an unknown element', () => {
      const body = SETTINGS_DOCUMENT.replaceAll(/(<\/?)im:/g, '$1q:')
        .replace('xmlns:im', 'xmlns:q')
        .replaceAll(/active="(\w+)"/g, "active = '$1'")
        .replace('</entity>', '<!-- x --><z:a xmlns:z="urn:z"/></entity>');
      assertPass(check, publishSubject({ body }));
    });
    it('passes without XML declaration and with line breaks', () => {
      const body = SETTINGS_DOCUMENT.replace(/^<\?.*?\?>/, '').replaceAll('><', '>\n  <');
      assertPass(check, publishSubject({ body }));
    });
    it('passes another media type with a settings document, for which item 1 fails', () => {
      assertPass(check, publishSubject({ set: [['Content-Type', 'text/xml']] }));
    });
    it('passes a part of a multipart body where the rules allow that', () => {
      const of = context({ rules: { allow_multipart: true } });
      assertPass(check, publishSubject(multipart(SETTINGS_DOCUMENT), {}, of), of);
    });
  }

  function testBroken(): void {
    for (const value of ['TRUE', 'yes', 'on', 'active', '']) {
      it(`fails active="${value}" and points at it`, () => {
        assert.equal(failureAt(check, publishSubject({ body: valued(`active="${value}"`) })), value);
      });
    }
    it('fails a missing value and points at the element', () => {
      assert.match(failureAt(check, publishSubject({ body: valued('kind="x"') })), new RegExp(`^<${tag} `));
    });
    it('fails a missing setting and points at the entity', () => {
      assert.match(failureAt(check, publishSubject({ body: documentWith(key, () => '') })), /^<entity /);
    });
    it('fails a document without an entity', () => {
      const body = '<poc-settings xmlns="urn:oma:params:xml:ns:poc:poc-settings"/>';
      assert.match(failureAt(check, publishSubject({ body })), /^<poc-settings/);
    });
    it('fails a second entity and points at it', () => {
      const body = SETTINGS_DOCUMENT.replace('</entity>', '</entity><entity id="2"/>');
      assert.equal(failureAt(check, publishSubject({ body })), '<entity id="2"/>');
    });
    it('fails a body of another kind', () => {
      failureAt(check, publishSubject({ set: [['Content-Type', 'text/plain']], body: 'hello' }));
    });
    it('points at octets in a multipart body', () => {
      const of = context({ rules: { allow_multipart: true } });
      const subject = publishSubject(multipart(valued('active="No"')), {}, of);
      assert.equal(failureAt(check, subject, of), 'No');
    });
    if (key !== 'chs') {
      it('fails two contradicting values, and only remarks on two equal ones', () => {
        assert.match(
          failureAt(check, publishSubject({ body: valued('active="1"', 'active="false"') })),
          /active="false"/,
        );
        assert.deepEqual(outcomes(check, publishSubject({ body: valued('active="1"', 'active="true"') })), [
          'pass',
          'warn',
        ]);
      });
    }
  }

  function testBodyless(): void {
    const bodyless = { body: '', without: ['Content-Type'] };
    const refresh = { ...bodyless, add: [['SIP-If-Match', 'e1']] as const };
    const rule = (refresh_body: 'rfc3903' | 'either') => context({ rules: { refresh_body } });

    it('fails a PUBLISH without body, a refresh included', () => {
      assert.match(failureAt(check, publishSubject(bodyless)), /^PUBLISH/);
      assert.match(failureAt(check, publishSubject(refresh)), /^PUBLISH/);
    });
    it('refresh_body=rfc3903: does not look at a refresh without body, fails an initial PUBLISH without', () => {
      assert.equal(looksAt(check, publishSubject(refresh), rule('rfc3903')), false);
      failureAt(check, publishSubject(bodyless), rule('rfc3903'));
    });
    it('refresh_body=either: passes a refresh with and without body, fails an initial PUBLISH without', () => {
      assertPass(check, publishSubject(refresh), rule('either'));
      assertPass(check, publishSubject({ add: [['SIP-If-Match', 'e1']] }), rule('either'));
      failureAt(check, publishSubject(bodyless), rule('either'));
    });
    it('does not look at a removal', () => {
      const removal = {
        ...bodyless,
        add: [
          ['SIP-If-Match', 'e1'],
          ['Expires', '0'],
        ] as const,
      };
      assert.equal(looksAt(check, publishSubject(removal), context()), false);
    });
  }

  function testUndecided(): void {
    it('is inconclusive when the document cannot be read', () => {
      assert.deepEqual(outcomes(check, publishSubject({ body: SETTINGS_DOCUMENT.replace('</entity>', '') })), [
        'inconc',
      ]);
    });
    it('is inconclusive with a hint when the element stands in another namespace', () => {
      const { ns } = omaImDefault.settings[key];
      const body = SETTINGS_DOCUMENT.replace('<entity ', `<entity xmlns:im="urn:other" xmlns:other="urn:other" `);
      const moved = key === 'isb' ? body.replace(/(<\/?)(isb-settings|incoming-session-barring)/g, '$1other:$2') : body;
      const [seen] = check.judge(publishSubject({ body: moved }), context());
      assert.equal(seen?.outcome, 'inconc');
      assert.match(seen?.message ?? '', new RegExp(`urn:other.*${ns}.*adjust the settings binding`));
    });
    it('is inconclusive for a multipart body that the rules do not allow', () => {
      assert.deepEqual(outcomes(check, publishSubject(multipart(SETTINGS_DOCUMENT))), ['inconc']);
    });
    it('is inconclusive on a stream without Content-Length, with a body and without', () => {
      const event = { transport: 'tcp' } as const;
      const without = ['Content-Length'];
      for (const body of [SETTINGS_DOCUMENT, documentWith(key, () => ''), '']) {
        const [seen] = check.judge(publishSubject({ without, body }, { event }), context());
        assert.equal(seen?.outcome, 'inconc');
        assert.match(seen?.message ?? '', /the length of the body is unknown/);
      }
      const { outcome } =
        check.judge(publishSubject({ set: [['Content-Length', 'x']] }, { event }), context())[0] ?? {};
      assert.equal(outcome, 'inconc');
      assertPass(check, publishSubject({}, { event }));
    });
    it('is inconclusive for a coded body', () => {
      assert.deepEqual(outcomes(check, publishSubject({ add: [['Content-Encoding', 'gzip']] })), ['inconc']);
    });
  }

  function testInstruction(): void {
    const all = (value: boolean) =>
      Object.fromEntries(settingKeys.map((name) => [name, value])) as Record<SettingKey, boolean>;
    it('compares with what the client was told, decided when the stimulus ends', () => {
      const subject = (told: boolean) =>
        publishSubject({ body: valued('active="true"') }, { stimulus: { operation: 'publish', settings: all(told) } });
      const seen = (told: boolean) =>
        check.judge(subject(told), context()).map(({ outcome, awaits }) => [outcome, awaits]);
      assert.deepEqual(seen(true), [
        ['pass', undefined],
        ['pass', 'stimulus'],
      ]);
      assert.deepEqual(seen(false), [
        ['pass', undefined],
        ['fail', 'stimulus'],
      ]);
    });
  }
}
