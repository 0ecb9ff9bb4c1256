import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { readAuthenticationInfo } from './authentication-info';
import { accepted, breach, field } from './read.fixture';

describe('readAuthenticationInfo', () => {
  it('reads the parameters', () => {
    const params = accepted(readAuthenticationInfo(field('Authentication-Info', 'qop=auth ,NextNonce = "n\\"2"')));
    assert.deepEqual(
      params.map(({ key, value, quoted }) => [key, value, quoted]),
      [
        ['qop', 'auth', false],
        ['nextnonce', 'n"2', true],
      ],
    );
  });

  it('points at what is wrong', () => {
    assert.deepEqual(breach(readAuthenticationInfo, 'Authentication-Info', 'nextnonce="n"; x'), [
      'Authentication-Info',
      '; x',
    ]);
    assert.deepEqual(breach(readAuthenticationInfo, 'Authentication-Info', 'nextnonce='), ['ainfo', 'nextnonce=']);
  });
});
