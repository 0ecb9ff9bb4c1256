/** Round-trip estimate T1, in milliseconds (RFC 3261 §17.1.1.1). */
export const t1 = 500;
/** The longest pause between two copies of a request, in milliseconds (RFC 3261 §17.1.2.1). */
export const t2 = 4000;
/** How long copies of a final response are absorbed over UDP: Timer K, in milliseconds (RFC 3261 §17.1.2.2). */
export const t4 = 5000;
/** 64 times T1: Timers F and J of RFC 3261, Timer N of RFC 6665, in milliseconds. */
export const transactionTimeout = 64 * t1;
/** The longest delay that setTimeout takes, in milliseconds. */
export const longestDelay = 2 ** 31 - 1;
