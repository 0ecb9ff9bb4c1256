import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { SaxesParser } from 'saxes';
import { requirementOf } from '../requirements/catalogue';
import { hostileReport } from './hostile.fixture';
import { toHtml } from './html';
import { messageEvent } from './messages.fixture';
import { conformingReport, failingReport, findingOn, reported, resultOf } from './report.fixture';
import type { RunReport } from './run-report';
import { visible } from './visible';

interface Page {
  readonly elements: readonly { readonly name: string; readonly attributes: Readonly<Record<string, string>> }[];
  readonly text: string;
}

/** Reads the page as XML, which it is but for the doctype and `open`: a tag out of place is an error. */
function pageOf(report: RunReport): Page {
  const source = toHtml(report)
    .replace('<!doctype html>', '')
    .replaceAll(/(<details(?: class="[^"]*")?) open>/g, '$1 open="">')
    .replaceAll(']]>', ']]&gt;');
  const elements: { name: string; attributes: Record<string, string> }[] = [];
  let text = '';
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => elements.push({ name, attributes: { ...attributes } }));
  parser.on('text', (part) => {
    text += part;
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(source).close();
  return { elements, text };
}

const known = new Set(
  (
    'html head meta link title style body header main footer section nav article h1 h2 h3 p a div dl dt dd ul li table caption ' +
    'thead tbody tr th td br small strong code pre span mark u blockquote figure figcaption details summary svg g rect path line text'
  ).split(' '),
);

describe('report.html', () => {
  for (const [name, report] of [
    ['conforming', conformingReport()],
    ['failing', failingReport()],
    ['hostile', hostileReport()],
  ] as const) {
    it(`of a ${name} client loads nothing, runs nothing, and has only our elements`, () => {
      const { elements } = pageOf(report);
      for (const { name, attributes } of elements) {
        assert.ok(known.has(name), name);
        for (const [key, value] of Object.entries(attributes)) {
          assert.doesNotMatch(key, /^on|^style$|^src$|^xlink/i);
          if (key === 'href') assert.match(value, /^(#[\w.-]+|[\w]+\.(json|xml|md|pcapng|ndjson)|data:,)$/);
        }
      }
    });

    it(`of a ${name} client has no two elements of one id, and every link on the page leads somewhere`, () => {
      const { elements } = pageOf(report);
      const ids = elements.flatMap(({ attributes }) => (attributes.id === undefined ? [] : [attributes.id]));
      assert.equal(new Set(ids).size, ids.length);
      for (const { attributes } of elements) {
        if (attributes.href?.startsWith('#')) assert.ok(ids.includes(attributes.href.slice(1)), attributes.href);
      }
    });
  }

  it('shows hostile text as text in which nothing hides', () => {
    const { text } = pageOf(hostileReport());
    assert.ok(text.includes(visible('<script>alert(1)</script>"\'>]]>-->&amp;\u202egnp.exe\u0000\r\n')));
    assert.doesNotMatch(text, /[\0\x1b\r\u202e]/);
  });

  it('says the verdict first, in words', () => {
    const heads: readonly (readonly [RunReport['verdict'], string])[] = [
      ['pass', 'Conformant'],
      ['fail', 'Not conformant'],
      ['inconc', 'Inconclusive'],
      ['error', 'Void: the tester failed'],
      ['none', 'Nothing was judged'],
    ];
    for (const [verdict, words] of heads) {
      const { text } = pageOf(conformingReport({ verdict }));
      assert.ok(text.indexOf(words, text.indexOf('conformance report')) < text.indexOf('At a glance'), words);
    }
  });

  it('marks the offending octets, underlined as well, and no others', () => {
    const html = toHtml(failingReport());
    const marks = [...html.matchAll(/<mark><u>(.*?)<\/u><\/mark>/g)].map(([, text]) => text);
    assert.deepEqual(marks, ['Expires: 3600', 'active=&quot;no&quot;', '*;+g.oma.sip-im']);
  });

  it('leaves no requirement out and gives reasons', () => {
    const { text, elements } = pageOf(failingReport());
    for (const { id } of reported) {
      const { statement } = requirementOf(id);
      assert.ok(
        elements.some(({ attributes }) => attributes.id === `requirement-${id}`),
        id,
      );
      assert.ok(text.includes(statement), id);
    }
    for (const reason of ['no SUBSCRIBE was seen', 'the IUT file declares sip_ip_core: non-ims'])
      assert.ok(text.includes(reason));
  });

  it('opens only what is wrong', () => {
    const scenarios = (report: RunReport) =>
      pageOf(report).elements.filter(({ attributes }) => attributes.class?.startsWith('scenario '));
    assert.deepEqual(
      scenarios(failingReport()).map(({ attributes }) => 'open' in attributes),
      [true, true, false],
    );
    assert.ok(scenarios(conformingReport()).every(({ attributes }) => !('open' in attributes)));
  });

  it('draws a ladder with frames, a dashed retransmission and links to the findings', () => {
    const { elements } = pageOf(failingReport());
    assert.ok(elements.some(({ attributes }) => attributes.id === 'frame-5'));
    assert.equal(elements.filter(({ attributes }) => attributes['stroke-dasharray'] !== undefined).length, 1);
    const { messages: _, ...without } = failingReport();
    assert.ok(!pageOf(without).elements.some(({ attributes }) => attributes.id === 'messages'));
  });

  it('shortens a long message around the octets', () => {
    const text = `MESSAGE sip:a SIP/2.0\r\n${'X: y\r\n'.repeat(20_000)}Here: here\r\n\r\n`;
    const start = text.indexOf('Here: here');
    const finding = findingOn('6.1.1.1-6', 'x', { evidence: messageEvent(1, text), span: { start, end: start + 10 } });
    const report = failingReport();
    const requirements = [resultOf('6.1.1.1-6', 'fail', { findings: [finding] })];
    const html = toHtml({ ...report, judgement: { ...report.judgement, requirements } });
    assert.match(html, /<u>Here: here<\/u>/);
    assert.match(html, /… \d+ bytes before this are in trace\.pcapng/);
    assert.ok(html.length < 500_000);
  });
});
