// Writes simulator/requirements/coverage.txt: for every requirement, its check, tests, scenarios and seeded faults.
// `npm run coverage-matrix`; a test compares the committed file with a fresh one.
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
require('ts-node').register({ dir: root });
const { coverageMatrix } = require('../simulator/app/coverage.fixture.ts');

writeFileSync(join(root, 'simulator/requirements/coverage.txt'), coverageMatrix());
