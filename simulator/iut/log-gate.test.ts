import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { LogGate } from './log-gate';

describe('the log of the client', () => {
  it('passes lines on and marks the cut ones', () => {
    const log: string[] = [];
    const gate = new LogGate((line) => log.push(line));
    gate.write({ text: 'whole', isCut: false });
    gate.write({ text: 'half', isCut: true });
    gate.end();
    assert.deepEqual(log, ['whole', 'half … (line cut)']);
  });

  it('passes 200 lines a second and counts the rest', () => {
    const log: string[] = [];
    let now = 5;
    const gate = new LogGate(
      (line) => log.push(line),
      () => now,
    );
    for (let i = 0; i < 1_000; i++) gate.write({ text: `line ${i}`, isCut: false });
    assert.equal(log.length, 200);
    now = 1_005;
    gate.write({ text: 'next second', isCut: false });
    assert.deepEqual(log.slice(200), ["… 800 lines of the client's output left out", 'next second']);
  });

  it('passes 64 KiB a second, and tells at the end what was left out', () => {
    const log: string[] = [];
    const gate = new LogGate(
      (line) => log.push(line),
      () => 0,
    );
    for (let i = 0; i < 20; i++) gate.write({ text: 'x'.repeat(8192), isCut: false });
    assert.equal(log.length, 8);
    gate.end();
    gate.end();
    assert.deepEqual(log.slice(8), ["… 12 lines of the client's output left out"]);
  });
});
