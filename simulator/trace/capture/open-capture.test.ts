import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { encodeHeader } from '../ndjson';
import { NdjsonCapture } from './ndjson-capture';
import { openCapture } from './open-capture';
import { TextLog } from './text-log';
import { corpusFile } from './text-log.fixture';

describe('openCapture', () => {
  it('takes packets for packets', () => {
    const reader = openCapture(corpusFile('exchange.pcap'));
    assert.equal(reader.push(corpusFile('exchange.pcap')).length + reader.end().length, 10);
    assert.ok(!(reader instanceof TextLog));
  });

  it('takes a trace for a trace', () => {
    assert.ok(openCapture(Buffer.from(encodeHeader({ imAddress: 'sip:a@b' }))) instanceof NdjsonCapture);
    assert.ok(openCapture(Buffer.from('{"frame":1,"time":')) instanceof NdjsonCapture);
  });

  it('takes anything else for text', () => {
    for (const head of ['', 'PUBLISH sip:a@b SIP/2.0\n', '{"other":1}', '\u0000\u0001']) {
      assert.ok(openCapture(Buffer.from(head)) instanceof TextLog);
    }
  });
});
