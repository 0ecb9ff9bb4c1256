import type { ProvokedCheck } from './provoked/provoked-check';
import { credentialChecks } from './provoked-credentials';
import { notificationChecks } from './provoked-notifications';
import { publicationChecks } from './provoked-publication';
import { responseChecks } from './provoked-responses';

/** One check for each requirement that only shows after something out of the ordinary. */
export const provokedChecks: readonly ProvokedCheck[] = [
  ...publicationChecks,
  ...responseChecks,
  ...credentialChecks,
  ...notificationChecks,
];
