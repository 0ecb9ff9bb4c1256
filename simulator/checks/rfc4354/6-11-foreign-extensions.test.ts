import { SETTINGS_DOCUMENT } from '../../sip/message.fixture';
import { notified } from '../provoked/notify.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { foreignExtensions } from './6-11-foreign-extensions';

const body = SETTINGS_DOCUMENT.replace('</entity>', '<x:more x:a="1"/></entity>').replace(
  '<poc-settings',
  '<poc-settings xmlns:x="urn:x"',
);

testProvoked(foreignExtensions, 'foreign elements and attributes are ignored', {
  violation: { at: '400', ...notified({ body }, 400) },
  violations: {
    '415': notified({ body }, 415),
    'no answer': notified({ body }, 0),
  },
  legal: {
    'warning text for the user': notified({ body }, 200),
    'any 2xx': notified({ body }, 202),
  },
  undecided: {
    'a document without them': notified({}, 400),
    'one that is invalid besides': notified({ body: body.replace('id=', 'key=') }, 400),
  },
});
