// The messages that the benchmarks use: those of a settings publication and retrieval, at their usual size.
/** The document of one of the 32 combinations of the settings; all are of one length. */
function documentOf(combination) {
  const active = (bit) => ((combination >> bit) & 1 ? '1' : '0');
  return template.replace(/active="(\d)"/g, (_, bit) => `active="${active(Number(bit))}"`);
}

const template =
  '<?xml version="1.0" encoding="UTF-8"?><poc-settings xmlns="urn:oma:params:xml:ns:poc:poc-settings" ' +
  'xmlns:im="urn:oma:xml:im:service-settings"><entity id="urn:uuid:00000000-0000-1000-8000-AABBCCDDEEFF"><isb-settings>' +
  '<incoming-session-barring active="0"/></isb-settings><im:ipmb-settings><im:incoming-pager-mode-barring active="1"/>' +
  '</im:ipmb-settings><im:vis-settings><im:vis-status active="2"/></im:vis-settings><im:deferred-settings>' +
  '<im:offline-delivery active="3"/></im:deferred-settings><im:hist-settings><im:hist-activation active="4"/>' +
  '</im:hist-settings></entity></poc-settings>';

/** A PUBLISH whose branch, tag and Call-ID end in a number of eight digits. */
function publish(number, port = 5070) {
  const id = String(number).padStart(8, '0');
  const document = documentOf(number % 32);
  return Buffer.from(
    [
      'PUBLISH sip:alice@example.com SIP/2.0',
      `Via: SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bK74bf9c${id};rport`,
      'Max-Forwards: 70',
      `From: <sip:alice@example.com>;tag=4fa3c2${id}`,
      'To: <sip:alice@example.com>',
      `Call-ID: b89rjhnedlrfjflslj${id}`,
      'CSeq: 1 PUBLISH',
      'Accept-Contact: *;+g.oma.sip-im;require;explicit',
      'Event: service-settings',
      'Content-Type: application/poc-settings+xml',
      `Content-Length: ${document.length}`,
      '',
      document,
    ].join('\r\n'),
  );
}

const subscribe = Buffer.from(
  [
    'SUBSCRIBE sip:alice@example.com SIP/2.0',
    'Via: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK9d1;rport',
    'Max-Forwards: 70',
    'From: <sip:alice@example.com>;tag=s1',
    'To: <sip:alice@example.com>',
    'Call-ID: fetch-1@127.0.0.1',
    'CSeq: 1 SUBSCRIBE',
    'Contact: <sip:alice@127.0.0.1:5070>',
    'Event: service-settings',
    'Expires: 0',
    'Accept: application/poc-settings+xml',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n'),
);

const ok = Buffer.from(
  [
    'SIP/2.0 200 OK',
    'Via: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK74bf9c1f2a;received=127.0.0.1;rport=5070',
    'From: <sip:alice@example.com>;tag=4fa3c2d19b',
    'To: <sip:alice@example.com>;tag=esc-1',
    'Call-ID: b89rjhnedlrfjflslj40a222',
    'CSeq: 1 PUBLISH',
    'SIP-ETag: e1-Zx.9',
    'Expires: 3600',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n'),
);

module.exports = { publish, subscribe, ok, documentOf };
