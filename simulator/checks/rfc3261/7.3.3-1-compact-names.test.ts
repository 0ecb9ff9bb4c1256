import { notified, scene, subscribed, tells } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { compactNames } from './7.3.3-1-compact-names';

const long = /^(Via|From|To|Call-ID|Contact|Event|Content-Type|Content-Length)(?=:)/gm;
const names: Readonly<Record<string, string>> = {
  Via: 'V',
  From: 'f',
  To: 'T',
  'Call-ID': 'i',
  Contact: 'm',
  Event: 'o',
  'Content-Type': 'c',
  'Content-Length': 'l',
};
const compact = (text: string) => text.replace(long, (name) => names[name] ?? name);
const short = { raw: compact };

/** A PUBLISH that comes so often behind its 200. */
function copied(times: number, raw = compact): Scene {
  return scene((trace) => {
    const publish = trace.publishes();
    const { bytes } = trace.answers(publish);
    trace.events.pop();
    trace.gets(Buffer.from(raw(bytes.toString('latin1')), 'latin1'));
    for (let time = 0; time < times; time += 1) {
      trace.passes(1_000);
      trace.sends(publish.bytes);
    }
  });
}

testProvoked(compactNames, 'compact names mean the same', {
  violation: { at: '400', ...notified(short, 400) },
  violations: {
    '481': notified(short, 481),
    'no answer': notified(short, 0),
    'copies behind the response': copied(2),
  },
  legal: {
    'client itself sends only long names': notified(short, 200),
  },
  passes: {
    'one copy that crossed the response': copied(1),
  },
  undecided: {
    'an answer that may still come': scene((trace) => void tells(trace, subscribed(trace), short), 20_000),
    'copies of another request': scene((trace) => {
      const other = trace.publishes();
      const publish = trace.publishes();
      const { bytes } = trace.answers(publish);
      trace.events.pop();
      trace.gets(Buffer.from(compact(bytes.toString('latin1')), 'latin1'));
      trace.sends(other.bytes);
      trace.sends(other.bytes);
    }, 3_000),
    'long names': notified({}, 400),
    'a server that shortens one name': notified({ raw: (text) => text.replace('Via:', 'v:') }, 400),
    'copies behind a response with long names': copied(2, (text) => text),
  },
});
