const { createHash } = require('node:crypto');
const { hostname } = require('node:os');
const { SaxesParser } = require('saxes');

const mediaType = 'application/poc-settings+xml';
const poc = 'urn:oma:params:xml:ns:poc:poc-settings';
const im = 'urn:oma:xml:im:service-settings';

/** Where the settings document holds each of the five settings: a group and an element in it. */
const places = {
  isb: ['', 'isb-settings', 'incoming-session-barring'],
  ipmb: ['im:', 'ipmb-settings', 'incoming-pager-mode-barring'],
  vis: ['im:', 'vis-settings', 'vis-status'],
  dms: ['im:', 'deferred-settings', 'offline-delivery'],
  chs: ['im:', 'hist-settings', 'hist-activation'],
};

/** The settings document (RFC 4354 §6) of a user of this machine. */
function documentOf(settings, user) {
  const groups = Object.entries(places).map(
    ([key, [prefix, group, element]]) =>
      `<${prefix}${group}><${prefix}${element} active="${settings[key] === true}"/></${prefix}${group}>`,
  );
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    `<poc-settings xmlns="${poc}" xmlns:im="${im}">` +
    `<entity id="${entityId(user)}">${groups.join('')}</entity></poc-settings>`
  );
}

/** The same at each start, another one for each machine (RFC 4354 §5.16). */
function entityId(user) {
  const digits = createHash('sha256').update(`${hostname()} ${user}`).digest('hex');
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `8${digits.slice(13, 16)}`, `8${digits.slice(17, 20)}`];
  return `urn:uuid:${parts.join('-')}-${digits.slice(20, 32)}`;
}

/** The path of a setting in a document, with namespaces. */
function pathOf([prefix, group, element]) {
  const namespace = prefix === '' ? poc : im;
  return [`{${poc}}poc-settings`, `{${poc}}entity`, `{${namespace}}${group}`, `{${namespace}}${element}`].join('/');
}

/** What a document says, of the settings that it has; the last of several entities wins, and what is unknown is ignored. */
function settingsIn(document) {
  const found = {};
  const open = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('opentag', ({ uri, local, attributes }) => {
    open.push(`{${uri}}${local}`);
    const here = open.join('/');
    const setting = Object.entries(places).find(([, place]) => pathOf(place) === here);
    const value = attributes.active?.value.trim();
    if (setting !== undefined && value !== undefined) found[setting[0]] = value === 'true' || value === '1';
  });
  parser.on('closetag', () => open.pop());
  parser.write(document).close();
  return found;
}

module.exports = { mediaType, documentOf, settingsIn };
