import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { HarnessError } from '../core/harness-error';
import { defaultRules, type Rules } from '../requirements/configuration';
import { type Binding, omaImDefault } from '../settings/binding';
import { readBinding } from '../settings/binding-file';
import { rulesSchema } from './iut-schema';
import { omaCr } from './oma-cr';
import { readYaml } from './yaml-file';

/** All that a later version of the specification may change, as data (design 3.8). */
export interface Profile {
  readonly name: string;
  readonly rules: Rules;
  readonly binding: Binding;
}

const profileSchema = z.strictObject({
  name: z.string(),
  rules: rulesSchema.optional(),
  binding: z.looseObject({}).optional(),
});

type RuleOverrides = z.infer<typeof rulesSchema>;

/**
 * The profile of that name or file, with the rules of the IUT file on top.
 * @throws HarnessError `settings-invalid` for a file that cannot be used.
 */
export function loadProfile(
  nameOrFile: string | undefined,
  overrides: RuleOverrides | undefined,
  folder: string,
): Profile {
  const isBuiltIn = nameOrFile === undefined || nameOrFile === omaCr.name;
  const base = isBuiltIn ? omaCr : named('profile', omaCr.name, () => readProfile(resolve(folder, nameOrFile)));
  return withRules(base, overrides ?? {}, folder);
}

function readProfile(file: string): Profile {
  const { name, rules, binding } = readYaml(file, profileSchema);
  const own = binding === undefined ? omaImDefault : bindingFrom(binding, file);
  return withRules({ name, rules: defaultRules, binding: own }, rules ?? {}, dirname(file));
}

/** `settings_binding` names the built-in binding or a file; a binding's media types are settings bodies too. */
function withRules(profile: Profile, overrides: RuleOverrides, folder: string): Profile {
  const { settings_binding: bindingName, ...rules } = overrides;
  const binding = bindingName === undefined ? profile.binding : namedBinding(bindingName, folder);
  const types =
    rules.body_content_types ?? (bindingName === undefined ? profile.rules.body_content_types : binding.mediaTypes);
  return {
    name: profile.name,
    binding,
    rules: { ...profile.rules, ...known(rules), settings_binding: binding.name, body_content_types: types },
  };
}

function namedBinding(name: string, folder: string): Binding {
  if (name === omaImDefault.name) return omaImDefault;
  const file = resolve(folder, name);
  return named('settings_binding', omaImDefault.name, () => bindingFrom(readYaml(file, z.looseObject({})), file));
}

/** A name that is neither built in nor a file is more often a slip in the name than a missing file. */
function named<T>(key: string, builtIn: string, load: () => T): T {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    throw new HarnessError(error.fault, `${key}: ${error.message} (built in: ${builtIn})`, { cause: error });
  }
}

function bindingFrom(value: unknown, file: string): Binding {
  const read = readBinding(value);
  if (read.ok) return read.binding;
  throw new HarnessError('settings-invalid', read.problems.map((problem) => `${file}: ${problem}`).join('\n'));
}

/** Only the rules that are set and that this version reads. */
function known(overrides: Omit<RuleOverrides, 'settings_binding'>): Partial<Rules> {
  const pairs = Object.entries(overrides).filter(([key, value]) => key in defaultRules && value !== undefined);
  return Object.fromEntries(pairs) as Partial<Rules>;
}
