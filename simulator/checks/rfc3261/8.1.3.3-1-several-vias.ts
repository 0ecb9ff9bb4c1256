import { discards } from '../provoked/discarding';

/**
 * RFC3261-8.1.3.3-1: a response with more than one Via value is discarded (RFC 3261 §8.1.3.3). A client whose requests have several of
 * their own, because it holds a proxy, gets as many back.
 */
export const severalVias = discards('RFC3261-8.1.3.3-1', ['several-vias'], 'several Via values');
