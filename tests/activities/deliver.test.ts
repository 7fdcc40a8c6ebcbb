import { beforeEach, describe, expect, it } from 'vitest';
import type { DeliverInput } from '../../activities/contract.js';
import { MemorySendLedger } from '../../adapters/store/memory/send-ledger.js';
import type { MessageOrder } from '../../domain/case/case-events.js';
import type { SendResult } from '../../domain/journey/results.js';
import type { SendClaim, Settlement } from '../../domain/sends/send-row.js';
import type { Claimed, SendLedger } from '../../ports/send-ledger.js';
import type { Survey } from '../../ports/survey-store.js';
import { HOUR, MINUTE, T0 } from '../domain/support/builders.js';
import { aClaim, KEY } from '../domain/support/sends.js';
import { lost, refused, tryLater } from '../support/fake-channel.js';
import { aSend, ATTEMPT, Desk } from './support/desk.js';

const promise = { about: 'news', dueAt: T0 + 24 * HOUR, atLeast: HOUR } as const;
const promiseDueAt = promise.dueAt;
const abandoned = { state: 'in_doubt', code: 'claim_abandoned' } as const;

describe('sending one message', () => {
  let desk: Desk;
  let programme: string;

  beforeEach(async () => {
    desk = new Desk();
    programme = await desk.publish();
    await desk.reported();
  });

  function deliver(order: Partial<MessageOrder> = {}, context: Partial<DeliverInput> = {}): Promise<SendResult> {
    return desk.run(() => desk.activities.deliver({ ...aSend(programme, order), ...context }));
  }

  /** The survey to which the customer was invited. */
  async function invited(): Promise<Survey> {
    const survey = await desk.stores.surveys.ofRound({ tenant: 'acme', caseId: 'inc-1', round: 1 });
    if (survey === undefined) throw new Error('no survey was sent');
    return survey;
  }

  /** A row as an earlier sender left it: claimed, and settled like this. */
  async function left(settlement?: Settlement): Promise<void> {
    const claimed = await desk.stores.sends.claim(aClaim({ promiseDueAt }));
    if (claimed.kind === 'claimed' && settlement !== undefined) {
      await desk.stores.sends.settle(KEY, claimed.generation, settlement);
    }
  }

  it('claims its row, hands over, settles it, and says what the text promised', async () => {
    expect(await deliver({ promise })).toEqual({ kind: 'accepted', promiseDueAt });
    expect(desk.inbox).toMatchObject([{ key: KEY, to: 'ada@customers.example', deadlineAt: T0 + 0.75 * ATTEMPT }]);
    expect(await desk.row()).toMatchObject({ state: 'accepted', providerId: 'p-1', generation: 1, promiseDueAt });
  });

  it('names a thread that is the same for every message of a case, and for no other case', async () => {
    await desk.reported({ id: 'inc-2' });
    await deliver();
    await deliver({ message: 'resolution' });
    await deliver({}, { caseId: 'inc-2' });
    const [first, second, other] = desk.inbox.map(({ thread }) => thread);
    expect(second).toBe(first);
    expect(other).not.toBe(first);
    expect(desk.inbox.map(({ mark }) => mark)).not.toContain(first);
  });

  it('states in its row the locale in which the text was found, which need not be that of the customer', async () => {
    const found = new Desk({
      templates: { render: ({ message }) => Promise.resolve({ text: message, locale: 'pt' }) },
    });
    const hash = await found.publish();
    await found.reported();
    await found.run(() => found.activities.deliver(aSend(hash)));
    expect(await found.row()).toMatchObject({ state: 'accepted', locale: 'pt' });
  });

  it('states no locale where no text was handed over', async () => {
    await deliver({ message: 'survey' }, { surveyOpenFor: HOUR });
    await desk.stores.surveys.answer((await invited()).surveyId, { score: 4, at: T0 });
    await deliver({ message: 'survey_reminder' }, { surveyOpenFor: HOUR });
    expect(await desk.row('1/survey_reminder/1/email')).not.toHaveProperty('locale');
  });

  it('a row that is accepted already answers for itself: the promise of its text, and no second copy', async () => {
    await left({ state: 'accepted', providerId: 'p-0', at: T0 });
    expect(await deliver({ promise: { ...promise, dueAt: T0 + 48 * HOUR } })).toEqual({
      kind: 'accepted',
      promiseDueAt,
    });
    expect(desk.inbox).toEqual([]);
  });

  it('a row in doubt stays in doubt, with the promise that its text may have made', async () => {
    await left({ state: 'in_doubt', code: 'connection_lost', at: T0 });
    expect(await deliver()).toEqual({ kind: 'in_doubt', promiseDueAt });
    expect(desk.inbox).toEqual([]);
  });

  it('a row that the provider refused for good is refused again without asking', async () => {
    await left({ state: 'rejected', code: 'opted_out', permanent: true, at: T0 });
    expect(await deliver()).toEqual({ kind: 'rejected', code: 'opted_out' });
    expect(desk.inbox).toEqual([]);
  });

  it('a row that the provider refused for now is claimed again and sent', async () => {
    await left({ state: 'rejected', code: 'try_later', permanent: false, at: T0 });
    expect(await deliver()).toEqual({ kind: 'accepted' });
    expect(await desk.row()).toMatchObject({ state: 'accepted', generation: 2 });
  });

  it.each([
    ['skipped', { kind: 'skipped', reason: 'answered' }],
    ['withdrawn', { kind: 'withdrawn' }],
  ] as const)(
    'a row that was %s sends nothing for the same request, and sends for a later one',
    async (state, result) => {
      if (state === 'skipped') await left({ state, reason: 'answered', at: T0 });
      else await desk.stores.sends.withdraw(KEY, 1, T0);
      expect(await deliver()).toEqual(result);
      expect(desk.inbox).toEqual([]);
      expect(await deliver({ request: 2 })).toEqual({ kind: 'accepted' });
      expect(desk.inbox).toHaveLength(1);
    },
  );

  it('a claim that is alive makes others wait until its deadline, then it is in doubt and nothing is sent', async () => {
    await left();
    desk.now = T0 + MINUTE - 5_000;
    await expect(deliver()).rejects.toMatchObject({ type: 'SenderBusy', category: 'BENIGN', nextRetryDelay: 5_000 });
    expect(await desk.row()).toMatchObject({ state: 'claimed' });
    desk.now = T0 + MINUTE;
    expect(await deliver()).toEqual({ kind: 'in_doubt', promiseDueAt });
    expect(await desk.row()).toMatchObject({ state: 'in_doubt', code: 'claim_abandoned' });
    expect(desk.inbox).toEqual([]);
  });

  it.each([
    [
      'that it was taken overrules that',
      { kind: 'accepted', providerId: 'late' },
      { state: 'accepted', providerId: 'late' },
    ],
    [
      'that it was refused for now changes nothing',
      { kind: 'rejected', permanent: false, code: 'try_later' },
      abandoned,
    ],
    [
      'that it was refused for good changes nothing',
      { kind: 'rejected', permanent: true, code: 'mailbox_refused' },
      abandoned,
    ],
    ['of which it knows nothing changes nothing', { kind: 'unknown', code: 'timed_out' }, abandoned],
  ] as const)('of a claim that was judged abandoned meanwhile, its sender’s late word %s', async (_what, late, row) => {
    desk.email.next('inc-1', async () => {
      await desk.stores.sends.settle(KEY, 1, { state: 'in_doubt', code: 'claim_abandoned', at: T0 });
      return late;
    });
    expect(await deliver({ promise })).toEqual({ kind: row.state, promiseDueAt });
    expect(await desk.row()).toMatchObject(row);
  });

  it('refused for now, it is tried again after the time that the provider asks for', async () => {
    desk.email.next('inc-1', tryLater, () => {
      return { kind: 'rejected', permanent: false, code: 'too_many_requests', retryAt: T0 + 30_000 };
    });
    const plain: unknown = await deliver().catch((error: unknown) => error);
    expect(plain).toMatchObject({ type: 'TryLater', category: 'BENIGN', nonRetryable: false });
    expect(plain).not.toHaveProperty('nextRetryDelay', expect.anything());
    await expect(deliver()).rejects.toMatchObject({ type: 'TryLater', nextRetryDelay: 30_000 });
    expect(await deliver()).toEqual({ kind: 'accepted' });
    expect(desk.inbox).toHaveLength(1);
  });

  it('refused for good, the channel is closed to this customer', async () => {
    desk.email.next('inc-1', refused);
    expect(await deliver()).toEqual({ kind: 'rejected', code: 'mailbox_refused' });
    expect(await desk.row()).toMatchObject({ state: 'rejected', permanent: true });
  });

  it('a provider that does not answer leaves the message in doubt with its promise, and nothing repeats it', async () => {
    desk.email.next('inc-1', lost);
    expect(await deliver({ promise })).toEqual({ kind: 'in_doubt', promiseDueAt });
    expect(await deliver({ promise })).toEqual({ kind: 'in_doubt', promiseDueAt });
    expect(await desk.row()).toMatchObject({ state: 'in_doubt', code: 'connection_lost', generation: 1 });
  });

  it('a text that cannot be composed gives its claim back, so that a later attempt sends it', async () => {
    await expect(deliver({}, { programme: 'gone' })).rejects.toMatchObject({ type: 'NotFound' });
    expect(await desk.row()).toMatchObject({ state: 'rejected', code: 'not_composed', permanent: false });
    await expect(deliver({ incidents: ['inc-none'] })).rejects.toMatchObject({ type: 'NotFound' });
    expect(await deliver()).toEqual({ kind: 'accepted' });
    expect(desk.inbox).toHaveLength(1);
  });

  it('without an address on this channel it is refused, nothing is handed over, and no address is stopped', async () => {
    expect(await deliver({ channel: 'sms' })).toEqual({ kind: 'rejected', code: 'bad_address' });
    expect(await deliver({}, { customerId: 'cust-none' })).toEqual({ kind: 'rejected', code: 'bad_address' });
    const rows = await desk.stores.sends.ofCase('acme', 'inc-1');
    expect(rows).toMatchObject([
      { state: 'rejected', addressHash: '' },
      { state: 'rejected', addressHash: '' },
    ]);
    expect([desk.inbox, await desk.stores.addresses.stops('')]).toEqual([[], []]);
  });

  it('an invitation opens the survey of its round and links to it; its reminder links to the same', async () => {
    await deliver({ message: 'survey' }, { surveyOpenFor: HOUR });
    desk.now = T0 + MINUTE;
    await deliver({ message: 'survey_reminder' }, { surveyOpenFor: HOUR });
    const { surveyId } = await invited();
    const survey = { url: `https://care.example/s/${surveyId}`, expiresAt: T0 + HOUR };
    expect(desk.rendered.map(({ facts }) => facts.survey)).toEqual([survey, survey]);
  });

  it('a reminder of a survey that is answered meanwhile is skipped', async () => {
    await deliver({ message: 'survey' }, { surveyOpenFor: HOUR });
    await desk.stores.surveys.answer((await invited()).surveyId, { score: 4, at: T0 });
    const reminder = { message: 'survey_reminder' } as const;
    expect(await deliver(reminder, { surveyOpenFor: HOUR })).toEqual({ kind: 'skipped', reason: 'answered' });
    expect(await desk.row('1/survey_reminder/1/email')).toMatchObject({ state: 'skipped', code: 'answered' });
    expect(desk.inbox).toHaveLength(1);
  });

  it('a text names the owner where the programme knows them, else the team; the voucher only once it is granted', async () => {
    await deliver({ message: 'resolution' }, { owner: 's-104' });
    await desk.run(() =>
      desk.activities.grantRemedy({ tenant: 'acme', caseId: 'inc-1', amount: { minor: 1000, currency: 'USD' } }),
    );
    await deliver({ message: 'resolution', ordinal: 2 }, { owner: 's-999' });
    await deliver({ message: 'follow_up' });
    const [named, unnamed, later] = desk.rendered.map(({ facts }) => facts);
    expect(named).toMatchObject({ team: 'care', owner: 'Robin' });
    expect(named).not.toHaveProperty('voucher');
    expect(unnamed).not.toHaveProperty('owner');
    expect(unnamed).toMatchObject({ voucher: { minor: 1000, currency: 'USD' } });
    expect(later).not.toHaveProperty('voucher');
  });

  it('the control: over a ledger that lets everybody claim, the second attempt sends a second copy', async () => {
    class LetsEverybodyClaim extends MemorySendLedger {
      override async claim(claim: SendClaim): Promise<Claimed> {
        await super.claim(claim);
        return { kind: 'claimed', generation: 1 };
      }
    }
    const twice = async (sends: SendLedger): Promise<number> => {
      const other = new Desk({ sends });
      const hash = await other.publish();
      await other.reported();
      await other.run(() => other.activities.deliver(aSend(hash)));
      await other.run(() => other.activities.deliver(aSend(hash)));
      return other.inbox.length;
    };
    expect(await twice(new MemorySendLedger())).toBe(1);
    expect(await twice(new LetsEverybodyClaim())).toBe(2);
  });
});
