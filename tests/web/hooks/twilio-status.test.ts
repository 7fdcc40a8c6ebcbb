import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RecoveryUnavailableError } from '../../../client/index.js';
import type { Settlement } from '../../../domain/sends/send-row.js';
import { settleTaskId } from '../../../domain/tasks/task.js';
import { aReport } from '../../domain/support/builders.js';
import { marks } from '../../support/marks.js';
import { noon, Outage, startEdge, type Edge } from '../support/server.js';
import { aCase, aDoubt, aSent, callBack, callbackPath, rowOf, startDoors, statusOf } from './support/doors.js';

let edge: Edge;
beforeEach(async () => {
  edge = await startDoors();
  await aCase(edge);
});
afterEach(() => edge.app.close());

const accepted: Settlement = { state: 'accepted', providerId: 'SM1', at: noon - 50_000 };
const slot = '1/apology/1/sms';
const toCase = { tenant: 'acme', customerId: 'c-77', caseId: 'order-1041-late', actor: 'system', slot };

describe('a status of Twilio', () => {
  it.each([
    ['queued', 'claimed'],
    ['sending', 'claimed'],
    ['accepted', 'claimed'],
    ['read', 'claimed'],
    ['sent', 'accepted'],
    ['delivered', 'delivered'],
    ['undelivered', 'failed'],
    ['failed', 'failed'],
  ])('%s leaves a message that was claimed as %s', async (status, state) => {
    const sent = await aSent(edge);
    expect((await callBack(edge, sent.mark, statusOf(status))).statusCode).toBe(204);
    expect(await rowOf(edge, sent)).toMatchObject({ state });
  });

  it.each([
    ['21610', 'opted_out', true],
    ['30003', 'unreachable_number', true],
    ['30005', 'unreachable_number', true],
    ['30006', 'unreachable_number', true],
    ['30004', 'blocked', true],
    ['30007', 'refused_by_provider', false],
    ['30008', 'not_delivered', false],
    ['', 'not_delivered', false],
  ])('of error %s fails the message as %s; that its number is stopped is %s', async (ErrorCode, code, stops) => {
    const sent = await aSent(edge, { settlement: accepted });
    await callBack(edge, sent.mark, statusOf('undelivered', { ErrorCode }));
    expect(await rowOf(edge, sent)).toMatchObject({ state: 'failed', code });
    const stop = { reason: code, at: noon, source: 'twilio' };
    expect(await edge.stores.addresses.stops(sent.addressHash)).toEqual(stops ? [stop] : []);
    expect(edge.recoveries.told).toEqual([{ ...toCase, type: 'delivery_failed', code }]);
  });

  it('that it was delivered tells the case nothing, and a second copy of each status changes nothing', async () => {
    const sent = await aSent(edge, { settlement: accepted });
    await callBack(edge, sent.mark, statusOf('delivered'));
    const row = await rowOf(edge, sent);
    for (const status of ['delivered', 'sent', 'delivered']) {
      edge.time.now += 1_000;
      expect((await callBack(edge, sent.mark, statusOf(status))).statusCode).toBe(204);
    }
    expect(await rowOf(edge, sent)).toEqual(row);
    expect(edge.recoveries.told).toEqual([]);
  });

  it('of a failure is told to the case once, however often it comes', async () => {
    const sent = await aSent(edge, { settlement: accepted });
    for (let copy = 0; copy < 3; copy++) await callBack(edge, sent.mark, statusOf('failed', { ErrorCode: '30003' }));
    expect(edge.recoveries.told).toHaveLength(1);
  });

  it.each(['sent', 'delivered'])('%s ends a doubt: row, task and case', async (status) => {
    const sent = await aDoubt(edge);
    await callBack(edge, sent.mark, statusOf(status));
    expect(await rowOf(edge, sent)).toMatchObject({
      state: status === 'sent' ? 'accepted' : 'delivered',
      providerId: 'SM1',
    });
    expect(edge.recoveries.told).toEqual([{ ...toCase, type: 'send_settled', verdict: 'arrived' }]);
    const task = await edge.stores.tasks.get({ tenant: 'acme', taskId: settleTaskId({ ...sent, generation: 1 }) });
    expect(task?.done).toMatchObject({ actor: 'system', at: noon });
  });

  it('that it failed ends a doubt, too, and the case hears of the failure alone', async () => {
    const sent = await aDoubt(edge);
    await callBack(edge, sent.mark, statusOf('undelivered', { ErrorCode: '30008' }));
    expect(edge.recoveries.told).toEqual([{ ...toCase, type: 'delivery_failed', code: 'not_delivered' }]);
    const task = await edge.stores.tasks.get({ tenant: 'acme', taskId: settleTaskId({ ...sent, generation: 1 }) });
    expect(task?.done).toMatchObject({ actor: 'system' });
  });

  it('about a message of a closed case is taken without a fault', async () => {
    edge.recoveries.running = false;
    const sent = await aSent(edge, { settlement: accepted });
    expect((await callBack(edge, sent.mark, statusOf('failed'))).statusCode).toBe(204);
    expect(await rowOf(edge, sent)).toMatchObject({ state: 'failed' });
  });
});

describe('the failure of the first message of a case', () => {
  it('is told to the case even before anything of it was written down: the incident says whose it is', async () => {
    const { incidents } = edge.stores;
    await incidents.put(aReport({ id: 'inc-9' }));
    const sent = await aSent(edge, { key: `acme/inc-9/${slot}`, settlement: accepted });
    await callBack(edge, sent.mark, statusOf('failed'));
    expect(edge.recoveries.told).toMatchObject([{ customerId: 'cust-1', caseId: 'inc-9', code: 'not_delivered' }]);
  });
});

describe('a report that cannot be taken', () => {
  it('because the case does not hear of a failure is answered 503 and leaves the message open; once it is heard, it is taken', async () => {
    const sent = await aDoubt(edge, { receiptWithin: 3_600_000 });
    const failure = () => callBack(edge, sent.mark, statusOf('undelivered', { ErrorCode: '21610' }));
    edge.recoveries.failure = new RecoveryUnavailableError('telling');
    expect((await failure()).statusCode).toBe(503);
    expect(await rowOf(edge, sent)).toMatchObject({ state: 'in_doubt' });
    // Whatever else: nobody writes to a number that has opted out.
    expect(await edge.stores.addresses.stops(sent.addressHash)).toHaveLength(1);
    edge.recoveries.failure = undefined;
    expect((await failure()).statusCode).toBe(204);
    expect(await rowOf(edge, sent)).toMatchObject({ state: 'failed' });
    expect(edge.recoveries.told).toHaveLength(1);
  });

  it('that a message in doubt was taken is kept all the same, or it would be sent again; the case hears with the repeat', async () => {
    const sent = await aDoubt(edge);
    edge.recoveries.failure = new RecoveryUnavailableError('telling');
    expect((await callBack(edge, sent.mark, statusOf('sent'))).statusCode).toBe(503);
    expect(await rowOf(edge, sent)).toMatchObject({ state: 'accepted' });
    edge.recoveries.failure = undefined;
    expect((await callBack(edge, sent.mark, statusOf('delivered'))).statusCode).toBe(204);
    expect(edge.recoveries.told).toMatchObject([{ type: 'send_settled', verdict: 'arrived' }]);
  });

  it('because the store is away is answered 503', async () => {
    const sent = await aSent(edge, { settlement: accepted });
    edge.stores.sends.report = () => Promise.reject(new Outage());
    expect((await callBack(edge, sent.mark, statusOf('delivered'))).statusCode).toBe(503);
  });
});

describe('a report about no message', () => {
  const unknown = marks.markOf('acme/nothing/1/apology/1/sms', 'f00d');

  it.each([
    ['a mark of no message', unknown],
    ['no mark', ''],
    ['two marks', `${unknown}&k=${unknown}`],
    ['no form of a mark', 'a%2Fb'],
  ])('with %s is answered as taken and logged without what it says', async (_, mark) => {
    expect((await callBack(edge, mark, statusOf('failed'))).statusCode).toBe(204);
    expect(edge.recoveries.told).toEqual([]);
    const log = edge.logged.join('');
    expect(log).toContain('"source":"twilio","result":"unknown","count":1');
    expect(log).not.toMatch(/\+1202|SM1/);
    expect(log).not.toContain(unknown);
  });

  it('that names neither message nor status at Twilio is refused as malformed', async () => {
    const { AccountSid = '' } = statusOf('sent');
    expect((await callBack(edge, unknown, { AccountSid })).statusCode).toBe(400);
  });
});

describe('the door of Twilio', () => {
  it('is not there without the account and its token, and says which settings are missing', async () => {
    const shut = await startEdge();
    const answer = await shut.app.inject({ method: 'POST', url: callbackPath, payload: {} });
    await shut.app.close();
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ detail: expect.stringContaining('TWILIO_AUTH_TOKEN') as string });
  });

  it('reads no more than 64 KiB', async () => {
    const note = 'x'.repeat(65_536);
    expect((await callBack(edge, '', statusOf('sent', { note }))).statusCode).toBe(413);
  });

  it('is open to each address as often as to a key, and not more often', async () => {
    const small = await startDoors({ rateLimits: { perKey: 2, perAddress: 1 } });
    const codes = [];
    for (let time = 0; time < 3; time++) codes.push((await callBack(small, '', statusOf('sent'))).statusCode);
    await small.app.close();
    expect(codes).toEqual([204, 204, 429]);
  });
});
