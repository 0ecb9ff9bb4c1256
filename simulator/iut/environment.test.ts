import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { environment } from './environment';
import { someSettings, Told } from './iut.fixture';

describe('the environment of a client', () => {
  const context = { ...new Told(), username: 'alice', password: 'secret' };

  it('has what design 3.3 lists, besides that of this process', () => {
    assert.deepEqual(environment(context, { operation: 'publish', settings: someSettings }, { PATH: '/bin' }), {
      PATH: '/bin',
      IMCONF_OPERATION: 'publish',
      IMCONF_SERVER: 'udp:127.0.0.1:5070',
      IMCONF_IM_ADDRESS: 'sip:alice@example.com',
      IMCONF_USERNAME: 'alice',
      IMCONF_PASSWORD: 'secret',
      IMCONF_SETTINGS: '{"isb":true,"ipmb":false,"vis":true,"dms":false,"chs":true}',
      IMCONF_STATE: `/nonexistent/state-${process.pid}`,
    });
  });

  it('writes the five values in their order and nothing else', () => {
    const settings = { chs: true, extra: 1, dms: false, vis: true, ipmb: false, isb: true };
    const { IMCONF_SETTINGS } = environment(context, { operation: 'refresh', settings }, {});
    assert.equal(IMCONF_SETTINGS, '{"isb":true,"ipmb":false,"vis":true,"dms":false,"chs":true}');
  });

  it('leaves out what does not apply, also when this process has it', () => {
    const inherited = {
      IMCONF_OPERATION: 'old',
      IMCONF_USERNAME: 'old',
      IMCONF_PASSWORD: 'old',
      IMCONF_SETTINGS: 'old',
    };
    const bare = environment(new Told(), { operation: 'retrieve', settings: someSettings }, inherited);
    assert.equal(bare.IMCONF_OPERATION, 'retrieve');
    assert.deepEqual(
      [bare.IMCONF_USERNAME, bare.IMCONF_PASSWORD, bare.IMCONF_SETTINGS],
      [undefined, undefined, undefined],
    );
    assert.equal(environment(new Told(), undefined, inherited).IMCONF_OPERATION, undefined);
  });
});
