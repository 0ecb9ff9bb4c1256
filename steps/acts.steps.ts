import { Given, Then, When } from '@cucumber/cucumber';
import { actIn, acts, requirementStating } from '../simulator';
import { meets, type TestCase } from './support/test-case';

Given('a server that {}', function (this: TestCase, behavior: string) {
  this.behavior = behavior;
});

for (const sentence of Object.keys(acts)) {
  When(sentence, async function (this: TestCase) {
    const act = actIn(sentence);
    return act && this.perform(act);
  });
}

Then('this holds: {}', function (this: TestCase, statement: string) {
  return meets(requirementStating(statement)).call(this);
});
