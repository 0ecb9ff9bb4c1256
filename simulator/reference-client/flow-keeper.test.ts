import { strict as assert } from 'node:assert';
import { afterEach, describe, it } from 'node:test';
import { Stage, type StageOptions } from './stage.fixture';

/** A peer that wants keep-alives every 10 s and gives no pong. */
const options: StageOptions = {
  keepsAlive: true,
  transport: 'tcp',
  script: (request, peer) => {
    // Without a listener the peer sends the pong itself.
    peer.onLineEnds = () => undefined;
    request.reply('200 OK', ['Expires: 3600', 'Flow-Timer: 10', 'SIP-ETag: a']);
  },
};

describe('the flow of a registration', () => {
  let stage: Stage;

  afterEach(() => stage.close());

  it('is dead 10 s after a ping without pong, though the next ping came meanwhile', async () => {
    stage = await Stage.open(options);
    await stage.play('register', 18_500);
    assert.equal(stage.of('REGISTER').length, 1);
    await stage.advance(1_000);
    assert.equal(stage.of('REGISTER').length, 2);
  });

  it('is offered to be kept alive in Via of REGISTER alone (RFC 6223)', async () => {
    stage = await Stage.open(options);
    await stage.play('register');
    await stage.play('publish');
    assert.match(stage.of('REGISTER')[0]?.header('Via') ?? '', /;keep$/);
    assert.doesNotMatch(stage.of('PUBLISH')[0]?.header('Via') ?? '', /keep/);
  });

  it('is not offered where nobody keeps it alive', async () => {
    stage = await Stage.open({ ...options, keepsAlive: false });
    await stage.play('register');
    assert.doesNotMatch(stage.of('REGISTER')[0]?.header('Via') ?? '', /keep/);
  });
});
