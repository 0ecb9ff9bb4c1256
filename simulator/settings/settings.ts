/** The keys of the five IM service settings (change request, clause 6.1.1.1 item 7 a to e). */
export const settingKeys = ['isb', 'ipmb', 'vis', 'dms', 'chs'] as const;
export type SettingKey = (typeof settingKeys)[number];

/** A complete set of values: `true` is active. */
export type Settings = Readonly<Record<SettingKey, boolean>>;

/** Names of the settings as the change request prints them. */
export const settingNames: Readonly<Record<SettingKey, string>> = {
  isb: 'Incoming IM Session Barring (ISB)',
  ipmb: 'Incoming Pager Mode IM Barring (IPMB)',
  vis: 'IM visibility (VIS)',
  dms: 'Deferred message active (DMS)',
  chs: 'Conversation History active (CHS)',
};
