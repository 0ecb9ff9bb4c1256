import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Check, checkLine, checksOf, exitCodeOf } from './doctor-check';

describe('a check of the doctor', () => {
  it('is one line with the level, the thing, the value and what to do', () => {
    const check = checksOf('listener', 'configuration')('FAIL', 'udp:127.0.0.1:5060 is in use', 'end that program');
    assert.equal(checkLine(check), 'FAIL listener: udp:127.0.0.1:5060 is in use — end that program');
    assert.equal(checkLine(checksOf('clock', 'configuration')('ok', 'now')), 'ok   clock: now');
  });

  it('stays one line in which nothing acts on a terminal', () => {
    const line = checkLine(checksOf('client', 'client')('FAIL', 'a\nb\u001b[2J\u202e'));
    assert.equal(line, 'FAIL client: a\\nb\\x1b[2J\\u202e');
  });

  const check = (level: Check['level'], concern: Check['concern']) => checksOf('x', concern)(level, 'y');
  for (const [name, checks, code] of [
    ['nothing at all', [], 0],
    ['warnings', [check('warn', 'configuration'), check('ok', 'client')], 0],
    ['the client', [check('FAIL', 'client'), check('ok', 'configuration')], 2],
    ['the configuration, before the client', [check('FAIL', 'client'), check('FAIL', 'configuration')], 64],
    ['the tester, before all', [check('FAIL', 'configuration'), check('FAIL', 'tester')], 3],
  ] as const) {
    it(`makes the exit code: ${name} is ${code}`, () => assert.equal(exitCodeOf(checks), code));
  }
});
