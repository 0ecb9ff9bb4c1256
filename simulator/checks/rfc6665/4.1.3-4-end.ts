import { endOfSubscription } from './end-of-subscription';

/** RFC6665-4.1.3-4: behind `terminated` the subscription is over (RFC 6665 §4.1.3). That an `expires` beside it changes nothing, RFC6665-4.1.3-5 judges. */
export const end = endOfSubscription('RFC6665-4.1.3-4', false);
