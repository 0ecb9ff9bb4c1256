// Writes the published JSON Schema of the IUT file from its one source, simulator/app/iut-schema.ts. `npm run schema`.
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
require('ts-node').register({ dir: root });
const { iutJsonSchema } = require('../simulator/app/iut-schema.ts');

writeFileSync(join(root, 'simulator/app/iut.schema.json'), `${JSON.stringify(iutJsonSchema(), null, 2)}\n`);
