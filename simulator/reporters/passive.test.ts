import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020';
import { toHtml } from './html';
import { toJson } from './json';
import { toJUnit } from './junit';
import { checkReport, serveReport } from './passive.fixture';
import { clientLines, fileLines, verdictLines } from './passive-terminal';
import { repeatCommand } from './repeat';
import { toSummary } from './summary';
import { summaryBlock } from './terminal';

const schema = JSON.parse(readFileSync(join(__dirname, 'report.schema.json'), 'utf8'));
const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema);
const style = { color: false, width: 120 };

describe('report.json of captures and of a passive server', () => {
  for (const [name, report] of [
    ['check', checkReport()],
    ['serve', serveReport()],
  ] as const) {
    it(`of ${name} fits its schema, which knows every key`, () => {
      const document = JSON.parse(toJson(report));
      const isValid = (): boolean => validate(structuredClone(document));
      assert.ok(isValid(), JSON.stringify(validate.errors));
      for (const place of [document.detected, document.detected.clients[0], ...(document.files ?? [])]) {
        place.surprise = 1;
        assert.equal(isValid(), false);
        delete place.surprise;
      }
    });
  }

  it('tells where a finding and a remark stand in the file that was judged', () => {
    const { requirements, diagnostics } = JSON.parse(toJson(checkReport()));
    const breach = requirements.find(({ id }: { id: string }) => id === '6.1.1.1-6');
    assert.deepEqual([breach.findings[0].frame, breach.findings[0].capture], [3, { file: 'a.pcap', frame: 17 }]);
    assert.deepEqual(diagnostics[0].capture, { file: 'b.log', frame: 1 });
    assert.equal('capture' in diagnostics[1], false);
  });

  it('has files, listeners and what was detected, and no server where there was none', () => {
    const check = JSON.parse(toJson(checkReport()));
    assert.equal(check.files[0].unreadable['TLS records'], 2);
    assert.equal('server' in check || 'listeners' in check, false);
    assert.equal(check.detected.clients[0].imsFlavour, '3gpp2');
    const serve = JSON.parse(toJson(serveReport()));
    assert.deepEqual(serve.listeners, ['udp:127.0.0.1:5060', 'tcp:127.0.0.1:5060']);
    assert.equal(serve.detected.incomplete, true);
    assert.equal('files' in serve, false);
  });
});

describe('reports for people, of captures and of a passive server', () => {
  it('name the file and its frame beside that of the trace', () => {
    const summary = toSummary(checkReport());
    assert.match(summary, /frame 3 of trace\.pcapng, frame 17 of a\.pcap/);
    assert.match(toJUnit(checkReport()), /frame 3 of trace\.pcapng, frame 17 of a\.pcap/);
    assert.match(toHtml(checkReport()), /frame 3, frame 17 of a\.pcap/);
    assert.match(toHtml(checkReport()), /frame 4<\/a>, frame 1 of b\.log/);
  });

  it('name where the other frame stands that a finding speaks of', () => {
    const first = checkReport();
    const requirements = first.judgement.requirements.map((result) => ({
      ...result,
      findings: result.findings.map((finding) => ({ ...finding, otherFrame: 4 })),
    }));
    const report = { ...first, judgement: { ...first.judgement, requirements } };
    const [own, other] = [
      { file: 'a.pcap', frame: 17 },
      { file: 'a.pcap', frame: 29 },
    ];
    const elsewhere = {
      ...report,
      places: new Map([
        [3, own],
        [4, other],
      ]),
    };
    for (const text of [
      toSummary(elsewhere),
      toJUnit(elsewhere),
      toHtml(elsewhere),
      verdictLines(elsewhere, style).join('\n'),
    ]) {
      assert.match(text, /named.*frame 4 is frame 29 of a\.pcap/);
    }
    const { findings } = JSON.parse(toJson(elsewhere)).requirements.find(
      ({ id }: { id: string }) => id === '6.1.1.1-6',
    );
    assert.deepEqual([findings[0].otherFrame, findings[0].otherCapture], [4, other]);
    assert.ok(validate(JSON.parse(toJson(elsewhere))), JSON.stringify(validate.errors));
    // A trace.ndjson, whose own frames these are, needs no such line; nor does a run that judged no file.
    const same = new Map([
      [3, { file: 'trace.ndjson', frame: 3 }],
      [4, { file: 'trace.ndjson', frame: 4 }],
    ]);
    for (const places of [same, new Map()]) assert.doesNotMatch(toJUnit({ ...report, places }), /named/);
    const moved = new Map([...same, [4, { file: 'trace.ndjson', frame: 5 }]]);
    assert.match(toJUnit({ ...report, places: moved }), /named.*frame 4 is frame 5 of trace\.ndjson/);
  });

  it('have a page with files, detected ICS, listeners, and no scenarios', () => {
    const check = toHtml(checkReport());
    assert.match(check, /<td>pcap \(gzip\)<\/td><td>120<\/td><td>3<\/td><td>110<\/td>\s*<td>7: 5 packets cut off/);
    assert.match(check, /unexpected end of file/);
    assert.match(check, /register, publish, fetch<\/td>\s*<td>udp<\/td><td>Digest MD5<\/td><td>P-Access-Network-Info/);
    assert.doesNotMatch(check, /id="scenarios"|Simulated server|Only what broke/);
    assert.match(check, /1234 messages/);
    const serve = toHtml(serveReport());
    assert.match(serve, /udp:127\.0\.0\.1:5060, tcp:127\.0\.0\.1:5060/);
    assert.doesNotMatch(serve, /id="files"|<dt>IM Address<\/dt>/);
  });

  it('have a page whose links to messages lead somewhere', () => {
    const page = toHtml(checkReport({ messages: checkReport().messages?.slice(0, 2) ?? [] }));
    const targets = new Set([...page.matchAll(/ id="(frame-\d+)"/g)].map((match) => match[1]));
    const dead = [...page.matchAll(/href="#(frame-\d+)"/g)].filter((match) => !targets.has(match[1]));
    assert.deepEqual(dead, []);
    assert.equal(targets.size, 2);
  });

  it('have a job summary with the clients, the worst first', () => {
    const summary = toSummary(serveReport());
    const [alice, bob] = [
      summary.indexOf('alice&#64;example.com | Example'),
      summary.indexOf('bob&#64;example.com | not given'),
    ];
    assert.ok(alice > 0 && bob > alice, summary);
    assert.match(summary, /server <code>udp&#58;127\.0\.0\.1&#58;5060, tcp&#58;127\.0\.0\.1&#58;5060<\/code>/);
    assert.match(toSummary(checkReport()), /judged <code>a\.pcap, b\.log<\/code>/);
  });

  it('say how to judge the same again', () => {
    assert.equal(repeatCommand(checkReport(), ['6.1.1.1-6']), 'npx imconf check a.pcap b.log');
    assert.equal(repeatCommand(serveReport(), ['6.1.1.1-6']), 'npx imconf check trace.ndjson --strict');
  });
});

describe('the terminal after captures and a passive server', () => {
  it('tells what was in each file', () => {
    assert.deepEqual(fileLines(checkReport().files ?? [], { ...style, width: 200 }), [
      'a.pcap  pcap (gzip): 120 packets, 3 SIP messages, 110 something else, not readable 7: 5 packets cut off inside their headers, 2 TLS records',
      '  ! its gzip data are damaged or cut off (unexpected end of file)',
      'b.log  text: 2 entries, 2 SIP messages, 0 something else, not readable 0',
    ]);
  });

  it('marks a file without any SIP message, once', () => {
    const file = { name: 'junk.bin', format: 'text', packets: 0, messages: 0, notSip: 0, unreadable: {} };
    assert.deepEqual(fileLines([file, { ...file, problem: 'it ended early' }], style), [
      'junk.bin  text: 0 entries, 0 SIP messages, 0 something else, not readable 0',
      '  ! no SIP message was found in it',
      'junk.bin  text: 0 entries, 0 SIP messages, 0 something else, not readable 0',
      '  ! it ended early',
    ]);
  });

  it('tells the clients, the worst first, with what they showed', () => {
    assert.deepEqual(clientLines(serveReport(), { ...style, width: 200 }), [
      '✗ sip:alice@example.com  Example IM/2.1  192.0.2.10:5070  fail: 6.1.1.1-6, 6.1.1.1-7b',
      '  shows register, publish, fetch; udp; Digest MD5; IMS header fields: P-Access-Network-Info',
      '? sip:bob@example.com  192.0.2.10:5070  inconclusive',
      '  shows register, publish, fetch; udp; Digest MD5; IMS header fields: P-Access-Network-Info',
    ]);
  });

  it('cuts a long list of clients, and says so', () => {
    const { judgement, ...report } = serveReport();
    const clients = Array.from({ length: 53 }, () => judgement.clients).flatMap(([one]) => (one ? [one] : []));
    const lines = clientLines({ ...report, judgement: { ...judgement, clients } }, style);
    assert.equal(lines.at(-1), 'and 3 more clients in the report');
  });

  it('always tells the items, of other requirements only what is no plain pass, and counts the rest', () => {
    const lines = verdictLines(checkReport(), style);
    const items = checkReport().judgement.requirements.filter(({ id }) => id.startsWith('6.1.1.'));
    for (const { id } of items)
      assert.ok(
        lines.some((line) => line.slice(2).startsWith(`${id} `)),
        id,
      );
    assert.match(lines.at(-1) ?? '', /^ {2}other requirements: \d+ pass/);
    assert.equal(lines.filter((line) => / RFC3261-7-1 /.test(line)).length, 0);
  });

  it('names the place in the capture, and the places of alike findings', () => {
    const { judgement, ...report } = checkReport();
    const requirements = judgement.requirements.map((result) => {
      const [first] = result.findings;
      return result.id !== '6.1.1.1-6' || first === undefined
        ? result
        : { ...result, findings: [first, { ...first, frame: 4 }], findingsLeftOut: 2 };
    });
    const lines = verdictLines({ ...report, judgement: { ...judgement, requirements } }, style).join('\n');
    assert.match(lines, /where +PUBLISH from 192\.0\.2\.10:5070, line 9, bytes 274-287, frame 17 of a\.pcap/);
    assert.match(lines, /the same +at least 1 more time: frame 1 of b\.log/);
  });

  it('says in the last block how to get a report where none was written, and where it is otherwise', () => {
    const last = (folder?: string) => summaryBlock(checkReport(), style, folder === undefined ? {} : { folder });
    assert.match(last(), /report +not written; --out FOLDER writes it$/);
    assert.match(last('out'), /see +out\/report\.html\n +out\/trace\.pcapng \(Wireshark\)$/);
    assert.doesNotMatch(last('out'), /again/);
  });

  it('keeps to the width', () => {
    for (const width of [60, 80]) {
      const narrow = { color: false, width };
      const blocks = [
        ...fileLines(checkReport().files ?? [], narrow),
        ...clientLines(serveReport(), narrow),
        ...verdictLines(checkReport(), narrow),
      ];
      const lines = blocks.flatMap((block) => block.split('\n'));
      assert.deepEqual(
        lines.filter((line) => line.length > width),
        [],
      );
    }
  });
});
