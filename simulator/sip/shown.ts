import { utf8 } from './message';

const MAX_SHOWN = 80;

/** Octets of a message as text for people: in quotes, controls escaped, cut where they run on. */
export function shown(text: string): string {
  return JSON.stringify(text.length > MAX_SHOWN ? `${utf8(text.slice(0, MAX_SHOWN))}…` : utf8(text));
}
