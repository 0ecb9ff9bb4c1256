import { FormReader } from '../sip/form';
import { nextRequestText } from '../sip/form.fixture';
import { isRequest } from '../sip/message';
import { parseMessage } from '../sip/parse';
import type { Subject } from './check';

/** The same request as the client's next one of its form; `undefined` where the reader of forms sees no likeness. */
export function nextOfForm(subject: Subject): Subject | undefined {
  const { event, message } = subject;
  const isStream = event.transport === 'tcp' || event.transport === 'tls';
  const reader = new FormReader((bytes) => parseMessage(bytes, { stream: isStream }));
  reader.read(message.bytes);
  const first = reader.read(message.bytes);
  const bytes = Buffer.from(nextRequestText(message.text), 'latin1');
  const parsed = reader.read(bytes);
  if (!first.ok || !parsed.ok || !isRequest(parsed.message) || parsed.message.form === undefined) return undefined;
  if (parsed.message.form !== first.message.form) return undefined;
  return { ...subject, event: { ...event, bytes, parsed }, message: parsed.message };
}
