import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RecoveryUnavailableError } from '../../client/index.js';
import type { FailureCode } from '../../domain/failure-codes.js';
import { openingEvent } from '../domain/support/builders.js';
import { marks } from '../support/marks.js';
import { putCase, record } from './support/builders.js';
import { bearer, keys, noon, startEdge, strangersKey, type Edge } from './support/server.js';

const REF = { tenant: 'acme', customerId: 'c-77' };
const ADDRESS = 'ada@customers.example';
const WHY = { channel: 'email', reason: 'Our relay refused everybody that day.' };
const hash = marks.hashAddress('email', ADDRESS);
const heard = { type: 'contact_corrected', ...REF, caseId: 'case-1', actor: 's-105' };

let edge: Edge;
beforeEach(async () => {
  edge = await startEdge();
  await edge.stores.customers.upsert('acme', { id: 'c-77', locale: 'en', email: ADDRESS }, noon - 1);
  await putCase(edge.stores.cases, {
    caseId: 'case-1',
    customerId: 'c-77',
    journal: [openingEvent({ caseId: 'case-1' })],
  });
});
afterEach(() => edge.app.close());

const reopen = (payload: object = WHY, key: string = keys.lead, id = 'c-77') =>
  edge.app.inject({ method: 'POST', url: `/v1/customers/${id}/reopenings`, headers: bearer(key), payload });
const stop = (reason: FailureCode) => edge.stores.addresses.stop(hash, { reason, at: noon - 1_000, source: 'email' });
const stops = () => edge.stores.addresses.stops(hash);

describe('an address that a provider has refused', () => {
  it('is written to again, and the open case hears so, never why and never the address', async () => {
    await stop('mailbox_refused');
    await stop('bad_address');
    const lifted = ['bad_address', 'mailbox_refused'];
    const answer = { customerId: 'c-77', channel: 'email', lifted, refused: 0, caseId: 'case-1' };
    expect((await reopen()).json()).toEqual(answer);
    expect(await stops()).toEqual([]);
    expect(edge.recoveries.told).toEqual([{ ...heard, reachableBy: ['email'], corrected: ['email'] }]);
    expect(edge.logged.join('')).not.toMatch(/ada@|that day/);
  });

  it('is stopped again by what is said of it after that', async () => {
    await stop('mailbox_refused');
    await reopen();
    await edge.stores.addresses.stop(hash, { reason: 'mailbox_refused', at: noon + 1, source: 'email' });
    expect(await stops()).toHaveLength(1);
  });

  it('that nobody has stopped stays as it is, and the case hears nothing', async () => {
    expect((await reopen()).json()).toMatchObject({ lifted: [], refused: 0 });
    expect(edge.recoveries.told).toEqual([]);
  });

  const ask = {
    message: 'acknowledgement',
    round: 1,
    ordinal: 1,
    request: 1,
    incidents: ['inc-1'],
    covers: [],
  } as const;
  const refusedBy = async (channel: 'email' | 'sms') => {
    const slot = `1/acknowledgement/1/${channel}`;
    const facts = [
      { type: 'message_requested', ...ask, slot, channel },
      { type: 'message_rejected', slot, code: 'refused_by_provider' },
    ] as const;
    for (const fact of facts) {
      await record(edge.stores.cases, 'case-1', { ...fact, at: noon - 10, actor: 'system', rules: 3 });
    }
  };

  it('of a customer whose messages a relay refused, as it did everybody’s, is told to the case, which asks for them again', async () => {
    await refusedBy('email');
    expect((await reopen()).json()).toMatchObject({ lifted: [], refused: 1 });
    expect(edge.recoveries.told).toEqual([{ ...heard, reachableBy: ['email'], corrected: ['email'] }]);
    expect((await edge.stores.customers.get(REF))?.correctedAt).toEqual({ email: noon });
  });

  it('of a customer whose messages were refused elsewhere alone stays as it is', async () => {
    await refusedBy('sms');
    expect((await reopen()).json()).toMatchObject({ lifted: [], refused: 0 });
    expect(edge.recoveries.told).toEqual([]);
  });

  it('of a customer who wants no messages there stays closed, though messages were refused', async () => {
    await refusedBy('email');
    await stop('opted_out');
    expect((await reopen()).statusCode).toBe(409);
    expect(edge.recoveries.told).toEqual([]);
  });

  it('is told to the case by a repeat when the first try failed after it was lifted', async () => {
    await stop('mailbox_refused');
    edge.recoveries.failure = new RecoveryUnavailableError('telling');
    expect((await reopen()).statusCode).toBe(503);
    edge.recoveries.failure = undefined;
    expect((await reopen()).json()).toMatchObject({ lifted: [], caseId: 'case-1' });
    expect(edge.recoveries.told).toHaveLength(1);
  });

  it.each([
    ['complained', 'has complained about our messages'],
    ['opted_out', 'has asked for no more messages'],
  ] as const)('stays closed whoever asks where the customer %s', async (reason, why) => {
    await stop('mailbox_refused');
    await stop(reason);
    const answer = await reopen(WHY, keys.admin);
    expect(answer.json()).toMatchObject({ type: 'urn:amends:problem:customer_decides', status: 409 });
    expect(answer.json<{ detail: string }>().detail).toContain(why);
    expect([await stops(), edge.recoveries.told]).toMatchObject([[{}, {}], []]);
  });

  it.each([
    ['of nobody whom this tenant knows', WHY, strangersKey, 404],
    ['on a channel without one', { ...WHY, channel: 'sms' }, keys.lead, 404],
    ['on no channel', { ...WHY, channel: 'fax' }, keys.lead, 422],
    ['without a reason', { ...WHY, reason: '' }, keys.lead, 422],
    ['for a reason of blanks', { ...WHY, reason: ' \n ' }, keys.lead, 422],
    ['by an agent', WHY, keys.agent, 403],
  ])('%s is not reopened', async (_what, ...[payload, key, status]) => {
    await stop('mailbox_refused');
    expect((await reopen(payload, key)).statusCode).toBe(status);
    expect(await stops()).toHaveLength(1);
  });
});
