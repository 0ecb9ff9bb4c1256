import { endOfSubscription } from './end-of-subscription';

/** RFC6665-4.1.3-5: an `expires` beside `terminated` is ignored: the subscription is over all the same (RFC 6665 §4.1.3). */
export const endWithExpires = endOfSubscription('RFC6665-4.1.3-5', true);
