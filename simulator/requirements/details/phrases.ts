// Phrases that many entries share.

/** Stands as `inconclusive` where nothing but a broken capture keeps the entry from being decided. */
export const decidable = 'not expected; decidable whenever the message was captured completely';
/** Stands as `provoke` where no stimulus is needed. */
export const anyRun = 'none: any ordinary run contains the message';
