import { strict as assert } from 'node:assert';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { corpusFile, describeMessage, readAll } from './text-log.fixture';

const names = readdirSync(join(__dirname, 'corpus')).filter((name) => /\.(txt|log|pcap)$/.test(name));

describe('logs of other programs', () => {
  for (const name of names) {
    it(`reads ${name}`, () => {
      const { messages, counts } = readAll(corpusFile(name));
      const lines = [...messages.map(describeMessage), JSON.stringify(counts), ''];
      assert.deepEqual(lines, corpusFile(`${name}.expected`).toString().split('\n'));
    });

    it(`reads ${name} in pieces of any size`, () => {
      const file = corpusFile(name);
      const whole = readAll(file);
      const cuts = fc.array(fc.nat(file.length), { maxLength: 40 });
      fc.assert(
        fc.property(cuts, (places) => {
          const { found, counts } = readAll(file, places);
          assert.deepEqual([found, counts], [whole.found, whole.counts]);
        }),
        { numRuns: 20 },
      );
    });
  }
});

describe('logs of one exchange', () => {
  const sent = readAll(corpusFile('exchange.pcap')).messages;
  /** ngrep and tcpdump put a dot for every octet that is not US-ASCII. */
  const inAscii = (bytes: Buffer): string => bytes.toString('latin1').replace(/[^\r\n -~]/g, '.');

  for (const name of names.filter((file) => /^(?:ngrep-byline|sngrep|tcpdump)/.test(file))) {
    it(`${name} gives the octets of the wire`, () => {
      const { messages } = readAll(corpusFile(name));
      assert.deepEqual(
        messages.map(({ bytes }) => inAscii(bytes)),
        sent.map(({ bytes }) => inAscii(bytes)),
      );
    });
  }

  for (const name of ['sngrep.txt', 'ngrep-byline.txt', 'tcpdump-verbose.txt']) {
    it(`${name} gives addresses and times to the microsecond`, () => {
      const { messages } = readAll(corpusFile(name));
      const wayAndTime = ({ at, source, destination }: (typeof sent)[number]): unknown => [
        at.toFixed(3),
        source.port,
        destination.port,
      ];
      assert.deepEqual(messages.map(wayAndTime), sent.map(wayAndTime));
      assert.ok(messages.every(({ timeUnknown, addressesUnknown }) => !timeUnknown && !addressesUnknown));
    });
  }
});
