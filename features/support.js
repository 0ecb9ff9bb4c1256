// Lets plain `npx cucumber-js` run the features of this folder with the TypeScript step definitions of the checkout.
const { join } = require('node:path');

require('ts-node').register({ dir: join(__dirname, '..') });
for (const file of ['support/hooks', 'acts.steps', 'publish.steps', 'retrieve.steps', 'harness.steps'])
  require(join('..', 'steps', file));
