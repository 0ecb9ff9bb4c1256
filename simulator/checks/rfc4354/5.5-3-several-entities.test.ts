import { SETTINGS_DOCUMENT } from '../../sip/message.fixture';
import { notified } from '../provoked/notify.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { severalEntities } from './5.5-3-several-entities';

const [entity = ''] = /<entity.*<\/entity>/.exec(SETTINGS_DOCUMENT) ?? [];
const body = SETTINGS_DOCUMENT.replace(
  entity,
  entity + entity.replace('active="false"', 'active="true"').replace('CCDDEEFF', 'CCDDEE00'),
);

testProvoked(severalEntities, 'a document with several entities is accepted', {
  violation: { at: '500', ...notified({ body }, 500) },
  violations: {
    'no answer': notified({ body }, 0),
  },
  legal: {
    'client free to choose how it shows the conflict': notified({ body }, 200),
  },
  undecided: {
    'a document with one entity': notified({}, 500),
  },
});
