import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { hasPty, Pty } from './pty.fixture';

const root = join(__dirname, '..', '..');

/** A program that asks for one publication and prints the outcome, and is told after so many milliseconds that the exchange was seen. */
function asking(limit: number, seenAfter?: number): readonly string[] {
  const script = `
    require('ts-node').register({ dir: ${JSON.stringify(root)} });
    const { manualTester } = require(${JSON.stringify(join(root, 'simulator/iut/manual-tester.ts'))});
    const context = { server: 'udp:127.0.0.1:5070', imAddress: 'sip:alice@example.com', stateFolder: '/nonexistent' };
    const tester = manualTester({ kind: 'manual' }, { ...context, onIndication() {}, onLog() {} });
    const settled = new Promise((seen) => {
      if (${seenAfter !== undefined}) setTimeout(() => seen({ kind: 'seen', differs: [] }), ${seenAfter ?? 0});
    });
    const settings = { isb: true, ipmb: false, vis: true, dms: false, chs: true };
    (async () => {
      await tester.start();
      const outcome = await tester.perform('publish', settings, ${limit}, settled);
      console.log('OUTCOME ' + JSON.stringify(outcome));
      await tester.stop();
    })();`;
  return [process.execPath, '-e', script];
}

const long = 120_000;

/** Runs a test on a pseudo terminal, which is ended whatever becomes of it. */
const on = (argv: readonly string[], test: (pty: Pty) => Promise<void>, columns = 80) => {
  return async () => {
    const pty = new Pty(argv, { columns });
    try {
      await test(pty);
      assert.equal(await pty.ended, 0, pty.text); // nothing keeps the process alive
    } finally {
      pty.end();
    }
  };
};

describe('manual adapter on a pseudo terminal', { skip: !hasPty && 'no script(1) of util-linux' }, () => {
  it(
    'prompts, counts down in one line, and takes Enter',
    on(asking(long), async (pty) => {
      await pty.see(/Action 1 {2}Publish these settings in the client: ISB active, IPMB not active,/);
      const at = await pty.see(/\r2:00 left {3}Enter done, c cannot do this, r repeat/);
      await pty.see(/\r1:59 left[^\n]*\r1:58 left/, at);
      assert.doesNotMatch(pty.text.slice(at), /\n/);
      pty.type('\r');
      await pty.see(/Waiting for the messages of the client/);
      await pty.see(/OUTCOME \{"kind":"done"\}/);
    }),
  );

  it(
    'takes "cannot do this"',
    on(asking(long), async (pty) => {
      await pty.see(/2:00 left/);
      pty.type('c\r');
      await pty.see(/OUTCOME \{"kind":"failed",.*cannot do this.*"isFinal":true\}/);
    }),
  );

  it(
    'repeats the sentence',
    on(asking(long), async (pty) => {
      const once = await pty.see(/1:59 left/);
      pty.type('r\r');
      const again = await pty.see(/Action 1 {2}Publish[\s\S]*2:00 left/, once);
      pty.type('what\r');
      const helped = await pty.see(/Please answer with Enter done, c cannot do this, r repeat\./, again);
      await pty.see(/left/, helped);
      pty.type('c\r');
      await pty.see(/OUTCOME/);
    }),
  );

  it(
    'ends when the time is up',
    on(asking(1_500), async (pty) => {
      await pty.see(/0:02 left[\s\S]*0:00 left/);
      await pty.see(/OUTCOME \{"kind":"silent","reason":"the operator did not answer within 1.5 s"\}/);
    }),
  );

  it(
    'ends by itself when the exchange was seen',
    on(asking(long, 800), async (pty) => {
      await pty.see(/2:00 left[\s\S]*\nSeen\.\nOUTCOME \{"kind":"done"\}/);
    }),
  );

  it(
    'fails when the input ends (Ctrl-D)',
    on(asking(long), async (pty) => {
      await pty.see(/2:00 left/);
      pty.type('\u0004');
      await pty.see(/OUTCOME \{"kind":"failed","reason":"the terminal of the operator was closed"/);
    }),
  );

  it(
    'fits a narrow terminal',
    on(
      asking(long),
      async (pty) => {
        await pty.see(/Action 1: Publish\nthese settings in\nthe client: ISB/);
        await pty.see(/\r2:00 Enter\/c\/r/);
        pty.type('c\r');
        await pty.see(/OUTCOME/);
      },
      20,
    ),
  );
});
