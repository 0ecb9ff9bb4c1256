import { scene, subscribed, tells } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { wayBack } from './18.2.2-1-way-back';

/** A NOTIFY from port 40000 with this sent-by, answered to an address. */
function answered(sentBy: string, host: string, port: number): Scene {
  return scene((trace) => {
    const event = { local: { host: '192.0.2.1', port: 40_000 } };
    const notify = tells(trace, subscribed(trace), { via: `SIP/2.0/UDP ${sentBy};branch=z9hG4bKa`, event });
    const { bytes } = trace.acknowledges(notify);
    trace.events.pop();
    trace.sends(bytes, { local: { host, port } });
  });
}

/** A NOTIFY on connection 1, answered on another. */
function overTcp(connection: number, isUsed = false): Scene {
  return scene((trace) => {
    const notify = tells(trace, subscribed(trace), { event: { transport: 'tcp', connection: 1 } });
    const { bytes } = trace.acknowledges(notify);
    trace.events.pop();
    trace.sends(bytes, { transport: 'tcp', connection });
    trace.passes(1_000);
    if (isUsed) trace.publishes({}, { transport: 'tcp', connection: 1 });
  });
}

testProvoked(wayBack, 'a response goes back where the request came from', {
  violation: { at: '200', ...answered('192.0.2.1:5090', '192.0.2.1', 5060) },
  violations: {
    'to the source port without rport': answered('192.0.2.1:5090', '192.0.2.1', 40_000),
    'to sent-by although rport asks for the source port': answered('192.0.2.1:5090;rport', '192.0.2.1', 5090),
    'to another host': answered('192.0.2.1', '192.0.2.7', 5060),
    'on another connection while the first is used': overTcp(2, true),
    'over UDP to a NOTIFY over TCP': scene(
      (trace) =>
        void trace.acknowledges(tells(trace, subscribed(trace), { event: { transport: 'tcp', connection: 1 } })),
    ),
  },
  legal: {
    'new connection if the original one was closed': overTcp(1),
  },
  passes: {
    'to the port of sent-by': answered('192.0.2.1:5090', '192.0.2.1', 5090),
    'to 5060 where sent-by has no port': answered('192.0.2.1', '192.0.2.1', 5060),
    'to the source port that rport asks for': answered('192.0.2.1:5090;rport', '192.0.2.1', 40_000),
  },
  undecided: {
    'with maddr': answered('192.0.2.1:5090;maddr=192.0.2.7', '192.0.2.7', 5090),
    'on another connection': overTcp(2),
  },
});
