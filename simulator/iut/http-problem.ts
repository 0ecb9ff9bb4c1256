/** Codes of TLS that say that the certificate is not trusted. */
const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

/** Why a call to the control server of the client failed, and what to do. */
export function describeHttpProblem(url: URL, error: NodeJS.ErrnoException): string {
  const where = url.origin;
  const { code = '' } = error;
  if (untrusted.has(code))
    return `the certificate of ${where} is not trusted: name the file with its certificate, or its issuer's, as control.ca in the IUT file`;
  if (code.startsWith('HPE_')) return `${where} does not answer in HTTP: correct control.base in the IUT file`;
  switch (code) {
    case 'ECONNREFUSED':
      return `nothing listens at ${where}: start the program that controls the client, or correct control.base in the IUT file`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the host name "${url.hostname}" is not known: correct control.base in the IUT file, or give an IP address`;
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
      return `${where} cannot be reached: look at the network and at firewalls, or correct control.base in the IUT file`;
    case 'ECONNRESET':
    case 'EPIPE':
      return `${where} closed the connection without an answer`;
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return `the certificate of ${where} is not valid now: renew it, or set the clock`;
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `the certificate of ${where} is for another name: give the name that it states in control.base`;
    case 'EPROTO':
      return `${where} does not speak TLS: write http: instead of https: in control.base`;
    default:
      return `the call to ${where} failed: ${error.message}`;
  }
}
