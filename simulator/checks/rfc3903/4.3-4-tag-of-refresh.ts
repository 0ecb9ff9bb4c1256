import { supersededBy } from '../common/superseded-tag';

/**
 * RFC3903-4.3-4: after a successful refresh the new entity-tag replaces the old one (RFC 3903 §4.3, §8.2). In the default profile a refresh is
 * a PUBLISH of the same settings (decision D-03).
 */
export const tagOfRefresh = supersededBy('refresh', 'RFC3903-4.3-4');
