import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Settlement } from '../../domain/sends/send-row.js';
import { takeText } from '../../web/take-text.js';
import { whoseMail } from '../../web/whose-mail.js';
import { customerOf } from '../adapters/store/builders.js';
import { aClaim } from '../domain/support/sends.js';
import { marks } from '../support/marks.js';
import { putCase } from './support/builders.js';
import { noon, startEdge, type Edge } from './support/server.js';

const PHONE = '+12025550143';
const MAIL = 'family@customers.example';
const hash = { sms: marks.hashAddress('sms', PHONE), email: marks.hashAddress('email', MAIL) };
const sent: Settlement = { state: 'accepted', providerId: 'SM1', at: noon };
const skipped: Settlement = { state: 'skipped', reason: 'outside_hours', at: noon };

let edge: Edge;
beforeEach(async () => {
  edge = await startEdge();
});
afterEach(() => edge.app.close());

/** A customer with a case, and with both addresses unless others are said. */
async function has(customerId: string, addresses: object = { phone: PHONE, email: MAIL }): Promise<void> {
  await edge.stores.customers.upsert('acme', customerOf({ id: customerId, ...addresses }), noon);
  await putCase(edge.stores.cases, { caseId: `case-of-${customerId}`, customerId });
}

async function written(customerId: string, at: number, settlement: Settlement = sent): Promise<void> {
  for (const channel of ['sms', 'email'] as const) {
    const key = `acme/case-of-${customerId}/1/apology/1/${channel}`;
    const mark = marks.markOf(key, hash[channel]);
    await edge.stores.sends.claim(aClaim({ key, mark, addressHash: hash[channel], claimedAt: noon + at }));
    await edge.stores.sends.settle(key, 1, settlement);
  }
}

async function movesAway(customerId: string): Promise<void> {
  const change = { phone: '+12025550199', email: 'other@customers.example' };
  await edge.stores.customers.correct({ tenant: 'acme', customerId }, change, noon + 9);
}

/** Whose a text and a mail are that come from there now. */
async function whose(marked: readonly string[] = []): Promise<readonly (string | undefined)[]> {
  const customers = await edge.stores.customers.withAddress('sms', PHONE);
  const said = { body: 'Where is it?', wantsCall: false, providerId: 'SM7', at: noon + 20 };
  await takeText(edge.deps, { channel: 'sms', from: PHONE, addressHash: hash.sms, customers, ...said }, console);
  const [text] = await edge.stores.inputs.unheard(noon + 21);
  const mail = { marks: marked, automatic: false, text: 'Where is it?', attachments: 0, from: MAIL };
  const owner = await whoseMail(edge.deps, mail);
  return [text?.customerId, owner?.customerId];
}

describe('words from an address', () => {
  it('are of the customer who was last written to there, of those who share it', async () => {
    await has('ada');
    await has('bea');
    await written('bea', 0);
    await written('ada', 1);
    expect(await whose()).toEqual(['ada', 'ada']);
  });

  it('are of whoever has it now, and not of whom we wrote to before it passed on', async () => {
    await has('ada');
    await written('ada', 0);
    await movesAway('ada');
    await has('bea');
    expect(await whose()).toEqual(['bea', 'bea']);
  });

  it('are of the last one written to of those who have it now, though somebody else was written to after that', async () => {
    await has('ada');
    await has('bea');
    await has('cid');
    await written('bea', 0);
    await written('ada', 1);
    await movesAway('ada');
    expect(await whose()).toEqual(['bea', 'bea']);
  });

  it('are still of whom we wrote to where they have corrected it since and nobody else has it', async () => {
    await has('ada');
    await written('ada', 0);
    await movesAway('ada');
    expect(await whose()).toEqual(['ada', 'ada']);
  });

  it('are of whom the message was that a mail answers, whoever has the address now', async () => {
    await has('ada');
    await written('ada', 0);
    await movesAway('ada');
    await has('bea');
    expect(await whose([marks.markOf('acme/case-of-ada/1/apology/1/email', hash.email)])).toEqual(['bea', 'ada']);
  });

  it('are not of somebody whose message was kept back: nothing of it went out', async () => {
    await has('ada');
    await has('bea');
    await written('ada', 0);
    await written('bea', 1, skipped);
    expect(await whose()).toEqual(['ada', 'ada']);
  });

  it('are of nobody where several have it and none of them was written to: staff says whose they are', async () => {
    await has('ada');
    await written('ada', 0);
    await movesAway('ada');
    await has('bea');
    await has('cid');
    expect(await whose()).toEqual([undefined, undefined]);
    expect((await edge.stores.inputs.unmatched('other', { limit: 9 })).items).toMatchObject([{ from: PHONE }]);
  });
});
