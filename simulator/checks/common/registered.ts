import type { Registration } from '../check';

/** The public identities that a registration is known to stand for; without P-Associated-URI only the address itself. */
export function registeredUris({ aor, associatedUris }: Registration): readonly string[] {
  return associatedUris.length === 0 ? [aor] : associatedUris;
}
