import { notified } from '../provoked/notify.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { emptyDocument } from './5.5-2-empty-document';

const body = '<poc-settings xmlns="urn:oma:params:xml:ns:poc:poc-settings"/>';

testProvoked(emptyDocument, 'a document without entity is accepted', {
  violation: { at: '400', ...notified({ body }, 400) },
  violations: {
    '481': notified({ body }, 481),
    'no answer': notified({ body }, 0),
  },
  legal: {
    'settings shown as unknown or default': notified({ body }, 200),
  },
  undecided: {
    'a document with an entity': notified({}, 400),
    'a document that is not well-formed': notified({ body: '<poc-settings>' }, 400),
    'another root': notified({ body: '<settings/>' }, 400),
  },
});
