import { type SettingKey, type Settings, settingKeys } from './settings';

/** How a value that was read stands to the one instructed; `absent`: none, or none that is clear. */
export type Comparison = 'equal' | 'differs' | 'absent';

/** Compares what the client was told with what a document (`statedValues`) or an indication says. */
export function compareSettings(
  instructed: Settings,
  read: Partial<Settings>,
): Readonly<Record<SettingKey, Comparison>> {
  const compare = (key: SettingKey): Comparison => {
    const value = read[key];
    if (value === undefined) return 'absent';
    return value === instructed[key] ? 'equal' : 'differs';
  };
  const entries = settingKeys.map((key) => [key, compare(key)] as const);
  return Object.fromEntries(entries) as Record<SettingKey, Comparison>;
}
