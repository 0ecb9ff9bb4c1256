import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { SipResponse } from '../sip/message';
import { publishBytes, registerBytes, subscribeBytes } from '../sip/message.fixture';
import { type DigestInput, digestResponse } from './digest';
import { headerOf, Wire } from './endpoint.fixture';

const credentials = { username: 'alice', password: 'secret' };
const asking = { challenge: 'all', credentials, realm: 'example.com' } as const;

/** The nonce of a challenge. */
function nonceOf(challenge: SipResponse): string {
  return /nonce="([^"]+)"/.exec(headerOf(challenge, 'WWW-Authenticate') ?? '')?.[1] ?? '';
}

interface Attempt {
  readonly nonce: string;
  readonly cseq: number;
  readonly nc?: string;
  readonly cnonce?: string;
  readonly changes?: Partial<DigestInput>;
  readonly algorithm?: string;
  readonly realm?: string;
}

function attempt({
  nonce,
  cseq,
  nc = '00000001',
  cnonce = 'c',
  changes,
  algorithm,
  realm = 'example.com',
}: Attempt): Buffer {
  const input: DigestInput = {
    algorithm: 'MD5',
    session: false,
    ...credentials,
    realm,
    method: 'PUBLISH',
    uri: 'sip:alice@example.com',
    nonce,
    qop: 'auth',
    nc,
    cnonce,
    body: Buffer.alloc(0),
    ...changes,
  };
  const value =
    `Digest username="${input.username}", realm="${realm}", nonce="${nonce}", uri="${input.uri}", ` +
    `response="${digestResponse(input)}", cnonce="${cnonce}", qop=${input.qop}, nc=${nc}` +
    (algorithm === undefined ? '' : `, algorithm=${algorithm}`);
  const via = `SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKa${cseq};rport`;
  return publishBytes({
    set: [
      ['CSeq', `${cseq} PUBLISH`],
      ['Via', via],
    ],
    add: [['Authorization', value]],
  });
}

describe('digest authentication (RFC 3261 section 22)', () => {
  it('asks nobody without credentials of its own', () => {
    assert.equal(new Wire({ challenge: 'all' }).ask(publishBytes()).start.status, 200);
  });

  it('asks for REGISTER only when told so', () => {
    const wire = new Wire({ ...asking, challenge: 'register' });
    assert.equal(wire.ask(registerBytes()).start.status, 401);
    assert.equal(wire.ask(publishBytes()).start.status, 200);
  });

  it('asks with realm, nonce, qop and algorithm', () => {
    const challenge = new Wire(asking).ask(publishBytes());
    assert.equal(challenge.start.status, 401);
    const expected = 'Digest realm="example.com", nonce="id2", qop="auth,auth-int", algorithm=MD5';
    assert.equal(headerOf(challenge, 'WWW-Authenticate'), expected);
  });

  it('lets the right credentials pass, and again with the next count', () => {
    const wire = new Wire(asking);
    const nonce = nonceOf(wire.ask(publishBytes()));
    assert.equal(wire.ask(attempt({ nonce, cseq: 2 })).start.status, 200);
    assert.equal(wire.ask(attempt({ nonce, cseq: 3, nc: '00000002' })).start.status, 200);
  });

  it('verifies SHA-256 and the session variant', () => {
    const wire = new Wire({ ...asking, algorithm: 'SHA-256' });
    const nonce = nonceOf(wire.ask(publishBytes()));
    const sha = { algorithm: 'SHA-256' } as const;
    assert.equal(wire.ask(attempt({ nonce, cseq: 2, changes: sha, algorithm: 'SHA-256' })).start.status, 200);
    const session = { nonce, cseq: 3, nc: '00000002', changes: { ...sha, session: true }, algorithm: 'SHA-256-sess' };
    assert.equal(wire.ask(attempt(session)).start.status, 200);
    assert.equal(wire.ask(attempt({ nonce, cseq: 4, nc: '00000003', algorithm: 'MD5' })).start.status, 401);
  });

  it('verifies auth-int over the body', () => {
    const wire = new Wire(asking);
    const nonce = nonceOf(wire.ask(publishBytes()));
    const wrong = attempt({ nonce, cseq: 2, changes: { qop: 'auth-int', body: Buffer.from('another') } });
    assert.equal(wire.ask(wrong).start.status, 401);
  });

  it('refuses a wrong password, another user and another realm without stale', () => {
    const wire = new Wire(asking);
    const nonce = nonceOf(wire.ask(publishBytes()));
    const attempts = [
      attempt({ nonce, cseq: 2, changes: { password: 'wrong' } }),
      attempt({ nonce, cseq: 3, changes: { username: 'bob' } }),
      attempt({ nonce, cseq: 4, realm: 'elsewhere.example' }),
    ];
    for (const bytes of attempts) {
      const challenge = wire.ask(bytes);
      assert.equal(challenge.start.status, 401);
      assert.doesNotMatch(headerOf(challenge, 'WWW-Authenticate') ?? '', /stale/);
    }
  });

  it('says stale for an old or unknown nonce under the right digest', () => {
    const wire = new Wire({ ...asking, nonceLifetime: 10 });
    const nonce = nonceOf(wire.ask(publishBytes()));
    for (const old of [
      wire.ask(attempt({ nonce, cseq: 2 }), 10_000),
      wire.ask(attempt({ nonce: 'x', cseq: 3 }), 10_000),
    ]) {
      assert.equal(old.start.status, 401);
      assert.match(headerOf(old, 'WWW-Authenticate') ?? '', /stale=true/);
    }
    assert.equal(
      wire.ask(attempt({ nonce: nonceOf(wire.ask(publishBytes(), 11_000)), cseq: 4 }), 19_999).start.status,
      401,
    );
  });

  it('takes counts in any order and copies of a request, but no replay', () => {
    const wire = new Wire(asking);
    const nonce = nonceOf(wire.ask(publishBytes()));
    assert.equal(wire.ask(attempt({ nonce, cseq: 2, nc: '00000005' })).start.status, 200);
    assert.equal(wire.ask(attempt({ nonce, cseq: 3, nc: '00000002' })).start.status, 200);
    assert.equal(wire.ask(attempt({ nonce, cseq: 4, nc: '00000002' })).start.status, 200, 'same response');
    const replay = wire.ask(attempt({ nonce, cseq: 5, nc: '00000002', cnonce: 'other' }));
    assert.equal(replay.start.status, 401);
    assert.match(headerOf(replay, 'WWW-Authenticate') ?? '', /stale=true/);
  });

  it('forgets counts beyond a window and refuses those below it', () => {
    const wire = new Wire(asking);
    const nonce = nonceOf(wire.ask(publishBytes()));
    const count = (nc: number): number =>
      wire.ask(attempt({ nonce, cseq: 100 + nc, nc: nc.toString(16).padStart(8, '0') })).start.status;
    for (let nc = 2; nc <= 70; nc += 1) assert.equal(count(nc), 200);
    assert.equal(count(1), 401);
  });

  it('refuses credentials for another resource, not those for another spelling of it', () => {
    const wire = new Wire(asking);
    const nonce = nonceOf(wire.ask(publishBytes()));
    const other = wire.ask(attempt({ nonce, cseq: 2, changes: { uri: 'sip:bob@example.com' } }));
    assert.equal(other.start.status, 400);
    const spelling = attempt({ nonce, cseq: 3, nc: '00000002', changes: { uri: 'sip:alice@EXAMPLE.com;x=1' } });
    assert.equal(wire.ask(spelling).start.status, 200);
  });

  it('challenges the empty credentials of a first IMS REGISTER, and unreadable ones', () => {
    const wire = new Wire(asking);
    const empty = 'Digest username="alice", realm="example.com", uri="sip:example.com", nonce="", response=""';
    assert.equal(wire.ask(registerBytes({ add: [['Authorization', empty]] })).start.status, 401);
    assert.equal(wire.ask(subscribeBytes({ add: [['Authorization', 'Digest']] })).start.status, 401);
    assert.equal(wire.ask(publishBytes({ add: [['Authorization', 'NoOne token="x"']] })).start.status, 401);
  });
});
