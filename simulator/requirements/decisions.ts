import { procedureDecisions } from './procedure-decisions';
import { protocolDecisions } from './protocol-decisions';

/** The decisions of the catalogue, D-01 to D-15. */
export const decisions = [...procedureDecisions, ...protocolDecisions] as const;

/** The id of a decision. */
export type DecisionId = (typeof decisions)[number]['id'];
