import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasPty, Pty } from '../iut/pty.fixture';
import { execute, imconf, inWorkplace, type Workplace } from './imconf.fixture';
import { packageRoot } from './package';

const iutFile = `iut: { name: A phone }
im_address: sip:alice@example.com
pixit: { user_action_timeout_s: 60 }
control: { kind: manual }
`;

/** `imconf run` on a pseudo terminal, ended whatever becomes of it. */
function onTerminal(test: (pty: Pty, place: Workplace) => Promise<void>, options: readonly string[] = []) {
  return inWorkplace(async (place) => {
    const file = place.file('manual.yaml', iutFile);
    const argv = [...imconf, 'run', '--iut', file, '--out', place.out, ...options];
    const pty = new Pty(argv, { columns: 120, cwd: packageRoot });
    try {
      await test(pty, place);
    } finally {
      pty.end();
    }
  });
}

/** What stands in the request to act, for the reference client on the command line. */
const sentences: readonly (readonly [RegExp, string])[] = [
  [/Let the client register/, 'register'],
  [/Publish these settings/, 'publish'],
  [/Let the client refresh/, 'refresh'],
  [/Let the client fetch/, 'retrieve'],
  [/Let the client log out/, 'deregister'],
];

/** An operator: reads what is asked, does it with the reference client. */
class Operator {
  readonly done: string[] = [];
  readonly #pty: Pty;
  readonly #place: Workplace;
  #read = 0;
  #server = '';

  constructor(pty: Pty, place: Workplace) {
    this.#pty = pty;
    this.#place = place;
  }

  /** Does what is asked for until the run is over. */
  async work(turn: (settings: string) => string = (settings) => settings): Promise<void> {
    for (;;) {
      const start = this.#read;
      this.#read = await this.#pty.see(/\d:\d\d left|open {3}|again {2}/, start);
      const asked = this.#pty.text.slice(start, this.#read).replace(/\s+/g, ' ');
      if (!asked.endsWith('left')) return;
      if (!/Action \d+ /.test(asked)) continue; // the count-down goes on
      this.#server = /with the server (\S+)\.\s/.exec(asked)?.[1] ?? this.#server;
      await this.#act(asked, turn);
    }
  }

  async #act(asked: string, turn: (settings: string) => string): Promise<void> {
    const operation = sentences.find(([sentence]) => sentence.test(asked))?.[1] ?? '';
    const values = [...asked.matchAll(/(ISB|IPMB|VIS|DMS|CHS) (not )?active/g)];
    const set = values.map(([, key, not]) => `${key?.toLowerCase()}=${not === undefined}`).join(',');
    const options = operation === 'publish' ? ['--set', turn(set)] : [];
    const state = this.#place.folder;
    this.done.push(operation);
    await execute([...imconf, 'client', operation, '--server', this.#server, '--state', state, ...options]);
  }
}

describe('imconf run with an operator', { skip: !hasPty && 'no script(1) of util-linux' }, () => {
  it(
    'asks for at most six actions, each ending by itself, and passes a client that does well',
    onTerminal(
      async (pty, place) => {
        const operator = new Operator(pty, place);
        await operator.work();
        assert.equal(await pty.ended, 0, pty.text);
        assert.deepEqual(operator.done, ['register', 'publish', 'publish', 'refresh', 'retrieve', 'deregister']);
        assert.doesNotMatch(pty.text, /Waiting for the messages/);
        assert.equal(place.report.verdict, 'pass');
        const silent = place.report.scenarios.filter(({ verdict }) => verdict === 'inconc' || verdict === 'error');
        assert.deepEqual(silent, []);
      },
      ['--tags', '@clause-6.1.1.1 or @clause-6.1.1.2'],
    ),
  );

  it(
    'blames nobody for values that the operator mistook',
    onTerminal(
      async (pty, place) => {
        const operator = new Operator(pty, place);
        const work = operator.work((settings) => settings.replace('isb=true', 'isb=false'));
        await pty.see(/The client sent ISB not active/);
        await pty.see(/\d:\d\d left {3}y yes/);
        pty.type('n\r');
        await work;
        assert.equal(await pty.ended, 2, pty.text);
        assert.deepEqual(place.idsThat('fail'), []);
        assert.ok(place.idsThat('inconc').includes('6.1.1.1-7a'));
      },
      ['--tags', '@TP_6.1.1.1-7a_01'],
    ),
  );

  it(
    'does not ask again for what the client cannot do',
    onTerminal(
      async (pty, place) => {
        const at = await pty.see(/Action 1[\s\S]*\d:\d\d left/);
        pty.type('c\r');
        await pty.see(/Action 2 {2}Publish[\s\S]*\d:\d\d left/, at);
        pty.type('c\r');
        assert.equal(await pty.ended, 2, pty.text);
        assert.doesNotMatch(pty.text, /Action 3/);
        assert.match(place.read('report.json'), /the operator answered that the client cannot do this/);
      },
      ['--tags', '@TP_6.1.1.1-6_02'],
    ),
  );

  it(
    'is ended in order by Ctrl-C, with a report',
    onTerminal(
      async (pty, place) => {
        await pty.see(/Action 1[\s\S]*\d:\d\d left/);
        pty.type('\u0003');
        assert.equal(await pty.ended, 2, pty.text);
        assert.doesNotMatch(pty.text, /Action 2/);
        assert.match(place.read('report.json'), /ended by SIGINT/);
      },
      ['--tags', '@TP_6.1.1.1-6_02'],
    ),
  );

  it(
    'is refused as wrong usage without a terminal',
    inWorkplace(async (place) => {
      const { code, stderr } = await place.run(['--iut', place.file('manual.yaml', iutFile)]);
      assert.equal(code, 64, stderr);
      assert.match(
        stderr,
        /control kind manual asks an operator, but standard input or output is no terminal: start imconf/,
      );
    }),
  );
});
