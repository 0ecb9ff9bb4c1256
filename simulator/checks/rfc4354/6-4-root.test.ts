import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { omaImDefault } from '../../settings/binding';
import { assertPass, failureAt, outcomes } from '../assertions.fixture';
import { changed, notRead, publishing } from '../document.fixture';
import { testEntry } from '../entry.fixture';
import { context, publishSubject } from '../trace.fixture';
import { rootElement } from './6-4-root';

const poc = 'urn:oma:params:xml:ns:poc:poc-settings';

testEntry(rootElement, 'the root element is poc-settings in its namespace', {
  violation: { seen: publishing('<poc-settings><entity id="a"/></poc-settings>'), at: '<poc-settings>' },
  legal: {
    'default namespace or any prefix': {
      seen: publishing(`<x:poc-settings xmlns:x="${poc}"><x:entity id="a"/></x:poc-settings>`),
    },
    'xsi:schemaLocation attribute': {
      seen: changed(
        '<poc-settings ',
        `<poc-settings xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${poc} x.xsd" `,
      ),
    },
  },
  inapplicable: notRead,
});

describe('RFC4354-6-4', () => {
  const broken: readonly (readonly [string, string])[] = [
    ['another namespace', `<poc-settings xmlns="${poc}2"/>`],
    ['a namespace in another letter case', `<poc-settings xmlns="${poc.toUpperCase()}"/>`],
    ['another name', `<settings xmlns="${poc}"/>`],
    ['another letter case', `<POC-settings xmlns="${poc}"/>`],
  ];
  for (const [name, body] of broken) {
    it(`fails ${name}`, () => assert.equal(failureAt(rootElement, publishing(body)), body));
  }
  it('passes the ordinary document', () => assertPass(rootElement, publishSubject()));

  it('shows names as they are', () => {
    const [seen] = rootElement.judge(publishing('<é xmlns="urn:&#10;x"/>'), context());
    assert.equal(seen?.message, 'root element "é" in namespace "urn:\\nx"');
  });

  it('takes the root of the settings binding, and says that the verdict depends on it', () => {
    const of = context({ binding: { ...omaImDefault, root: { ns: 'urn:x', name: 'im' } } });
    assert.deepEqual(outcomes(rootElement, publishing('<im xmlns="urn:x"/>', {}, of), of), ['pass', 'info']);
    assert.match(failureAt(rootElement, publishSubject({}, {}, of), of), /^<poc-settings /);
    const renamed = context({ binding: { ...omaImDefault, root: { ns: poc, name: 'im' } } });
    assert.deepEqual(outcomes(rootElement, publishing(`<im xmlns="${poc}"/>`, {}, renamed), renamed), ['pass', 'info']);
  });
});
