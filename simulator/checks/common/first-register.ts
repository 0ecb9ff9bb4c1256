import { readCredentials } from '../../sip/authorization';
import { firstField, type HeaderField } from '../../sip/message';
import { type Params, paramNamed } from '../../sip/params';
import type { FormSubject } from '../check';

/** The credentials of a REGISTER, as far as they can be read. */
export function credentialsIn({
  message,
}: FormSubject): { readonly field: HeaderField; readonly params: Params } | undefined {
  const field = firstField(message, 'authorization');
  const read = field === undefined ? undefined : readCredentials(field);
  return field === undefined || !read?.ok ? undefined : { field, params: read.value.params };
}

/**
 * Whether a REGISTER is the first, unprotected one: no TLS, no Security-Verify, and no answer to a challenge (TS 24.229 clause
 * 5.1.1.2.1). It needs no look at what was before, for the trace may begin in the middle; a repeat after 423 is such a one too.
 */
export function isUnprotected(subject: FormSubject): boolean {
  const { event, message } = subject;
  if (event.transport === 'tls' || event.transport === 'wss') return false;
  if (firstField(message, 'security-verify') !== undefined) return false;
  const field = firstField(message, 'authorization');
  if (field === undefined) return firstField(message, 'proxy-authorization') === undefined;
  const params = credentialsIn(subject)?.params;
  return params !== undefined && isEmpty(params, 'nonce') && isEmpty(params, 'response');
}

function isEmpty(params: Params, key: string): boolean {
  return (paramNamed(params, key)?.value ?? '') === '';
}
