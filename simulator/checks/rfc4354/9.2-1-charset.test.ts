import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { failureAt } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { publishSubject } from '../trace.fixture';
import { namedCharset } from './9.2-1-charset';

const own = 'application/poc-settings+xml';
const typed = (value: string) => publishSubject({ set: [['Content-Type', value]] });

testEntry(namedCharset, 'a charset parameter names UTF-8', {
  violation: { seen: typed(`${own};charset=iso-8859-1`), at: 'charset=iso-8859-1' },
  legal: { absent: { seen: typed(own) }, 'charset="UTF-8"': { seen: typed(`${own} ; Charset="UTF-8"`) } },
  inapplicable: {
    'a Content-Type that the parser found broken': { seen: typed(`${own};charset="x\u0001"`) },
    'another parameter': { seen: typed(`${own};x=charset`) },
    'a body of another type': { seen: typed('text/xml;charset=x') },
    'a type that cannot be read': { seen: typed(`${own};charset=`) },
  },
});

describe('RFC4354-9.2-1', () => {
  for (const value of ['us-ascii', 'utf8', '"utf-16"', '""']) {
    it(`fails ${value}`, () =>
      assert.equal(failureAt(namedCharset, typed(`${own};charset=${value}`)), `charset=${value}`));
  }
});
