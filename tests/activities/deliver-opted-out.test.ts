import { beforeEach, describe, expect, it } from 'vitest';
import type { MessageOrder } from '../../domain/case/case-events.js';
import type { MessageType } from '../../domain/contact/messages.js';
import { type OptOutClass, ownSubject } from '../../domain/contact/opt-outs.js';
import type { SendResult } from '../../domain/journey/results.js';
import type { ConsentWord } from '../../ports/consent-store.js';
import { DAY, T0 } from '../domain/support/builders.js';
import { marks } from '../support/marks.js';
import { aSend, Desk } from './support/desk.js';

const email = 'ada@customers.example';
const phone = '+12025550143';
const one = { tenant: 'acme', customerId: 'cust-1' };
const word: ConsentWord = { at: T0, source: 'agent', actor: 's-104', wording: 'no more, please' };

let desk: Desk;
let programme: string;
beforeEach(async () => {
  desk = new Desk();
  programme = await desk.publish();
  await desk.reported();
  await desk.stores.customers.upsert('acme', { id: 'cust-1', locale: 'en', email, phone }, T0);
});

function deliver(order: Partial<MessageOrder> = {}, caseId = 'inc-1'): Promise<SendResult> {
  const surveyOpenFor = order.message?.startsWith('survey') === true ? { surveyOpenFor: DAY } : {};
  return desk.run(() => desk.activities.deliver({ ...aSend(programme, order), caseId, ...surveyOpenFor }));
}
const hash = (channel: 'email' | 'sms'): string => marks.hashAddress(channel, channel === 'email' ? email : phone);
const optOut = (subject: string, of: OptOutClass): Promise<void> => desk.stores.consents.optOut(subject, of, word);
const surveys: readonly MessageType[] = ['survey', 'survey_reminder'];

describe('a phone that has opted out', () => {
  it('gets no text, and mails go on; the control: without the opt-out the text goes out', async () => {
    await optOut(hash('sms'), 'all');
    expect(await deliver({ channel: 'sms' })).toEqual({ kind: 'skipped', reason: 'opted_out' });
    expect(await deliver({ channel: 'email' })).toEqual({ kind: 'accepted' });
    await desk.stores.consents.optIn(hash('sms'), 'all', { ...word, at: T0 + 1 });
    expect(await deliver({ channel: 'sms', request: 2 })).toEqual({ kind: 'accepted' });
    expect(desk.inbox.map(({ to }) => to)).toEqual([email, phone]);
  });

  it('is looked at after the claim: an opt-out that comes between the two keeps the text back', async () => {
    const { sends } = desk.stores;
    const claim = sends.claim.bind(sends);
    sends.claim = async (wish) => {
      const claimed = await claim(wish);
      await optOut(wish.addressHash, 'all');
      return claimed;
    };
    expect(await deliver({ channel: 'sms' })).toEqual({ kind: 'skipped', reason: 'opted_out' });
    expect(desk.inbox).toEqual([]);
  });

  it('stays silent for its customer also at the number that corrects it, and not for another customer there', async () => {
    await optOut(ownSubject(one, 'sms'), 'all');
    await desk.stores.customers.correct(one, { phone: '+12025550144' }, T0 + 1);
    expect(await deliver({ channel: 'sms' })).toEqual({ kind: 'skipped', reason: 'opted_out' });
    await desk.stores.customers.upsert('acme', { id: 'cust-2', locale: 'en', phone: '+12025550144' }, T0);
    const other = { ...aSend(programme, { channel: 'sms' }), customerId: 'cust-2', caseId: 'inc-2' };
    expect(await desk.run(() => desk.activities.deliver(other))).toEqual({ kind: 'accepted' });
  });

  it('that its provider knows of is kept as the word of the customer, once however often it is found', async () => {
    desk.sms.next('inc-1', () => ({ kind: 'rejected', permanent: true, code: 'opted_out' }));
    for (let time = 0; time < 3; time++) {
      expect(await deliver({ channel: 'sms' })).toEqual({ kind: 'rejected', code: 'opted_out' });
    }
    const history = await desk.stores.consents.history([ownSubject(one, 'sms')]);
    expect(history).toMatchObject([{ of: 'all', stops: true, words: [{ source: 'provider', at: T0 }] }]);
    expect(history[0]?.words).toHaveLength(1);
  });

  it('keeps no mail back: a stop is of its channel', async () => {
    await optOut(ownSubject(one, 'sms'), 'all');
    for (const message of ['acknowledgement', 'survey'] as const) {
      expect(await deliver({ message, channel: 'email' })).toEqual({ kind: 'accepted' });
    }
  });
});

describe('who does not want to be asked how it went', () => {
  it.each(surveys)('gets no %s, by whatever channel they said so', async (message) => {
    await optOut(ownSubject(one, 'email'), 'survey');
    for (const channel of ['email', 'sms'] as const) {
      expect(await deliver({ message, channel })).toEqual({ kind: 'skipped', reason: 'unsubscribed' });
    }
    expect(desk.inbox).toEqual([]);
  });

  it('gets everything about their case', async () => {
    await optOut(ownSubject(one, 'email'), 'survey');
    await optOut(hash('email'), 'survey');
    for (const message of ['acknowledgement', 'resolution', 'closing'] as const) {
      expect(await deliver({ message })).toEqual({ kind: 'accepted' });
    }
  });

  it('at an address that others share spares them there too', async () => {
    await optOut(hash('email'), 'survey');
    expect(await deliver({ message: 'survey' })).toEqual({ kind: 'skipped', reason: 'unsubscribed' });
    expect(await deliver({ message: 'survey', channel: 'sms' })).toEqual({ kind: 'accepted' });
  });

  it('is not taken for one who wants no promotion: who wants only that gets the survey', async () => {
    await optOut(ownSubject(one, 'email'), 'marketing');
    expect(await deliver({ message: 'survey' })).toEqual({ kind: 'accepted' });
  });
});

describe('the word that a channel has ended', () => {
  const confirm = (caseId?: string): Promise<SendResult> =>
    deliver({ message: 'opt_out_confirmation', channel: 'sms' }, caseId);

  it('goes to a phone that has opted out, once, also where two cases share it and try again', async () => {
    await optOut(hash('sms'), 'all');
    await optOut(ownSubject(one, 'sms'), 'all');
    for (let time = 0; time < 2; time++) {
      expect(await confirm()).toEqual({ kind: 'accepted' });
      expect(await confirm('inc-2')).toEqual({ kind: 'skipped', reason: 'confirmed_already' });
    }
    expect(desk.inbox).toHaveLength(1);
  });

  it.each(['complained', 'unreachable_number', 'blocked'] as const)(
    'does not go where the address is stopped as %s',
    async (reason) => {
      await optOut(hash('sms'), 'all');
      await desk.stores.addresses.stop(hash('sms'), { reason, at: T0 + 1, source: 'sms' });
      expect(await confirm()).toEqual({ kind: 'skipped', reason });
    },
  );

  it('does not go to a phone that has come back meanwhile', async () => {
    await optOut(hash('sms'), 'all');
    await desk.stores.consents.optIn(hash('sms'), 'all', { ...word, at: T0 + 1 });
    expect(await confirm()).toEqual({ kind: 'skipped', reason: 'confirmed_already' });
    expect(desk.inbox).toEqual([]);
  });
});
