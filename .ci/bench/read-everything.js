// Reads every header field of a parsed message with the reader of its own, as the server and the checks together do.
const { readVias } = require('../../dist/simulator/sip/via');
const { readNameAddr } = require('../../dist/simulator/sip/name-addr');
const { readCSeq } = require('../../dist/simulator/sip/cseq');
const { readEvent } = require('../../dist/simulator/sip/event');
const { readAcceptContact } = require('../../dist/simulator/sip/accept-contact');
const { readDeltaSeconds, readMaxForwards } = require('../../dist/simulator/sip/numbers');
const { readEntityTag } = require('../../dist/simulator/sip/entity-tag');
const { readContacts } = require('../../dist/simulator/sip/contact');
const { readMediaType } = require('../../dist/simulator/sip/media-type');
const { readAccept } = require('../../dist/simulator/sip/accept');
const { parseUri } = require('../../dist/simulator/sip/uri');

const readers = {
  from: (field) => parseUri(readNameAddr(field).value.uri),
  to: (field) => parseUri(readNameAddr(field).value.uri),
  cseq: readCSeq,
  event: readEvent,
  'accept-contact': readAcceptContact,
  expires: readDeltaSeconds,
  'max-forwards': readMaxForwards,
  'sip-etag': readEntityTag,
  contact: readContacts,
  'content-type': readMediaType,
  accept: readAccept,
};

function readEverything(result) {
  const { message } = result;
  readVias(message);
  if (message.start.kind === 'request') parseUri(message.start.requestUri);
  for (const field of message.headers) readers[field.key]?.(field);
}

module.exports = { readEverything };
