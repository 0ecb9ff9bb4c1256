import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { added, failuresOf, outcomesOf } from '../row.fixture';
import { answerOf, context, otherSubject, publishSubject } from '../trace.fixture';
import { optionTags } from './8.1.1.9-1-option-tags';

const rows = (...all: readonly (readonly [string, string])[]) => publishSubject(added(...all));

describe('RFC3261-8.1.1.9-1 option tags', () => {
  testEntry(optionTags, 'are registered ones', {
    violation: { seen: rows(['Require', 'com.acme.im']), at: 'com.acme.im' },
    legal: {
      'empty Supported': { seen: rows(['Supported', '']) },
      'tags in any letter case': { seen: rows(['Supported', 'PATH, 100Rel'], ['Require', 'Pref'], ['k', 'Timer']) },
    },
    inapplicable: {
      'a request without any': { seen: publishSubject() },
      'a response': { seen: answerOf(added(['Require', 'x'])) },
      'one with a control character': { seen: rows(['Require', 'a\u0001']) },
    },
  });

  it('knows the tags that the catalogue names', () => {
    const named =
      '100rel, answermode, eventlist, from-change, gruu, histinfo, join, multiple-refer, norefersub, outbound, path, precondition, pref, privacy, recipient-list-invite, recipient-list-message, recipient-list-subscribe, replaces, resource-priority, sdp-anat, sec-agree, tdialog, timer';
    assert.deepEqual(outcomesOf(optionTags, rows(['Supported', named], ['Proxy-Require', named])), ['pass']);
  });

  it('fails Proxy-Require, in every request, and names the tags', () => {
    const [seen] = optionTags.judge(otherSubject(added(['Proxy-Require', 'path, x-a, x-b'])), context());
    assert.equal(seen?.outcome, 'fail');
    assert.match(seen?.message ?? '', /lists "x-a", "x-b"$/);
  });

  it('only warns of a tag in Supported', () => {
    assert.deepEqual(outcomesOf(optionTags, rows(['Supported', 'path, x-a'])), ['warn']);
    assert.deepEqual(outcomesOf(optionTags, rows(['Supported', 'x-a'], ['Require', 'x-b'])), ['warn', 'fail']);
  });

  it('fails what is no list of tags', () => {
    assert.deepEqual(failuresOf(optionTags, rows(['Require', ''])), ['']);
    assert.deepEqual(failuresOf(optionTags, rows(['Supported', 'path,,timer'])), [',timer']);
  });
});
