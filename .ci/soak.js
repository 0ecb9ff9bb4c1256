// `npm run soak`, first part: what is remembered of a million clients is no more than of a few (the unit test has 30,000).
require('ts-node/register');
const { assertBounded } = require('../simulator/checks/bounded.fixture');

assertBounded(1_000_000);
console.log('a million clients came by, and no more was remembered than of a few');
