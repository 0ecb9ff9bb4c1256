// What many entries of the catalogue have in common, so that each file shows what is its own.

/** A breach of a MUST fails, unless decision D-15 says otherwise for the entry; likewise below. */
export const must = { level: 'MUST', onBreach: 'fail' } as const;
export const mustNot = { level: 'MUST NOT', onBreach: 'fail' } as const;
export const shall = { level: 'SHALL', onBreach: 'fail' } as const;
export const should = { level: 'SHOULD', onBreach: 'warn' } as const;
export const shouldNot = { level: 'SHOULD NOT', onBreach: 'warn' } as const;
export const may = { level: 'MAY', onBreach: 'info' } as const;

/** Decided from any capture of an ordinary run. */
export const byCheck = { observability: 'passive', verification: { by: 'check' } } as const;
/** Decided after a stimulus of the simulated server or of the user. */
export const byScenario = { observability: 'active', verification: { by: 'scenario' } } as const;

/** Every PUBLISH that sets, changes or refreshes settings. */
export const publish = ['publish-initial', 'publish-modify', 'publish-refresh'] as const;
/** The requests of the two procedures. */
export const outsideDialog = [...publish, 'subscribe'] as const;
/** The requests of the two procedures, and the registration before them. */
export const ownRequests = [...outsideDialog, 'register'] as const;
export const ownRequestsOverUdp = [...ownRequests, 'transport-udp'] as const;
export const authenticated = [...ownRequests, 'auth-retry'] as const;
export const publishedDocument = [...publish, 'xml-body'] as const;
