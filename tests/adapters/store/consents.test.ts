import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import { ownSubject } from '../../../domain/contact/opt-outs.js';
import type { ConsentWord } from '../../../ports/consent-store.js';
import { newTenant, noon } from './builders.js';
import { atOnce, counted, twins } from './twins.js';

let subjects = 0;
/** A phone of its own for each test. */
const aPhone = (): string => `phone-${(subjects += 1)}`;

const stop: ConsentWord = { at: noon, source: 'sms_reply', actor: 'customer', wording: 'STOP', ref: 'SM1' };
const start: ConsentWord = { at: noon + 9, source: 'sms_reply', actor: 'customer', wording: 'START', ref: 'SM2' };

describe.each(twins)('opt-outs in $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());
  const stops = (subject: string) => stores.addresses.stops(subject);

  it('an opt-out stops a phone with its evidence, and no other phone', async () => {
    const phone = aPhone();
    await stores.consents.optOut(phone, 'all', stop);
    expect(await stops(phone)).toStrictEqual([{ reason: 'opted_out', at: noon, source: 'sms_reply' }]);
    const history = { subject: phone, of: 'all', stops: true, words: [{ ...stop, said: 'opt_out' }] };
    expect(await stores.consents.history([phone])).toStrictEqual([history]);
    expect([await stops(aPhone()), await stores.consents.history([aPhone()])]).toEqual([[], []]);
  });

  it('each class is an opt-out of its own', async () => {
    const phone = aPhone();
    for (const of of ['survey', 'marketing'] as const) await stores.consents.optOut(phone, of, stop);
    expect((await stops(phone)).map(({ reason }) => reason)).toEqual(['no_marketing', 'unsubscribed']);
    await stores.consents.optIn(phone, 'survey', start);
    expect((await stops(phone)).map(({ reason }) => reason)).toEqual(['no_marketing']);
  });

  it('one look finds the stops of a phone and those of its owner, and whose each is', async () => {
    const phone = aPhone();
    const own = ownSubject({ tenant: newTenant(), customerId: 'customer-1' }, 'sms');
    await stores.consents.optOut(own, 'survey', { ...stop, at: noon + 1 });
    await stores.addresses.stop(phone, { reason: 'blocked', at: noon, source: 'sms' });
    expect(await stores.addresses.stopsOf([phone, own, aPhone()])).toStrictEqual([
      { subject: phone, reason: 'blocked', at: noon, source: 'sms' },
      { subject: own, reason: 'unsubscribed', at: noon + 1, source: 'sms_reply' },
    ]);
    expect(await stores.addresses.stopsOf([])).toEqual([]);
  });

  const wordsOn = async (subject: string): Promise<readonly string[]> => {
    const histories = await stores.consents.history([subject]);
    return histories.flatMap(({ words }) => words.map(({ said, ref, source }) => `${said} ${ref ?? source}`));
  };

  it('whoever comes back is free, until they go again, and all of it is kept', async () => {
    const phone = aPhone();
    await stores.consents.optOut(phone, 'all', stop);
    await stores.consents.optIn(phone, 'all', start);
    expect(await stops(phone)).toEqual([]);
    await stores.consents.optOut(phone, 'all', { ...stop, at: noon + 20, ref: 'SM3' });
    expect(await stops(phone)).toMatchObject([{ reason: 'opted_out', at: noon + 20 }]);
    expect(await wordsOn(phone)).toEqual(['opt_out SM1', 'opt_in SM2', 'opt_out SM3']);
  });

  it.each([
    ['in the same millisecond', 9],
    ['by a process whose clock is behind', 5],
  ])('a STOP that is heard after a START %s stops all the same, and is the last word', async (_how, after) => {
    const phone = aPhone();
    await stores.consents.optOut(phone, 'all', stop);
    await stores.consents.optIn(phone, 'all', start);
    await stores.consents.optOut(phone, 'all', { ...stop, at: noon + after, ref: 'SM3' });
    expect(await stops(phone)).toMatchObject([{ reason: 'opted_out' }]);
    expect(await wordsOn(phone)).toEqual(['opt_out SM1', 'opt_in SM2', 'opt_out SM3']);
  });

  it('a START that is heard after a STOP of a process whose clock is ahead reverses it, and what confirmed it', async () => {
    const phone = aPhone();
    await stores.consents.optOut(phone, 'all', { ...stop, at: noon + 60 });
    await stores.consents.takeConfirmation(phone, 'key');
    await stores.addresses.stop(phone, { reason: 'opted_out', at: noon + 5, source: 'sms' });
    await stores.consents.optIn(phone, 'all', start);
    expect(await stops(phone)).toEqual([]);
    expect((await wordsOn(phone)).at(-1)).toBe('opt_in SM2');
    await stores.consents.optOut(phone, 'all', { ...stop, at: noon + 20, ref: 'SM3' });
    expect(await stores.consents.takeConfirmation(phone, 'another')).toBe(true);
  });

  it('what a provider says from before a reversal is void, in whichever way it comes, and ends no later stop', async () => {
    const phone = aPhone();
    const provider: ConsentWord = { at: noon + 5, source: 'provider', actor: 'system', ref: 'refusal-1' };
    await stores.consents.optOut(phone, 'all', stop);
    await stores.consents.optIn(phone, 'all', start);
    await stores.consents.optOut(phone, 'all', provider);
    await stores.addresses.stop(phone, { reason: 'opted_out', at: noon + 5, source: 'sms' });
    expect(await stops(phone)).toEqual([]);
    await stores.consents.optOut(phone, 'all', { ...stop, at: noon + 20, ref: 'SM3' });
    await stores.consents.optOut(phone, 'all', { ...provider, ref: 'refusal-2' });
    await stores.addresses.stop(phone, { reason: 'opted_out', at: noon + 5, source: 'sms' });
    expect(await stops(phone)).toMatchObject([{ reason: 'opted_out', at: noon + 20 }]);
  });

  it('twenty STOPs and STARTs at once leave each word once, and what was heard last stands', async () => {
    const phone = aPhone();
    const hear = async (index: number): Promise<void> => {
      const word = { ...stop, at: noon - index, ref: `SM${index}` };
      await (index % 2 === 0 ? stores.consents.optOut(phone, 'all', word) : stores.consents.optIn(phone, 'all', word));
    };
    await atOnce(20, hear);
    const words = await wordsOn(phone);
    expect(new Set(words).size).toBe(20);
    expect((await stops(phone)).length).toBe(words.at(-1)?.startsWith('opt_out') === true ? 1 : 0);
  });

  it('the same text counts once, also twenty times at once and after what reversed it', async () => {
    const phone = aPhone();
    await atOnce(20, () => stores.consents.optOut(phone, 'all', stop));
    await atOnce(20, () => stores.consents.optIn(phone, 'all', start));
    await stores.consents.optOut(phone, 'all', { ...stop, at: noon + 30 });
    const [history] = await stores.consents.history([phone]);
    expect([history?.words.length, await stops(phone)]).toEqual([2, []]);
  });

  it('the same word of the same person, as by a second click, is kept once while it stands, and anew after a reversal', async () => {
    const phone = aPhone();
    const { ref: _, ...click } = { ...stop, source: 'one_click' as const };
    for (const at of [noon, noon + 1]) await stores.consents.optOut(phone, 'survey', { ...click, at });
    await stores.consents.optOut(phone, 'survey', { ...click, at: noon + 2, actor: 's-104' });
    await stores.consents.optIn(phone, 'survey', { ...start, at: noon + 3 });
    await stores.consents.optOut(phone, 'survey', { ...click, at: noon + 4 });
    const [history] = await stores.consents.history([phone]);
    expect(history?.words.map(({ said, at }) => `${said} ${at - noon}`)).toEqual([
      ...['opt_out 0', 'opt_out 2', 'opt_in 3', 'opt_out 4'],
    ]);
    expect(await stops(phone)).toMatchObject([{ reason: 'unsubscribed', at: noon + 4 }]);
  });

  it('who comes back without having gone is free, is remembered, and stops like anybody else', async () => {
    const phone = aPhone();
    await stores.consents.optIn(phone, 'all', start);
    expect(await stores.consents.history([phone])).toMatchObject([{ stops: false, words: [{ said: 'opt_in' }] }]);
    expect([await stops(phone), await stores.consents.takeConfirmation(phone, 'key')]).toEqual([[], false]);
    await stores.addresses.stop(phone, { reason: 'opted_out', at: noon + 20, source: 'sms' });
    expect(await stops(phone)).toMatchObject([{ reason: 'opted_out', at: noon + 20 }]);
  });

  it('a START that comes again reverses no later STOP, whether or not it once had one to reverse', async () => {
    for (const before of [[], [stop]]) {
      const phone = aPhone();
      for (const word of before) await stores.consents.optOut(phone, 'all', word);
      await stores.consents.optIn(phone, 'all', start);
      await stores.consents.optOut(phone, 'all', { ...stop, at: noon + 20, ref: 'SM3' });
      await stores.consents.optIn(phone, 'all', { ...start, at: noon + 30 });
      expect(await stops(phone)).toMatchObject([{ reason: 'opted_out', at: noon + 20 }]);
      await stores.consents.optIn(phone, 'all', { ...start, at: noon + 30, ref: 'SM4' });
      expect(await stops(phone)).toEqual([]);
    }
  });

  it('what a provider said is an opt-out too, which the customer reverses', async () => {
    const phone = aPhone();
    await stores.addresses.stop(phone, { reason: 'opted_out', at: noon, source: 'sms' });
    expect(await stores.consents.history([phone])).toMatchObject([
      { of: 'all', stops: true, words: [{ said: 'opt_out', source: 'provider' }] },
    ]);
    await stores.consents.optIn(phone, 'all', start);
    expect(await stops(phone)).toEqual([]);
  });

  it('what a provider says after the customer came back is the last word, once, however often it is said', async () => {
    const phone = aPhone();
    await stores.consents.optOut(phone, 'all', stop);
    await stores.consents.optIn(phone, 'all', start);
    for (const at of [noon + 20, noon + 21, noon + 20]) {
      await stores.addresses.stop(phone, { reason: 'opted_out', at, source: 'sms' });
    }
    expect(await wordsOn(phone)).toEqual(['opt_out SM1', 'opt_in SM2', 'opt_out provider']);
    const [history] = await stores.consents.history([phone]);
    expect([history?.stops, history?.words.at(-1)?.at]).toEqual([true, noon + 20]);
  });

  it('one of twenty senders may confirm a stop, that one again, and another one after the next stop', async () => {
    const phone = aPhone();
    await stores.consents.optOut(phone, 'all', stop);
    const answers = await atOnce(20, (index) => stores.consents.takeConfirmation(phone, `key-${index}`));
    expect(counted(answers.map(String))).toEqual({ true: 1, false: 19 });
    const key = `key-${answers.indexOf(true)}`;
    await stores.consents.optOut(phone, 'all', { ...stop, at: noon - 1, ref: 'SM0' });
    expect(await stores.consents.takeConfirmation(phone, key)).toBe(true);
    expect(await stores.consents.takeConfirmation(phone, 'another')).toBe(false);
    await stores.consents.optIn(phone, 'all', start);
    expect(await stores.consents.takeConfirmation(phone, key)).toBe(false);
    await stores.consents.optOut(phone, 'all', { ...stop, at: noon + 20, ref: 'SM3' });
    expect(await stores.consents.takeConfirmation(phone, 'another')).toBe(true);
  });

  it('one that tells a case is untold until somebody has seen that it heard; a later one stays so', async () => {
    const customer = { tenant: newTenant(), customerId: 'customer-1' };
    const own = ownSubject(customer, 'sms');
    const tells = { ...customer, channel: 'sms', scope: 'all', confirm: true, actor: 'customer' } as const;
    const untold = async (before = Infinity) =>
      (await stores.consents.untold(before)).filter(({ subject }) => subject === own);
    await stores.consents.optOut(own, 'all', { ...stop, tells });
    expect(await untold()).toStrictEqual([{ ...tells, subject: own, at: noon, stands: true }]);
    expect(await untold(noon)).toEqual([]);
    expect((await stores.consents.history([own]))[0]?.words).toEqual([{ ...stop, said: 'opt_out' }]);
    await stores.consents.optIn(own, 'all', start);
    expect(await untold()).toMatchObject([{ at: noon, stands: false }]);
    await stores.consents.optOut(own, 'all', { ...stop, at: noon + 20, ref: 'SM3', tells });
    await stores.consents.told({ subject: own, scope: 'all', at: noon });
    expect(await untold()).toMatchObject([{ at: noon + 20, stands: true }]);
    await stores.consents.told({ subject: own, scope: 'all', at: noon + 20 });
    expect([await untold(), await stops(own)]).toMatchObject([[], [{ reason: 'opted_out' }]]);
  });

  it('one that tells nobody is never untold', async () => {
    const phone = aPhone();
    await stores.consents.optOut(phone, 'all', stop);
    expect((await stores.consents.untold(Infinity)).map(({ subject }) => subject)).not.toContain(phone);
  });

  it('nobody confirms what nobody stopped', async () => {
    expect(await stores.consents.takeConfirmation(aPhone(), 'key')).toBe(false);
  });
});
