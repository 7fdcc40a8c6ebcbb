import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RecoveryUnavailableError } from '../../../client/index.js';
import { ownSubject } from '../../../domain/contact/opt-outs.js';
import type { CustomerRef } from '../../../ports/customer-store.js';
import type { StoredInput } from '../../../ports/input-store.js';
import { aProgramme } from '../../support/a-programme.js';
import { marks } from '../../support/marks.js';
import { putCase } from '../support/builders.js';
import { noon, Outage, type Edge } from '../support/server.js';
import { startDoors } from './support/doors.js';
import { inboundPath, phone, text } from './support/texts.js';

const SILENT = '<?xml version="1.0" encoding="UTF-8"?><Response/>';
const ada = { tenant: 'acme', customerId: 'c-77' };
const phoneHash = marks.hashAddress('sms', phone);

let edge: Edge;
let heard: StoredInput[];
beforeEach(async () => {
  heard = [];
  edge = await startDoors({ hearInput: (one) => Promise.resolve(void heard.push(one)) });
  await known(ada);
});
afterEach(() => edge.app.close());

const known = ({ tenant, customerId: id }: CustomerRef, more: object = {}): Promise<void> =>
  edge.stores.customers.upsert(tenant, { id, locale: 'en', phone, ...more }, noon);
const reasons = async (subject = phoneHash) => (await edge.stores.addresses.stops(subject)).map(({ reason }) => reason);
const toldOf = () => edge.recoveries.told.map(({ type, customerId }) => `${type} ${customerId}`);

describe('STOP from a phone', () => {
  it('is kept with its evidence for the phone and its customer, told to the open case, and answered with nothing', async () => {
    await putCase(edge.stores.cases);
    const answer = await text(edge, 'Please stop texting me', { MessageSid: 'SMa' });
    expect([answer.statusCode, answer.headers['content-type'], answer.body]).toEqual([
      ...[200, 'text/xml; charset=utf-8', SILENT],
    ]);
    expect([await reasons(), await reasons(ownSubject(ada, 'sms'))]).toEqual([['opted_out'], ['opted_out']]);
    const [history] = await edge.stores.consents.history([phoneHash]);
    const word = { at: noon, source: 'sms_reply', actor: 'customer', wording: 'Please stop texting me', ref: 'SMa' };
    expect(history?.words).toEqual([{ ...word, said: 'opt_out' }]);
    expect(edge.recoveries.told).toEqual([
      {
        ...{ type: 'channel_stopped', ...ada, caseId: 'order-1041-late', actor: 'customer' },
        ...{ channel: 'sms', scope: 'all', confirm: true },
      },
    ]);
    expect(heard).toEqual([]);
  });

  it('is kept all the same where nobody has a case, and where nobody is known to have the phone', async () => {
    await text(edge, 'STOP');
    const stranger = '+12025550144';
    await text(edge, 'STOP', { From: stranger });
    expect([await reasons(), await reasons(marks.hashAddress('sms', stranger))]).toEqual([
      ['opted_out'],
      ['opted_out'],
    ]);
    expect(edge.recoveries.told).toEqual([]);
  });

  it('covers everybody who shares it, of any tenant, and nobody else', async () => {
    const bea = { tenant: 'other', customerId: 'b-1' };
    await known(bea);
    await known({ tenant: 'acme', customerId: 'c-1' }, { phone: '+12025550144' });
    await putCase(edge.stores.cases);
    await putCase(edge.stores.cases, { caseId: 'case-2', customerId: 'c-1' });
    await text(edge, 'STOP');
    expect(await reasons(ownSubject(bea, 'sms'))).toEqual(['opted_out']);
    expect(toldOf()).toEqual(['channel_stopped c-77']);
  });

  it('counts once: told of again after START it stops nothing', async () => {
    await putCase(edge.stores.cases);
    await text(edge, 'STOP', { MessageSid: 'SMa' });
    await text(edge, 'START', { MessageSid: 'SMb' });
    edge.recoveries.told.splice(0);
    await text(edge, 'STOP', { MessageSid: 'SMa' });
    expect([await reasons(), await reasons(ownSubject(ada, 'sms')), toldOf()]).toEqual([[], [], []]);
  });

  it('that its provider has taken as one is believed, whatever the words, and not confirmed twice', async () => {
    await putCase(edge.stores.cases);
    await text(edge, 'Arrêt', { OptOutType: 'STOP' });
    expect(await reasons()).toEqual(['opted_out']);
    expect(edge.recoveries.told).toMatchObject([{ type: 'channel_stopped', confirm: false }]);
    expect(heard).toEqual([]);
  });

  it('is kept where the case cannot be told now, and the provider hears of no fault', async () => {
    await putCase(edge.stores.cases);
    edge.recoveries.failure = new RecoveryUnavailableError('telling of channel_stopped');
    expect((await text(edge, 'STOP')).statusCode).toBe(200);
    expect(await reasons()).toEqual(['opted_out']);
    expect(edge.logged.join('')).toContain('did not hear of an opt-out');
    const tells = { ...ada, channel: 'sms', scope: 'all', confirm: true, actor: 'customer' };
    const untold = { ...tells, subject: ownSubject(ada, 'sms'), at: noon, stands: true };
    expect(await edge.stores.consents.untold(noon + 1)).toEqual([untold]);
  });

  it('that cannot be kept is no success: the provider may send it again', async () => {
    edge.stores.consents.optOut = () => Promise.reject(new Outage('away'));
    expect((await text(edge, 'STOP')).statusCode).toBe(503);
  });

  it('keeps no more than 500 letters of the wording', async () => {
    await text(edge, `Stop texting me. ${'x'.repeat(1_500)}`);
    const [history] = await edge.stores.consents.history([phoneHash]);
    expect(history?.words[0]?.wording).toHaveLength(500);
  });
});

describe('START from a phone', () => {
  it('frees it and its customer, and the case hears that it may send there what it still wants', async () => {
    await putCase(edge.stores.cases);
    await text(edge, 'STOP');
    edge.recoveries.told.splice(0);
    await text(edge, 'Start');
    expect([await reasons(), await reasons(ownSubject(ada, 'sms'))]).toEqual([[], []]);
    expect(edge.recoveries.told).toMatchObject([{ type: 'channel_freed', channel: 'sms' }]);
    expect((await edge.stores.customers.get(ada))?.correctedAt).toEqual({ sms: noon });
  });

  it('leaves standing that its customer does not want to be asked', async () => {
    await putCase(edge.stores.cases);
    const word = { at: noon - 1, source: 'agent', actor: 's-104' } as const;
    await edge.stores.consents.optOut(ownSubject(ada, 'sms'), 'survey', word);
    await text(edge, 'START');
    expect(await reasons(ownSubject(ada, 'sms'))).toEqual(['unsubscribed']);
    expect(edge.recoveries.told).toMatchObject([
      { type: 'channel_freed' },
      { type: 'channel_stopped', scope: 'survey', confirm: false },
    ]);
  });

  it('is not YES, which answers a question: that goes to a person', async () => {
    await text(edge, 'STOP');
    await text(edge, 'YES');
    expect(await reasons()).toEqual(['opted_out']);
    expect(heard).toMatchObject([{ text: 'YES', kind: 'reply' }]);
    await text(edge, 'YES', { OptOutType: 'START' });
    expect(await reasons()).toEqual([]);
  });
});

describe('HELP from a phone', () => {
  const messageOf = (body: string) => /<Message>(.*)<\/Message>/.exec(body)?.[1];

  it('is answered with the brand, in the language of whoever has the phone, and changes nothing', async () => {
    await edge.stores.programmes.publish('acme', { ...aProgramme(), brand: 'Larks & <Sons>' }, noon);
    await known(ada, { locale: 'de-AT' });
    const answer = await text(edge, 'HELP');
    expect(messageOf(answer.body)).toMatch(/^Larks &#38; &#60;Sons&#62;: Wir schreiben Ihnen zu Ihrem Fall/);
    expect([await reasons(), heard]).toEqual([[], []]);
  });

  it('is answered without a brand where nobody is known to have it, and by nobody where the provider has', async () => {
    expect(messageOf((await text(edge, 'HELP', { From: '+12025550144' })).body)).toMatch(/^we text you/);
    expect((await text(edge, 'HELP', { OptOutType: 'HELP' })).body).toBe(SILENT);
  });
});

describe('what else a phone sends', () => {
  it('goes on for a person to read, with where it came from', async () => {
    await text(edge, 'Where is my parcel?', { MessageSid: 'SMa' });
    expect(heard).toEqual([
      {
        ...{ inputId: 'sms-SMa', kind: 'reply', channel: 'sms', receivedAt: noon, text: 'Where is my parcel?' },
        ...{ ...ada, reading: 'reply' },
      },
    ]);
    expect(await reasons()).toEqual([]);
  });

  it('»please stop, just call me« ends the texts first, then asks for the call', async () => {
    await putCase(edge.stores.cases);
    await text(edge, 'please stop, just call me');
    expect([toldOf(), heard.map(({ kind }) => kind)]).toEqual([['channel_stopped c-77'], ['call_me']]);
  });

  it('besides STOP is stored before any case is told, so that an outage in between loses no call', async () => {
    await putCase(edge.stores.cases);
    const input = { tenant: 'acme', inputId: 'sms-SMb' };
    edge.stores.cases.unclosedOf = () => Promise.reject(new Outage('away'));
    expect((await text(edge, 'please stop, just call me', { MessageSid: 'SMb' })).statusCode).toBe(503);
    expect(await edge.stores.inputs.get(input)).toMatchObject({ kind: 'call_me', ...ada });
    expect([await reasons(), heard]).toEqual([['opted_out'], []]);
  });

  it('of which we cannot be sure ends the texts, and a person reads it', async () => {
    await text(edge, 'Enough!');
    expect([await reasons(), heard.length]).toEqual([['opted_out'], 1]);
  });

  it.each(['whatsapp:+12025550143', '22395', 'SHOP'])(
    'from %s, which is no phone, is answered with nothing',
    async (From) => {
      const answer = await text(edge, 'STOP', { From });
      expect([answer.statusCode, answer.body, heard]).toEqual([200, SILENT, []]);
    },
  );

  it('is in no log line, and neither is the phone', async () => {
    await text(edge, 'My parcel of tulips');
    expect(edge.logged.join('')).not.toMatch(/tulips|2025550143/);
  });
});

describe('the door of texts', () => {
  it.each([
    ['without a signature', { headers: {} }],
    ['with a forged one', { headers: { 'x-twilio-signature': 'RSOYDt4T1cUTdK1PDd93/VVr8B8=' } }],
  ])('believes nobody %s', async (_what, { headers }) => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const payload = new URLSearchParams({ From: phone, Body: 'STOP', MessageSid: 'SM1' }).toString();
    const answer = await edge.app.inject({
      method: 'POST',
      url: inboundPath,
      headers: { ...type, ...headers },
      payload,
    });
    expect([answer.statusCode, await reasons()]).toEqual([403, []]);
  });

  it('believes no other account, and refuses what is no text', async () => {
    expect((await text(edge, 'STOP', { AccountSid: `AC${'f'.repeat(32)}` })).statusCode).toBe(403);
    expect((await text(edge, 'STOP', { MessageSid: '' })).statusCode).toBe(400);
    expect(await reasons()).toEqual([]);
  });
});
