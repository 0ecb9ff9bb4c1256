import { TraceBuilder, context } from './checks/trace.fixture';
import { Judge } from './verdict/judge';
import { responseBytes, registerBytes, subscribeBytes } from './sip/message.fixture';
const t = new TraceBuilder();
for (let i = 0; i < 3000; i += 1) { t.answers(t.publishes()); const s = t.subscribes(); t.answers(s); t.acknowledges(t.notifies(s)); }
for (let k = 0; k < 4; k += 1) for (const ownsServer of [true, false]) {
  const j = new Judge(context({ imAddress: undefined, nextHop: undefined }), { ownsServer });
  const a = process.hrtime.bigint();
  for (const e of t.events) j.see(e);
  console.log(ownsServer, t.events.length, Number(process.hrtime.bigint() - a) / 1e6);
}
// server-chosen To tag
const u = new TraceBuilder();
u.answers(u.registers());
const n = (id: string) => u.gets(subscribeBytes({ method: 'NOTIFY', set: [['Call-ID', id], ['Via', `SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK${id}`], ['To', '<sip:alice@example.com>;tag=srv'], ['CSeq', '1 NOTIFY']] }));
u.acknowledges(n('a1'), 481); u.acknowledges(n('a2'), 481);
const j = new Judge(context({ imAddress: undefined, nextHop: undefined }), { ownsServer: false });
for (const e of u.events) j.see(e);
console.log(j.verdictOn('RFC3261-19.3-1').findings.map(({ outcome, message, frame }) => [outcome, message, frame]));
void responseBytes; void registerBytes;
