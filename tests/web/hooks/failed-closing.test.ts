import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../../domain/case/case-events.js';
import type { CaseView } from '../../../domain/case/case-view.js';
import type { SendClaim } from '../../../domain/sends/send-row.js';
import type { MessageType } from '../../../domain/contact/messages.js';
import { goOn, putCase, record } from '../support/builders.js';
import { bearer, keys, noon, type Edge } from '../support/server.js';
import { aSent, callBack, postMail, rowOf, startDoors, statusOf } from './support/doors.js';

const CASE = 'order-1041-late';
const TASK = `reach-${CASE}-closing-1-1`;
const accepted = { state: 'accepted', providerId: 'm1', at: noon - 50_000 } as const;

let edge: Edge;
beforeEach(async () => {
  edge = await startDoors({ readPatience: 100 });
  await putCase(edge.stores.cases);
});
afterEach(() => edge.app.close());

const closes = (view: Partial<CaseView> = { stage: 'closed' }) => goOn(edge.stores.cases, CASE, view);
const sent = (message: MessageType, channel: 'email' | 'sms' = 'email') =>
  aSent(edge, { key: `acme/${CASE}/1/${message}/1/${channel}`, settlement: accepted });
const tasks = async () => (await edge.stores.tasks.list({ tenant: 'acme' }, { limit: 10 })).items;

/** What the provider says of a mail. */
async function says({ mark }: SendClaim, type: string, more: object = {}): Promise<void> {
  const named = { at: new Date(noon).toISOString(), messageId: `<${mark}@larkfield.example>` };
  expect((await postMail(edge, { type, ...named, ...more })).statusCode).toBe(204);
}
const bounces = (mail: SendClaim) => says(mail, 'email.bounced', { bounce: { kind: 'hard', status: '5.1.1' } });
const undelivered = (slot: string): CaseEvent => {
  return { type: 'message_undelivered', slot, code: 'bad_address', at: noon, actor: 'system', rules: 1 };
};

describe('a closing message that bounces after its case has closed', () => {
  it('asks a person to tell the customer how the case ended, and fails; once, however often it is reported', async () => {
    await closes();
    const mail = await sent('closing');
    await bounces(mail);
    await bounces(mail);
    expect(await rowOf(edge, mail)).toMatchObject({ state: 'failed' });
    const task = { id: TASK, caseId: CASE, kind: 'reach_customer', send: mail.key, raisedAt: noon };
    expect(await tasks()).toEqual([{ tenant: 'acme', ...task }]);
  });

  it('asks nobody again when its next report comes after a person was done', async () => {
    await closes();
    await bounces(await sent('closing'));
    const end = { outcome: 'reached', actor: 's-104', note: 'called', at: noon } as const;
    await edge.stores.tasks.done({ tenant: 'acme', taskId: TASK }, end);
    await callBack(edge, (await sent('closing', 'sms')).mark, statusOf('undelivered', { ErrorCode: '30003' }));
    expect(await tasks()).toMatchObject([{ id: TASK, done: end }]);
  });

  it('asks a person also where no run is left to hear of it', async () => {
    edge.recoveries.running = false;
    await closes();
    await bounces(await sent('closing'));
    expect(await tasks()).toMatchObject([{ id: TASK }]);
  });

  it('asks a person where the case is being closed at this moment', async () => {
    const mail = await sent('closing');
    const [, closed] = await Promise.all([
      bounces(mail),
      new Promise((done) => setImmediate(done)).then(() => closes()),
    ]);
    expect(closed).toBeUndefined();
    expect(await tasks()).toMatchObject([{ id: TASK }]);
  });

  it('fails only when the task is on the list: the same report goes on from there', async () => {
    await closes();
    const mail = await sent('closing');
    const raise = edge.stores.tasks.raise.bind(edge.stores.tasks);
    edge.stores.tasks.raise = () => Promise.reject(new Error('the store is gone'));
    const event = { type: 'email.bounced', at: new Date(noon).toISOString(), messageId: `<${mail.mark}@x.example>` };
    expect((await postMail(edge, { ...event, bounce: { kind: 'hard' } })).statusCode).toBe(500);
    expect(await rowOf(edge, mail)).toMatchObject({ state: 'accepted' });
    edge.stores.tasks.raise = raise;
    await bounces(mail);
    expect(await tasks()).toMatchObject([{ id: TASK }]);
  });
});

describe('nobody is asked to reach the customer', () => {
  it('where the case is open and hears of the failure itself', async () => {
    await bounces(await sent('closing'));
    expect(edge.recoveries.told).toMatchObject([{ type: 'delivery_failed', slot: '1/closing/1/email' }]);
    expect(await tasks()).toEqual([]);
  });

  it('where the case has heard of it before it closed', async () => {
    await record(edge.stores.cases, CASE, undelivered('1/closing/1/email'));
    await closes();
    await bounces(await sent('closing'));
    expect(await tasks()).toEqual([]);
  });

  it.each(['survey', 'follow_up', 'resolution'] as const)(
    'about a %s that fails after the case has closed',
    async (one) => {
      await closes();
      const mail = await sent(one);
      await bounces(mail);
      expect(await rowOf(edge, mail)).toMatchObject({ state: 'failed' });
      expect(await tasks()).toEqual([]);
    },
  );

  it('about a closing message of which they complained, or which was delivered', async () => {
    await closes();
    const mail = await sent('closing');
    await says(mail, 'email.complained');
    await says(mail, 'email.delivered');
    expect(await tasks()).toEqual([]);
  });
});

describe('the task to tell a customer how their case ended', () => {
  const ask = async (method: 'GET' | 'POST', url: string, payload?: object) =>
    edge.app.inject({ method, url, headers: bearer(keys.agent), ...(payload && { payload }) });
  beforeEach(async () => {
    await closes();
    await bounces(await sent('closing'));
  });

  it('names the customer, the case, and what is owed', async () => {
    expect((await ask('GET', `/v1/tasks/${TASK}`)).json()).toMatchObject({
      caseId: CASE,
      customerId: 'c-77',
      what: 'Tell the customer by other means how their case ended: the closing by email did not arrive, and the case is closed.',
      owed: ['how their case ended'],
      outcomes: ['reached', 'not_reached'],
    });
  });

  it('shows what the message said', async () => {
    const said = { slot: '', message: 'closing', channel: 'email', at: noon, inDoubt: false, locale: 'en' } as const;
    const ofSlot = (_: unknown, slot: string) =>
      Promise.resolve({ ...said, subject: 'The end', text: `All of ${slot}.` });
    const { stores } = edge;
    await edge.app.close();
    edge = { ...(await startDoors({ stores, received: { ofSlot, ofCase: () => Promise.resolve([]) } })), stores };
    const text = { locale: 'en', subject: 'The end', text: 'All of 1/closing/1/email.' };
    expect((await ask('GET', `/v1/tasks/${TASK}`)).json()).toMatchObject({ text });
  });

  it('is done without a case to tell, also where that was opened again since', async () => {
    await closes({ stage: 'resolve' });
    const before = edge.recoveries.told.length;
    const end = { outcome: 'reached', note: 'called' };
    expect((await ask('POST', `/v1/tasks/${TASK}/done`, end)).statusCode).toBe(200);
    expect(await tasks()).toMatchObject([{ done: { ...end, actor: 's-104' } }]);
    expect(edge.recoveries.told).toHaveLength(before);
  });
});
