import { notified } from '../provoked/notify.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { unsupportedPackage } from './4.1.3-2-unsupported-package';

testProvoked(unsupportedPackage, 'another package is refused', {
  violation: { at: '200', ...notified({ set: [['Event', 'foo-bar']] }, 200) },
  legal: {
    '489 with Allow-Events': notified({ set: [['Event', 'foo-bar']] }, 489, [['Allow-Events', 'service-settings']]),
  },
  passes: {
    '481': notified({ set: [['Event', 'foo-bar']] }, 481),
  },
  undecided: {
    'its own package': notified({}, 200),
    'its own in other letter case': notified({ set: [['Event', 'Service-Settings']] }, 200),
  },
});
