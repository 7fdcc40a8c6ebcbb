import { beforeEach, describe, expect, it } from 'vitest';
import { sweepSends } from '../../activities/sweep-sends.js';
import { openMemoryStores } from '../../adapters/store/memory/open.js';
import type { Stores } from '../../adapters/store/stores.js';
import type { StageName } from '../../domain/case/case-view.js';
import type { SendClaim, Settlement } from '../../domain/sends/send-row.js';
import { claimOf, factsOf, projectionOf } from '../adapters/store/builders.js';
import { aReport, HOUR, MINUTE, T0 } from '../domain/support/builders.js';
import { FakeChannel } from '../support/fake-channel.js';
import { marks } from '../support/marks.js';
import { FakeRecoveries } from './support/fake-recoveries.js';

const { markOf, hashAddress } = marks;
const addressHash = hashAddress('email', 'ada@customers.example');
const CLOSING = 'acme/inc-1/1/closing/1/email';
const SURVEY = 'acme/inc-1/1/survey/1/email';
const DOUBT: Settlement = { state: 'in_doubt', code: 'timed_out', at: T0 };
const ACCEPTED: Settlement = { state: 'accepted', providerId: 'p-1', at: T0 };

let stores: Stores;
let email: FakeChannel;
beforeEach(() => {
  stores = openMemoryStores();
  email = new FakeChannel('email');
});

/** A message as its sender left it, and the stage of its case. */
async function left(stage: StageName, key: string, settlement: Settlement): Promise<void> {
  const { customer } = aReport();
  await stores.customers.upsert('acme', { ...customer, email: 'ada@customers.example' }, T0);
  const claim = claimOf({ tenant: 'acme', customerId: customer.id, caseId: 'inc-1' });
  await stores.cases.open(claim);
  await stores.cases.apply(projectionOf(claim, { events: factsOf('run', 1) }, { stage }));
  const send: SendClaim = { key, mark: markOf(key, addressHash), addressHash, ...times, request: 1 };
  await stores.sends.claim(settlement.state === 'accepted' ? { ...send, receiptWithin: HOUR } : send);
  await stores.sends.settle(key, 1, settlement);
}
const times = { claimedAt: T0, deadlineAt: T0 + MINUTE };

const toReach = async () =>
  (await stores.tasks.list({ tenant: 'acme', kind: 'reach_customer' }, { limit: 10 })).items.map(({ id }) => id);

function sweepAt(now: number) {
  const channels = { email, sms: new FakeChannel('sms') };
  return sweepSends({
    ...stores,
    clock: { now: () => T0 + now },
    channels,
    hashAddress,
    recoveries: new FakeRecoveries(),
  });
}

/** The provider shows that it took the message, and that it did not arrive. */
function showsFailed(): void {
  const look = () => Promise.resolve({ kind: 'failed', providerId: 'p-1', code: 'mailbox_full' } as const);
  email.evidence = { settleMs: MINUTE, look };
}

describe('the sweep asks a person to tell the customer of a closed case', () => {
  it('how it ended, when no receipt of its closing message came in time; once', async () => {
    await left('closed', CLOSING, ACCEPTED);
    expect(await sweepAt(HOUR)).toMatchObject({ overdue: 1, failed: 0 });
    expect(await toReach()).toEqual(['reach-inc-1-closing-1-1']);
    await sweepAt(2 * HOUR);
    expect(await toReach()).toHaveLength(1);
  });

  it('how it ended, when its provider shows that a closing message in doubt has failed', async () => {
    showsFailed();
    await left('closed', CLOSING, DOUBT);
    await sweepAt(HOUR);
    expect(await toReach()).toEqual(['reach-inc-1-closing-1-1']);
  });

  it.each([
    [CLOSING, 'reach-inc-1-closing-1-1'],
    [SURVEY, 'reach-inc-1-survey-1-1'],
  ])(
    'what %s says, when that was in doubt and is shown not to have arrived: nothing sends it again',
    async (key, id) => {
      email.shows(MINUTE);
      await left('closed', key, DOUBT);
      await sweepAt(HOUR);
      expect(await stores.sends.get(key)).toMatchObject({ state: 'rejected', code: 'not_arrived' });
      expect(await toReach()).toEqual([id]);
    },
  );

  it('what a message says, also where whoever raises that task dies before the message is settled', async () => {
    email.shows(MINUTE);
    await left('closed', SURVEY, DOUBT);
    const settle = stores.sends.settle.bind(stores.sends);
    stores.sends.settle = () => Promise.reject(new Error('the store is gone'));
    expect(await sweepAt(HOUR)).toMatchObject({ failed: 1 });
    stores.sends.settle = settle;
    expect(await sweepAt(HOUR + MINUTE)).toMatchObject({ failed: 0 });
    expect(await toReach()).toEqual(['reach-inc-1-survey-1-1']);
  });
});

describe('the sweep asks nobody to reach the customer', () => {
  it.each([
    {
      what: 'of an open case, of whose closing message no receipt came',
      stage: 'close_loop',
      key: CLOSING,
      was: ACCEPTED,
    },
    { what: 'of a closed case, of whose survey no receipt came', stage: 'closed', key: SURVEY, was: ACCEPTED },
    { what: 'of an open case whose message in doubt did not arrive', stage: 'close_loop', key: CLOSING, was: DOUBT },
  ] as const)('$what', async ({ stage, key, was }) => {
    email.shows(MINUTE);
    await left(stage, key, was);
    await sweepAt(HOUR);
    expect(await toReach()).toEqual([]);
  });

  it('of a closed case whose message in doubt, other than its last, is shown to have failed', async () => {
    showsFailed();
    await left('closed', SURVEY, DOUBT);
    await sweepAt(HOUR);
    expect(await toReach()).toEqual([]);
  });
});
