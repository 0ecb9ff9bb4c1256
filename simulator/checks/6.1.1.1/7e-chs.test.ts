import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt } from '../assertions.fixture';
import { documentWith, testSettingItem } from '../setting.fixture';
import { context, publishSubject } from '../trace.fixture';
import { statesChs } from './7e-chs';

describe('6.1.1.1-7e the published document states CHS as active or not active', () => {
  testSettingItem(statesChs, 'chs');

  it('passes one value per kind of history; any active one makes it active', () => {
    const body = documentWith(
      'chs',
      () =>
        '<im:hist-settings><im:hist-activation active="false"/><im:hist-activation active="true"/></im:hist-settings>',
    );
    assertPass(statesChs, publishSubject({ body }));
    assert.match(statesChs.judge(publishSubject({ body }), context())[0]?.message ?? '', /: active$/);
    const told = { isb: false, ipmb: false, vis: true, dms: true, chs: false };
    const subject = publishSubject({ body }, { stimulus: { operation: 'publish', settings: told } });
    assert.equal(failureAt(statesChs, subject), 'true');
    const differing = statesChs.judge(subject, context()).find(({ outcome }) => outcome === 'fail');
    assert.match(differing?.expected ?? '', /not active, as the client was told/);
  });
});
