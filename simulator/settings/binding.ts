import type { SettingKey } from './settings';

/** Which element and attribute carries a setting. */
export interface SettingBinding {
  readonly ns: string;
  /** Element names from the child of the entity down to the element that carries the value. */
  readonly path: readonly string[];
  /** The attribute with the value; without it the element's text is the value. */
  readonly attribute?: string;
  readonly type: 'boolean';
}

/** Where a settings document keeps what (fact sheet 12.3, decision D-05); data of the profile. */
export interface Binding {
  readonly name: string;
  readonly mediaTypes: readonly string[];
  readonly root: { readonly ns: string; readonly name: string };
  readonly entity: { readonly ns: string; readonly name: string; readonly idAttribute: string };
  readonly settings: Readonly<Record<SettingKey, SettingBinding>>;
}

const poc = 'urn:oma:params:xml:ns:poc:poc-settings';
const im = 'urn:oma:xml:im:service-settings';

/** The default binding: RFC 4354 for ISB, the OMA extension namespace for the other four. */
export const omaImDefault: Binding = {
  name: 'oma-im-default',
  mediaTypes: ['application/poc-settings+xml'],
  root: { ns: poc, name: 'poc-settings' },
  entity: { ns: poc, name: 'entity', idAttribute: 'id' },
  settings: {
    isb: { ns: poc, path: ['isb-settings', 'incoming-session-barring'], attribute: 'active', type: 'boolean' },
    ipmb: { ns: im, path: ['ipmb-settings', 'incoming-pager-mode-barring'], attribute: 'active', type: 'boolean' },
    vis: { ns: im, path: ['vis-settings', 'vis-status'], attribute: 'active', type: 'boolean' },
    dms: { ns: im, path: ['deferred-settings', 'offline-delivery'], attribute: 'active', type: 'boolean' },
    chs: { ns: im, path: ['hist-settings', 'hist-activation'], attribute: 'active', type: 'boolean' },
  },
};
