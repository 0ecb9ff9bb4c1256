import { SETTINGS_DOCUMENT } from '../sip/message.fixture';
import type { JudgeContext, Subject } from './check';
import { publishSubject } from './trace.fixture';

const POC = 'urn:oma:params:xml:ns:poc:poc-settings';

/** A settings PUBLISH with this document. */
export function publishing(
  body: Buffer | string,
  rest: Parameters<typeof publishSubject>[1] = {},
  of?: JudgeContext,
): Subject {
  return publishSubject({ body }, rest, of);
}

/** The document of the fixture with a change. */
export function changed(from: string | RegExp, to: string): Subject {
  const body = SETTINGS_DOCUMENT.replace(from, to);
  if (body === SETTINGS_DOCUMENT) throw new Error(`the fixture has no ${from}`);
  return publishing(body);
}

/** A document of RFC 4354 with this in its root. */
export function rooted(content: string): Subject {
  return publishing(
    `<poc-settings xmlns="${POC}" xmlns:im="urn:oma:xml:im:service-settings">${content}</poc-settings>`,
  );
}

/** A document of RFC 4354 with this in its entity. */
export function inEntity(content: string): Subject {
  return rooted(`<entity id="a">${content}</entity>`);
}

/** Requests that none of the entries about the content of the document looks at. */
export const notJudged: Readonly<Record<string, { readonly seen: Subject }>> = {
  'a PUBLISH without a body': { seen: publishSubject({ body: '', without: ['Content-Type'] }) },
  'a body of another type, which breaks RFC4354-5.14-1': {
    seen: publishSubject({ set: [['Content-Type', 'text/xml']], body: '<poc-settings' }),
  },
  'a body whose end nobody knows': {
    seen: publishSubject({ without: ['Content-Length'], body: '<poc-settings' }, { event: { transport: 'tcp' } }),
  },
};

/** The same, and documents that cannot be read. */
export const notRead: Readonly<Record<string, { readonly seen: Subject }>> = {
  ...notJudged,
  'a body in a coding': { seen: publishSubject({ add: [['Content-Encoding', 'gzip']] }) },
  'a document that is not well-formed': { seen: publishing('<poc-settings>') },
};
