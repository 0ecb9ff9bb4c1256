import type { JudgeContext, Secret } from '../checks/check';
import type { DeclaredIut } from './iut';

/** The second realm that the simulated server asks for credentials of, on purpose. */
const OTHER_REALM = 'other.example.com';

const hashes = { MD5: 'md5', 'SHA-256': 'sha256', 'SHA-512-256': 'sha512-256' } as const;

/** What a judge knows of a client that an IUT file declares; not where it was told to send. */
export function contextOf(iut: DeclaredIut): JudgeContext {
  const { imAddress, aliases, credentials, pics, pixit, profile, homeDomain, statedHomeDomain } = iut;
  return {
    imAddress,
    imAddressAliases: aliases,
    username: credentials?.username,
    pics,
    pixit,
    rules: profile.rules,
    binding: profile.binding,
    nextHop: undefined,
    ...(statedHomeDomain !== undefined && { homeDomain: statedHomeDomain }),
    ...(credentials !== undefined && { secrets: secretsOf(credentials, [homeDomain, OTHER_REALM]) }),
  };
}

/** The password itself is kept out of traces: what it comes to in a realm of this lab is good for nothing else. */
function secretsOf(
  { username, password }: NonNullable<DeclaredIut['credentials']>,
  realms: readonly string[],
): Secret[] {
  // Loaded only where there is a password: a capture is to be judged at once.
  const { createHash } = require('node:crypto') as typeof import('node:crypto');
  return realms.flatMap((realm) =>
    Object.entries(hashes).map(([algorithm, hash]): Secret => {
      const ha1 = createHash(hash).update(`${username}:${realm}:${password}`).digest('hex');
      return { username, realm, algorithm: algorithm as keyof typeof hashes, ha1 };
    }),
  );
}

/** Reads the secrets of a trace's head; `undefined` where they are not as they should be. */
export function readSecrets(value: unknown): readonly Secret[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const isSecret = (one: Partial<Record<keyof Secret, unknown>> | null): one is Secret =>
    typeof one === 'object' &&
    one !== null &&
    typeof one.username === 'string' &&
    typeof one.realm === 'string' &&
    typeof one.ha1 === 'string' &&
    Object.hasOwn(hashes, String(one.algorithm));
  return value.every(isSecret) ? value : undefined;
}
