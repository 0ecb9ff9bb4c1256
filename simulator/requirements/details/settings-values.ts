import type { Details } from './detail';

/** Of the five settings alike. */
const settingVariants = [
  'active="1" or active="0"',
  'white space around the value, active=" true "',
  'any namespace prefix or default-namespace use',
  'settings elements in any mutual order after the RFC 4354 elements',
  'additional unknown elements or attributes from other namespaces',
  'compact (one-line) or pretty-printed XML, CDATA-free, with or without XML declaration',
  'multipart/mixed body whose one part is the settings document, when allow_multipart=true',
];

/** The five settings in the published document, clause 6.1.1.1 item 7. */
export const settingsValues: Details = {
  '6.1.1.1-7a': {
    lookAt:
      'body part of type application/poc-settings+xml (or a configured type); XPath-like location from settings_binding.isb, default: incoming-session-barring inside isb-settings, RFC 4354 namespace, attribute active',
    rule: 'namespace-aware lookup (prefixes irrelevant); exactly one value inside the single entity; lexical value after XML white-space collapse in {true, 1} = active, {false, 0} = not active, case-sensitive (xs:boolean)',
    pass: 'value present and boolean; the scenario may additionally require the value the driver was told to set',
    fail: 'setting absent, value empty or not boolean (TRUE, yes, on, active), two contradicting values, body missing in a set, update or refresh',
    inconclusive:
      'body not parseable (then RFC4354-6-1 fails and this entry is inconclusive); element found only in an unconfigured namespace (reported with the hint to adjust settings_binding); wrong expected value because the driver could not confirm the user action',
    provoke:
      'ask the driver for both values in turn; let the granted lifetime (for example Expires: 60 in the 200) approach its end to see the refresh',
    exampleRight: '<isb-settings>\n  <incoming-session-barring active="false"/>\n</isb-settings>',
    exampleViolation:
      '<poc-settings xmlns="urn:oma:params:xml:ns:poc:poc-settings">\n  <entity id="a"><isb-settings><incoming-session-barring active="TRUE"/></isb-settings></entity>\n</poc-settings>',
    legalVariants: settingVariants,
    rationale:
      'Decision D-03: one message form satisfies both RFC 3903 and this item, namely SIP-If-Match plus a full settings body (a Modify in RFC 3903 terms that leaves the state unchanged, renews the lifetime and yields a new entity-tag). Because the item covers set, update and refresh without exception, that form is required by default and a bodyless refresh fails items 7a-7e. With refresh_body=rfc3903 a bodyless refresh is not applicable here and is checked by RFC3903-4.3-3 instead.',
    related: ['RFC4354-6-2', 'RFC3903-4.3-3'],
    config: { settings_binding: 'oma-im-default', refresh_body: 'settings-required' },
    verified:
      'verified: OMA change request (seed document) clause 6.1.1.1; default element and attribute name: RFC 4354 section 6 (read)',
  },
  '6.1.1.1-7b': {
    lookAt:
      'body part of type application/poc-settings+xml (or a configured type); XPath-like location from settings_binding.ipmb, default: incoming-pager-mode-barring inside ipmb-settings, extension namespace, attribute active',
    rule: 'namespace-aware lookup (prefixes irrelevant); exactly one value inside the single entity; lexical value after XML white-space collapse in {true, 1} = active, {false, 0} = not active, case-sensitive (xs:boolean)',
    pass: 'value present and boolean; the scenario may additionally require the value the driver was told to set',
    fail: 'setting absent, value empty or not boolean (TRUE, yes, on, active), two contradicting values, body missing in a set, update or refresh',
    inconclusive:
      'body not parseable (then RFC4354-6-1 fails and this entry is inconclusive); element found only in an unconfigured namespace (reported with the hint to adjust settings_binding); wrong expected value because the driver could not confirm the user action',
    provoke:
      'ask the driver for both values in turn; let the granted lifetime (for example Expires: 60 in the 200) approach its end to see the refresh',
    exampleRight: '<im:ipmb-settings>\n  <im:incoming-pager-mode-barring active="false"/>\n</im:ipmb-settings>',
    exampleViolation: '<entity id="a"> ... no element for IPMB ... </entity>',
    legalVariants: settingVariants,
    rationale:
      'Decision D-03: one message form satisfies both RFC 3903 and this item, namely SIP-If-Match plus a full settings body (a Modify in RFC 3903 terms that leaves the state unchanged, renews the lifetime and yields a new entity-tag). Because the item covers set, update and refresh without exception, that form is required by default and a bodyless refresh fails items 7a-7e. With refresh_body=rfc3903 a bodyless refresh is not applicable here and is checked by RFC3903-4.3-3 instead.',
    related: ['RFC4354-6-2', 'RFC3903-4.3-3'],
    config: { settings_binding: 'oma-im-default', refresh_body: 'settings-required' },
    verified:
      'verified: OMA change request (seed document) clause 6.1.1.1; default element and attribute name: project proposal, no public schema with this setting was found',
  },
  '6.1.1.1-7c': {
    lookAt:
      'body part of type application/poc-settings+xml (or a configured type); XPath-like location from settings_binding.vis, default: vis-status inside vis-settings, extension namespace, attribute active',
    rule: 'namespace-aware lookup (prefixes irrelevant); exactly one value inside the single entity; lexical value after XML white-space collapse in {true, 1} = active, {false, 0} = not active, case-sensitive (xs:boolean)',
    pass: 'value present and boolean; the scenario may additionally require the value the driver was told to set',
    fail: 'setting absent, value empty or not boolean (TRUE, yes, on, active), two contradicting values, body missing in a set, update or refresh',
    inconclusive:
      'body not parseable (then RFC4354-6-1 fails and this entry is inconclusive); element found only in an unconfigured namespace (reported with the hint to adjust settings_binding); wrong expected value because the driver could not confirm the user action',
    provoke:
      'ask the driver for both values in turn; let the granted lifetime (for example Expires: 60 in the 200) approach its end to see the refresh',
    exampleRight: '<im:vis-settings>\n  <im:vis-status active="true"/>\n</im:vis-settings>',
    exampleViolation: '<entity id="a"> ... no element for VIS ... </entity>',
    legalVariants: settingVariants,
    rationale:
      'Decision D-03: one message form satisfies both RFC 3903 and this item, namely SIP-If-Match plus a full settings body (a Modify in RFC 3903 terms that leaves the state unchanged, renews the lifetime and yields a new entity-tag). Because the item covers set, update and refresh without exception, that form is required by default and a bodyless refresh fails items 7a-7e. With refresh_body=rfc3903 a bodyless refresh is not applicable here and is checked by RFC3903-4.3-3 instead.',
    related: ['RFC4354-6-2', 'RFC3903-4.3-3'],
    config: { settings_binding: 'oma-im-default', refresh_body: 'settings-required' },
    verified:
      'verified: OMA change request (seed document) clause 6.1.1.1; default element and attribute name: as listed for namespace urn:oma:xml:im:service-settings in a public header file of a SIP stack (read)',
  },
  '6.1.1.1-7d': {
    lookAt:
      'body part of type application/poc-settings+xml (or a configured type); XPath-like location from settings_binding.dms, default: offline-delivery inside deferred-settings, extension namespace, attribute active',
    rule: 'namespace-aware lookup (prefixes irrelevant); exactly one value inside the single entity; lexical value after XML white-space collapse in {true, 1} = active, {false, 0} = not active, case-sensitive (xs:boolean)',
    pass: 'value present and boolean; the scenario may additionally require the value the driver was told to set',
    fail: 'setting absent, value empty or not boolean (TRUE, yes, on, active), two contradicting values, body missing in a set, update or refresh',
    inconclusive:
      'body not parseable (then RFC4354-6-1 fails and this entry is inconclusive); element found only in an unconfigured namespace (reported with the hint to adjust settings_binding); wrong expected value because the driver could not confirm the user action',
    provoke:
      'ask the driver for both values in turn; let the granted lifetime (for example Expires: 60 in the 200) approach its end to see the refresh',
    exampleRight: '<im:deferred-settings>\n  <im:offline-delivery active="true"/>\n</im:deferred-settings>',
    exampleViolation: '<entity id="a"> ... no element for DMS ... </entity>',
    legalVariants: settingVariants,
    rationale:
      'Decision D-03: one message form satisfies both RFC 3903 and this item, namely SIP-If-Match plus a full settings body (a Modify in RFC 3903 terms that leaves the state unchanged, renews the lifetime and yields a new entity-tag). Because the item covers set, update and refresh without exception, that form is required by default and a bodyless refresh fails items 7a-7e. With refresh_body=rfc3903 a bodyless refresh is not applicable here and is checked by RFC3903-4.3-3 instead.',
    related: ['RFC4354-6-2', 'RFC3903-4.3-3'],
    config: { settings_binding: 'oma-im-default', refresh_body: 'settings-required' },
    verified:
      'verified: OMA change request (seed document) clause 6.1.1.1; default element and attribute name: as listed for namespace urn:oma:xml:im:service-settings in a public header file of a SIP stack (read)',
  },
  '6.1.1.1-7e': {
    lookAt:
      'body part of type application/poc-settings+xml (or a configured type); XPath-like location from settings_binding.chs, default: hist-activation inside hist-settings, extension namespace, attribute active',
    rule: 'namespace-aware lookup (prefixes irrelevant); exactly one value inside the single entity; lexical value after XML white-space collapse in {true, 1} = active, {false, 0} = not active, case-sensitive (xs:boolean)',
    pass: 'value present and boolean; the scenario may additionally require the value the driver was told to set',
    fail: 'setting absent, value empty or not boolean (TRUE, yes, on, active), two contradicting values, body missing in a set, update or refresh',
    inconclusive:
      'body not parseable (then RFC4354-6-1 fails and this entry is inconclusive); element found only in an unconfigured namespace (reported with the hint to adjust settings_binding); wrong expected value because the driver could not confirm the user action',
    provoke:
      'ask the driver for both values in turn; let the granted lifetime (for example Expires: 60 in the 200) approach its end to see the refresh',
    exampleRight: '<im:hist-settings>\n  <im:hist-activation active="false"/>\n</im:hist-settings>',
    exampleViolation: '<entity id="a"> ... no element for CHS ... </entity>',
    legalVariants: settingVariants,
    rationale:
      'Decision D-03: one message form satisfies both RFC 3903 and this item, namely SIP-If-Match plus a full settings body (a Modify in RFC 3903 terms that leaves the state unchanged, renews the lifetime and yields a new entity-tag). Because the item covers set, update and refresh without exception, that form is required by default and a bodyless refresh fails items 7a-7e. With refresh_body=rfc3903 a bodyless refresh is not applicable here and is checked by RFC3903-4.3-3 instead.',
    related: ['RFC4354-6-2', 'RFC3903-4.3-3'],
    config: { settings_binding: 'oma-im-default', refresh_body: 'settings-required' },
    verified:
      'verified: OMA change request (seed document) clause 6.1.1.1; default element and attribute name: as listed for namespace urn:oma:xml:im:service-settings in a public header file of a SIP stack (read)',
  },
};
