import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { omaImDefault } from './binding';
import { readBinding } from './binding-file';

const poc = "'urn:oma:params:xml:ns:poc:poc-settings'";
const im = "'urn:oma:xml:im:service-settings'";
const file = `
name: oma-im-default
media_types: [application/poc-settings+xml]
root:   {ns: ${poc}, name: poc-settings}
entity: {ns: ${poc}, name: entity, id_attribute: id}
settings:
  isb:  {ns: ${poc}, path: [isb-settings, incoming-session-barring], attribute: active, type: boolean}
  ipmb: {ns: ${im}, path: [ipmb-settings, incoming-pager-mode-barring], attribute: active, type: boolean}
  vis:  {ns: ${im}, path: [vis-settings, vis-status], attribute: active, type: boolean}
  dms:  {ns: ${im}, path: [deferred-settings, offline-delivery], attribute: active, type: boolean}
  chs:  {ns: ${im}, path: [hist-settings, hist-activation], attribute: active, type: boolean}
`;

function problems(text: string): readonly string[] {
  const result = readBinding(parse(text));
  return result.ok ? [] : result.problems.map(({ message }) => message);
}

describe('readBinding', () => {
  it('reads the file of fact sheet 12.3 as the default binding', () => {
    assert.deepEqual(readBinding(parse(file)), { ok: true, binding: omaImDefault });
  });

  it('takes a text for a value where no attribute is named, and boolean for the type', () => {
    const result = readBinding(parse(file.replaceAll('attribute: active, type: boolean', '')));
    assert.ok(result.ok);
    assert.deepEqual(result.binding.settings.isb, {
      ns: 'urn:oma:params:xml:ns:poc:poc-settings',
      path: ['isb-settings', 'incoming-session-barring'],
      type: 'boolean',
    });
  });

  const cases: readonly [string, string, RegExp][] = [
    ['an unknown key', file.replace('media_types', 'mediatypes'), /unknown key mediatypes; allowed: name, media_types/],
    [
      'a key too much in a setting',
      file.replace('attribute: active', 'attr: active'),
      /unknown key settings\.isb\.attr; allowed: ns, path/,
    ],
    ['a missing setting', file.replace(/ {2}chs.*\n/, ''), /settings\.chs is missing; a table is needed/],
    [
      'a name with a prefix',
      file.replace('name: entity', 'name: "a:entity"'),
      /entity\.name is "a:entity"; needed: a name of XML/,
    ],
    [
      'an empty path',
      file.replace('[vis-settings, vis-status]', '[]'),
      /settings\.vis\.path is \[\]; needed: a list of names/,
    ],
    ['a number for a namespace', file.replace(im, '7'), /settings\.ipmb\.ns is 7; needed: a namespace/],
    ['another type', file.replace('type: boolean', 'type: string'), /settings\.isb\.type is "string"; needed: boolean/],
    [
      'no media type',
      file.replace('application/poc-settings+xml', 'xml'),
      /media_types is \["xml"\]; needed: a list of media types/,
    ],
    [
      'two settings in one place',
      file.replace('vis-settings, vis-status', 'hist-settings, hist-activation'),
      /settings\.chs has the same place as settings\.vis/,
    ],
    ['a list', '[]', /the binding is \[\]; a table is needed/],
    ['nothing', '', /the binding is null/],
  ];
  for (const [name, text, message] of cases) {
    it(`refuses ${name} with one message`, () => {
      const found = problems(text).filter((problem) => message.test(problem));
      assert.equal(found.length, 1, problems(text).join('\n'));
    });
  }

  it('points at keys and values', () => {
    const result = readBinding(parse(file.replace('id_attribute: id', 'id_attribute: 5, x: 1')));
    assert.ok(!result.ok);
    assert.deepEqual(
      result.problems.map(({ path, isKey }) => [path.join('.'), isKey]),
      [
        ['entity.x', true],
        ['entity.id_attribute', false],
      ],
    );
  });
});
