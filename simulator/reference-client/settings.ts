/** The five IM service settings, in the order of the change request (clause 6.1.1.1 item 7 a to e). */
export const settingKeys = ['isb', 'ipmb', 'vis', 'dms', 'chs'] as const;
export type SettingKey = (typeof settingKeys)[number];

/** A complete set of values: `true` is active. */
export type Settings = Readonly<Record<SettingKey, boolean>>;

/** What a client that was never told anything publishes. */
export const allInactive: Settings = { isb: false, ipmb: false, vis: false, dms: false, chs: false };

/**
 * Lays the values of a JSON object over `base`; absent keys keep their value.
 * @throws Error that names the key when a key is unknown or a value is not a boolean.
 */
export function mergeSettings(base: Settings, given: unknown): Settings {
  if (given === undefined || given === null) return base;
  if (typeof given !== 'object' || Array.isArray(given)) throw new Error('settings is not a JSON object');
  for (const [key, value] of Object.entries(given)) {
    if (!settingKeys.some((known) => known === key)) {
      throw new Error(`settings.${key} is unknown; allowed: ${settingKeys.join(', ')}`);
    }
    if (typeof value !== 'boolean') throw new Error(`settings.${key} is not true or false`);
  }
  return { ...base, ...given };
}
