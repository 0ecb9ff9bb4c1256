import { readContacts } from '../sip/contact';
import { fieldsNamed, type SipResponse } from '../sip/message';
import { urisEqual } from '../sip/uri-equality';
import { ownCopy } from './own-copy';

/** Targets that are remembered of one client. */
const FEW = 8;

/** A SIP URI made of a telephone number (RFC 3261 §19.1.6). */
const numberAsSip = /^sips?:\+?[\d().-]+(?:;[^@]*)?@/i;

/** Where a client was sent by redirections (RFC 3261 §8.1.3.4), or by a 416 to its tel URI (§8.1.3.5); bounded. */
export class Redirections {
  #targets: readonly string[] = [];
  #isSchemeRefused = false;

  /** Takes a 3xx or a 416. */
  take(response: SipResponse): void {
    if (response.start.status === 416) {
      this.#isSchemeRefused = true;
      return;
    }
    const targets = fieldsNamed(response, 'contact').flatMap((field) => {
      const read = readContacts(field);
      return read.ok && !read.value.star ? read.value.contacts.map(({ uri }) => ownCopy(asRequestUri(uri))) : [];
    });
    this.#targets = [...this.#targets, ...targets].slice(-FEW);
  }

  /** Whether the client was sent to this URI. */
  has(requestUri: string): boolean {
    if (this.#isSchemeRefused && numberAsSip.test(requestUri)) return true;
    return this.#targets.some((target) => urisEqual(target, asRequestUri(requestUri)));
  }
}

/** A Contact URI as it may stand in a Request-URI: without the `method` parameter and the headers (RFC 3261 §8.1.3.4). */
function asRequestUri(uri: string): string {
  const [start = ''] = uri.split('?', 1);
  return start.replace(/;method=[^;]*/i, '');
}
