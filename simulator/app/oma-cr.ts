import { defaultRules } from '../requirements/configuration';
import { omaImDefault } from '../settings/binding';
import type { Profile } from './profile';

/** The default profile: the change request as printed, with the catalogue's defaults. */
export const omaCr: Profile = {
  name: 'oma-cr',
  rules: defaultRules,
  binding: omaImDefault,
};
