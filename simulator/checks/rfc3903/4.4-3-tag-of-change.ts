import { supersededBy } from '../common/superseded-tag';

/** RFC3903-4.4-3: after a successful change the new entity-tag replaces the old one (RFC 3903 §4.4, §8.2). */
export const tagOfChange = supersededBy('change', 'RFC3903-4.4-3');
