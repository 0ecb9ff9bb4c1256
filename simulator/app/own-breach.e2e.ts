import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { execute, type Finished, imconf, inWorkplace, type Workplace } from './imconf.fixture';

/**
 * A module that runs before the command line and spoils a behaviour of the simulated server: a mistake in a script, which does not say
 * that it breaks a rule on purpose.
 */
function spoiled(behavior: string, mistake: string): string {
  return `
    const Module = require('node:module');
    const load = Module._load;
    const spoilt = new Set();
    Module._load = function (request, ...rest) {
      const loaded = load.call(this, request, ...rest);
      if (!request.endsWith('behaviors/library') || spoilt.has(loaded)) return loaded;
      spoilt.add(loaded);
      const action = loaded.library.find(({ name }) => name === ${JSON.stringify(behavior)}).script[0].do;
      ${mistake}
      return loaded;
    };
  `;
}

/** `imconf run` of one entry's situation with a spoiled behaviour. */
function run(place: Workplace, entry: string, behavior: string, mistake: string): Promise<Finished> {
  const preloaded = place.file('spoil.js', spoiled(behavior, mistake));
  const [node, script] = imconf;
  return execute([
    node,
    '--require',
    preloaded,
    script,
    'run',
    '--out',
    place.out,
    '--tags',
    `@${entry} and @provoked`,
  ]);
}

/** The run ends with 3, and tells of the breach on the terminal and in the report; the client is blamed for nothing. */
function assertError(place: Workplace, { code, stdout, stderr }: Finished, breach: RegExp): void {
  assert.equal(code, 3, stdout + stderr);
  // Lines on the terminal are wrapped.
  assert.match(stdout.replaceAll(/\s+/g, ' '), breach);
  const { report } = place;
  assert.equal(report.verdict, 'error');
  const told = (report.diagnostics ?? []).filter(({ note }) => note === 'own-breach').map(({ message }) => message);
  assert.ok(told.length > 0);
  for (const message of told) assert.match(message, breach);
  assert.deepEqual(place.idsThat('fail'), []);
}

describe('imconf run with a simulated server that is wrong by mistake', { concurrency: 2 }, () => {
  it(
    'ends with 3 and names the rule that a response breaks',
    inWorkplace(async (place) => {
      const behavior = 'gives publications a Record-Route';
      const finished = await run(place, 'RFC3903-4-2', behavior, "action.answers[0].edits.remove = ['SIP-ETag'];");
      assertError(
        place,
        finished,
        /own message "SIP\/2\.0 200 OK", made by the behaviour "gives publications a Record-Route", breaks the rule "sip-etag"/,
      );
    }),
  );

  it(
    'ends with 3 and names the rule that a NOTIFY breaks',
    inWorkplace(async (place) => {
      const finished = await run(place, 'RFC3261-17.2.3-1', 'notifies twice', 'action.notify[1].state = null;');
      assertError(
        place,
        finished,
        /own message "NOTIFY [^"]*", made by the behaviour "notifies twice", breaks the rule "subscription-state"/,
      );
    }),
  );

  it(
    'is as ever where nothing is spoilt',
    inWorkplace(async (place) => {
      const { code, stdout } = await run(place, 'RFC3261-17.2.3-1', 'notifies twice', '');
      assert.notEqual(code, 3, stdout);
      assert.deepEqual(place.idsThat('fail'), []);
    }),
  );
});
