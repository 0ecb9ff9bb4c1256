import type { Millis } from '../../core/time';
import type { ClientTransaction, Step } from './provoked-check';
import { type Responded, tagIn } from './publishing';

/** The client is watched this long after a 412; a retry comes at once, a loop even sooner. */
export const AFTER_412: Millis = 10_000;

/** Whether a settings PUBLISH with an entity-tag was refused with 412: the entity-tag is dead (RFC 3903 §5). */
export function isRefusedAsStale(step: Step): step is Responded {
  if (step.kind !== 'refused' || step.response.status !== 412 || step.isRepeated) return false;
  return step.tx.kind === 'settings-publish' && tagIn(step.tx.message) !== undefined;
}

/**
 * Whether a PUBLISH of the same client before this one, and after the last that was accepted, got no final response: then the client
 * cannot know which entity-tag is good, and what it does about a 412 is the matter of RFC3903-5-5.
 */
export function followsTimeout(tx: ClientTransaction, past: readonly ClientTransaction[]): boolean {
  for (let index = past.indexOf(tx) - 1; index >= 0; index -= 1) {
    const before = past[index];
    if (before?.kind !== 'settings-publish') continue;
    if (before.final === undefined) return true;
    if (before.final.status < 300) return false;
  }
  return false;
}
