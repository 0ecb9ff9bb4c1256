import { strict as assert } from 'node:assert';
import { afterEach, beforeEach, describe, it } from 'node:test';
import * as sinon from 'sinon';
import { HarnessError } from '../core/harness-error';
import { someSettings, Told } from './iut.fixture';
import { manualTester } from './manual-tester';
import { FakeTerminal } from './terminal.fixture';
import type { Operation, Outcome, Settled, UpperTester } from './upper-tester';

const limit = 60_000;

describe('manual adapter', () => {
  let clock: sinon.SinonFakeTimers;
  let terminal: FakeTerminal;
  let tester: UpperTester;
  let settle: (settled: Settled) => void;
  const perform = (operation: Operation = 'publish') => {
    const settled = new Promise<Settled>((resolve) => {
      settle = resolve;
    });
    return tester.perform(operation, someSettings, limit, settled);
  };
  const type = async (line: string | undefined) => {
    terminal.type(line);
    await clock.tickAsync(400);
  };
  const asked = async (operation?: Operation) => {
    const outcome = perform(operation);
    await clock.tickAsync(400);
    return { outcome };
  };
  const reason = (outcome: Outcome) => ('reason' in outcome ? outcome.reason : '');
  beforeEach(async () => {
    clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    terminal = new FakeTerminal();
    tester = manualTester({ kind: 'manual' }, new Told(), terminal);
    await tester.start();
  });
  afterEach(() => clock.restore());

  it('says in one sentence what to do, with the values, and counts down in one line', async () => {
    const { outcome } = await asked();
    const sentence =
      /Action 1 Publish these settings in the client: ISB active, IPMB not active, VIS active, DMS not active, CHS active\./;
    assert.match(terminal.text.replace(/\s+/g, ' '), sentence);
    assert.match(terminal.screen.at(-1) ?? '', /^1:00 left {3}Enter done, c cannot do this, r repeat $/);
    const lines = terminal.screen.length;
    await clock.tickAsync(21_000);
    assert.match(terminal.screen.at(-1) ?? '', /^0:39 left /);
    assert.equal(terminal.screen.length, lines);
    await type('c');
    await outcome;
  });

  it('ends by itself when the exchange was seen', async () => {
    const { outcome } = await asked('retrieve');
    settle({ kind: 'seen', differs: [] });
    assert.deepEqual(await outcome, { kind: 'done' });
    assert.equal(clock.countTimers(), 0);
  });

  it('ends by itself also where the client was quicker than the question', async () => {
    const outcome = perform();
    settle({ kind: 'seen', differs: [] });
    assert.deepEqual(await outcome, { kind: 'done' });
  });

  it('with Enter waits a little for the messages of the client, then is done', async () => {
    const { outcome } = await asked();
    await type('');
    assert.match(terminal.text, /Waiting for the messages of the client\./);
    await clock.tickAsync(5_000);
    assert.deepEqual(await outcome, { kind: 'done' });
  });

  it('with Enter is done at once where nobody watches the wire', async () => {
    const outcome = tester.perform('register', undefined, limit);
    await clock.tickAsync(400);
    terminal.type('d');
    assert.deepEqual(await outcome, { kind: 'done' });
  });

  it('takes "cannot" for a failure for good', async () => {
    const { outcome } = await asked();
    await type('c');
    const failed = await outcome;
    assert.deepEqual([failed.kind, 'isFinal' in failed], ['failed', true]);
    assert.match(reason(failed), /the operator answered that the client cannot do this/);
  });

  it('shows the sentence again when asked to, and gives the whole time again', async () => {
    const { outcome } = await asked();
    await clock.tickAsync(50_000);
    await type('r');
    assert.equal(terminal.text.match(/Action 1 {2}Publish/g)?.length, 2);
    await clock.tickAsync(50_000);
    await type('');
    settle({ kind: 'seen', differs: [] });
    assert.deepEqual(await outcome, { kind: 'done' });
  });

  it('is silent when nobody answers in time', async () => {
    const { outcome } = await asked();
    await clock.tickAsync(limit);
    assert.deepEqual(await outcome, { kind: 'silent', reason: 'the operator did not answer within 60 s' });
    assert.match(terminal.text, /0:00 left/);
  });

  it('does not take for an answer what was typed before the question could be read', async () => {
    await type('c');
    const outcome = perform();
    await clock.tickAsync(100);
    terminal.type('c');
    await clock.tickAsync(300);
    await type('');
    settle({ kind: 'seen', differs: [] });
    assert.deepEqual(await outcome, { kind: 'done' });
  });

  it('says what can be answered, and goes on, after any other answer', async () => {
    const { outcome } = await asked();
    await type('what?');
    assert.match(terminal.text, /Please answer with Enter done, c cannot do this, r repeat\.\n/);
    assert.match(terminal.screen.at(-1) ?? '', /^1:00 left/);
    await type('c');
    assert.equal((await outcome).kind, 'failed');
  });

  for (const [answer, kind] of [
    ['y', 'done'],
    ['n', 'failed'],
  ] as const) {
    it(`asks who is to blame for other values: "${answer}" is ${kind}`, async () => {
      const { outcome } = await asked();
      settle({ kind: 'seen', differs: ['ISB not active'] });
      await clock.tickAsync(400);
      assert.match(terminal.text, /The client sent ISB not active: not what you were asked to set/);
      await type(answer);
      assert.equal((await outcome).kind, kind);
    });
  }

  it('blames nobody when nobody says which values were set', async () => {
    const { outcome } = await asked();
    settle({ kind: 'seen', differs: ['ISB not active'] });
    await clock.tickAsync(400 + limit);
    assert.match(reason(await outcome), /^nobody said which values had been set: the client sent ISB not active/);
  });

  it('ends its question with the run', async () => {
    const { outcome } = await asked();
    settle({ kind: 'ended', reason: 'ended by SIGINT' });
    assert.deepEqual(await outcome, { kind: 'failed', reason: 'ended by SIGINT' });
  });

  it('ends its question, and reads no more, when it is stopped; later actions fail', async () => {
    const { outcome } = await asked();
    await tester.stop();
    assert.deepEqual(await outcome, { kind: 'failed', reason: 'the run is over' });
    assert.equal(terminal.isOpen, false);
    assert.equal((await perform()).kind, 'failed');
    assert.equal(clock.countTimers(), 0);
  });

  it('fails when the terminal is closed', async () => {
    const { outcome } = await asked();
    await type(undefined);
    assert.match(reason(await outcome), /terminal of the operator was closed/);
  });

  it('asks for one thing at a time', async () => {
    const first = tester.perform('register', undefined, limit);
    const second = tester.perform('retrieve', undefined, limit);
    await clock.tickAsync(400);
    assert.doesNotMatch(terminal.text, /Action 2/);
    await type('');
    assert.deepEqual(await first, { kind: 'done' });
    await clock.tickAsync(400);
    assert.match(terminal.text, /Action 2 {2}Let the client fetch/);
    await type('');
    assert.deepEqual(await second, { kind: 'done' });
  });

  it('does not take news of the action before for news of this one', async () => {
    const { outcome: first } = await asked('register');
    const settleFirst = settle;
    await type('c');
    await first;
    const { outcome } = await asked('retrieve');
    settleFirst({ kind: 'seen', differs: [] });
    await clock.tickAsync(400);
    await type('c');
    assert.equal((await outcome).kind, 'failed');
  });

  it('tells who the user is and where the server is', async () => {
    const { outcome } = await asked('register');
    assert.match(
      terminal.screen.join(' ').replace(/ +/g, ' '),
      /register sip:alice@example\.com with the server udp:127\.0\.0\.1:5070\./,
    );
    await type('c');
    await outcome;
  });

  for (const columns of [200, 80, 40, 20, 8]) {
    it(`never draws beyond ${columns} columns`, async () => {
      terminal.text = '';
      terminal.columns = columns;
      await tester.start();
      const { outcome } = await asked();
      await clock.tickAsync(limit);
      await outcome;
      assert.ok(terminal.widest < columns, `${terminal.widest} of ${columns}:\n${terminal.text}`);
    });
  }

  it('writes no control character but line ends and carriage returns, whatever the IUT file holds', async () => {
    const context = Object.assign(new Told(), { imAddress: 'sip:a\u001b[2J\u202e@example.com' });
    tester = manualTester({ kind: 'manual' }, context, terminal);
    const { outcome } = await asked('register');
    await clock.tickAsync(limit);
    await outcome;
    assert.doesNotMatch(terminal.text.replace(/[\r\n]/g, ''), /[\p{Cc}\p{Cf}]/u);
    assert.match(terminal.text, /sip:a\\u\{1b\}\[2J\\u\{202e\}@example\.com/);
  });

  it('is refused as wrong usage where there is no terminal', async () => {
    terminal.isInteractive = false;
    await assert.rejects(
      () => tester.start(),
      (error) => error instanceof HarnessError && error.fault === 'usage' && /choose another kind/.test(error.message),
    );
  });
});
