import { beforeEach, describe, expect, it } from 'vitest';
import { createReceivedMessages } from '../../activities/received-messages.js';
import { createTemplates } from '../../adapters/templates/index.js';
import { fold } from '../../domain/case/evolve.js';
import type { CaseIncident } from '../../domain/case/incident.js';
import { messageTypes } from '../../domain/contact/messages.js';
import { messageContext } from '../../domain/journey/message-context.js';
import { viewOf } from '../../domain/journey/view-of.js';
import { actKey, sendKey } from '../../domain/sends/send-key.js';
import type { StoredCase } from '../../ports/case-store.js';
import { aProtocol, aSmallIncident, openingEvent, DAY, HOUR, MINUTE, T0 } from '../domain/support/builders.js';
import { opened, type Journey } from '../domain/support/journey.js';
import { RESOLVE, answeredWith } from '../domain/support/pasts.js';
import { aClaim } from '../domain/support/sends.js';
import { Desk } from './support/desk.js';

/** Names everything that a text can name, so that a difference shows. */
const text = [
  '{% if name %}{{ name }}{% endif %} {{ topic }} {{ covers }} joined:{{ joined }} second:{{ second_round }}',
  'owner:{% if owner %}{{ owner }}{% endif %} due:{% if promise_due %}{{ promise_due }}{% endif %}',
  'missed:{% if missed_due %}{{ missed_due }}{% endif %} done:{% if resolved_at %}{{ resolved_at }}{% endif %}',
  '{% if survey_link %}{{ survey_link }} until {{ survey_expires }}{% endif %}',
  '{% if voucher_code %}{{ voucher_code }} {{ voucher_amount }}{% endif %} {% if outcome %}{{ outcome }}{% endif %}',
].join('|');
const templates = Object.fromEntries(
  ['en', 'de'].flatMap((locale) =>
    messageTypes.map((type) => [`${locale}/${type}/sms`, { text: `${locale} ${type} ${text}` }]),
  ),
);

let desk: Desk;
let programme: string;
beforeEach(async () => {
  desk = new Desk({ templates: createTemplates({ byHash: (...asked) => desk.stores.programmes.byHash(...asked) }) });
  programme = await desk.publish({ templates });
  await desk.reported({ customer: { id: 'cust-1', name: 'Ada', locale: 'en', phone: '+12025550143' } });
});

const opening = (incident?: CaseIncident) => ({
  reachableBy: ['sms'] as const,
  protocol: aProtocol({ programme }),
  ...(incident && { incident }),
});

/** The case of a journey, as the read model has it. */
function storedOf(journey: Journey, first: Partial<Parameters<typeof openingEvent>[0]>): StoredCase {
  const caseOpened = openingEvent(first);
  const journal = [caseOpened, ...journey.journal];
  const view = viewOf(journey.state, journey.next(), journey.now);
  return { tenant: 'acme', caseId: 'inc-1', customerId: 'cust-1', seq: journal.length, view, journal };
}

/** Sends what the journey asked for, each at its time; gives the texts that left. */
async function sent({ journal }: StoredCase): Promise<readonly string[]> {
  for (const [at, event] of journal.entries()) {
    if (event.type === 'act_done') await grant(event.at);
    if (event.type !== 'message_requested') continue;
    const { type: _t, at: _at, actor: _a, rules: _r, slot: _s, ...order } = event;
    const c = fold(journal.slice(0, at + 1));
    if (c.phase === 'new') throw new Error('a message before the opening');
    desk.now = event.at;
    const input = { tenant: 'acme', customerId: 'cust-1', ...messageContext(c, order, event.at), order };
    await desk.run(() => desk.activities.deliver(input));
  }
  return desk.inbox.map(({ rendered }) => rendered.text);
}

async function grant(at: number): Promise<void> {
  const amount = { minor: 1000, currency: 'USD' };
  await desk.vouchers.fulfil(actKey('acme', 'inc-1', 'voucher'), { tenant: 'acme', caseId: 'inc-1', amount, at });
}

const reader = () =>
  createReceivedMessages({
    ...desk.stores,
    clock: { now: () => desk.now },
    links: { url: (surveyId) => `https://care.example/s/${surveyId}` },
    unsubscribeLinks: { url: (mark) => `https://care.example/u/${mark}` },
    caseLinks: { url: (action, mark) => `https://care.example/c/${mark}/${action}` },
    vouchers: desk.vouchers,
    templates: createTemplates(desk.stores.programmes),
  });
const received = (stored: StoredCase) => reader().ofCase(stored);

/** A text without what is masked when it is rendered again. */
const masked = (line: string) => line.replace(/https:\S+/, '(link)').replace(/[\w*]{4}-[\w*]{4}-(\w{4})/, '(code) $1');

describe('one message', () => {
  it('can be read though it did not arrive, and is not among what the customer received', async () => {
    const stored = storedOf(opened(opening()).until(MINUTE), opening());
    const texts = await sent(stored);
    const slot = '1/acknowledgement/1/sms';
    const { mark = '' } = (await desk.row(slot)) ?? {};
    const failed = { kind: 'failed', providerId: 'SM1', at: desk.now, code: 'unreachable_number' } as const;
    await desk.stores.sends.report(mark, failed);
    expect((await reader().ofSlot(stored, slot))?.text).toBe(texts[0]);
    expect(await received(stored)).toEqual([]);
    expect(await reader().ofSlot(stored, '1/apology/1/sms')).toBeUndefined();
  });
});

describe('what a customer received', () => {
  it('reads as it did when it was sent, over two rounds with a change of owner', async () => {
    const journey = answeredWith(2, opening())
      .until(5 * DAY)
      .does(RESOLVE)
      .until(60 * DAY);
    const stored = storedOf(journey, opening());
    const texts = await sent(stored);
    const again = await received(stored);
    expect(again.map((one) => masked(one.text))).toEqual(texts.map(masked));
    expect(texts.length).toBeGreaterThan(8);
    expect(texts.join()).toMatch(/second:true.*unconfirmed/s);
  });

  it('is signed by whoever had the case then, and not by whoever has it now', async () => {
    const stored = storedOf(
      opened(opening())
        .until(HOUR)
        .does({ type: 'take' }, { actor: 's-104' })
        .until(2 * HOUR),
      opening(),
    );
    await sent(stored);
    const [acknowledgement, apology] = await received(stored);
    expect(acknowledgement?.text).toContain('owner: due');
    expect(apology?.text).toContain('owner:Robin due');
  });

  it('shows neither a link that answers in the customer’s name nor a code that is worth money', async () => {
    const small = opening(aSmallIncident());
    const stored = storedOf(opened(small).until(5 * DAY), small);
    const before = (await sent(stored)).join('\n');
    const again = (await received(stored)).map((one) => one.text).join('\n');
    const [code = ''] = /\w{4}-\w{4}-\w{4}/.exec(before) ?? [];
    const [link = ''] = /https:\S+/.exec(before) ?? [];
    expect([code.length, link.length > 25]).toEqual([14, true]);
    expect(again).not.toContain(code);
    expect(again).toContain(`****-****-${code.slice(-4)}`);
    expect(again).not.toContain(link);
    expect(again).toContain('https://care.example/s/…');
  });

  it('names no voucher in a text that left before it was granted', async () => {
    const small = opening(aSmallIncident());
    const journey = opened(small)
      .until(5 * MINUTE, { act: 'open' })
      .does(RESOLVE)
      .until(HOUR, { act: 'open' });
    const stored = storedOf(journey, small);
    await sent(stored);
    await grant(desk.now);
    expect((await received(stored)).map((one) => one.text).join()).not.toContain('****');
  });

  it('is in the language that it was sent in, whatever the customer speaks today', async () => {
    const stored = storedOf(opened(opening()).until(MINUTE), opening());
    await sent(stored);
    await desk.stores.customers.upsert('acme', { id: 'cust-1', name: 'Ada', locale: 'de', phone: '+12025550143' }, T0);
    expect(await received(stored)).toMatchObject([{ locale: 'en', text: expect.stringMatching(/^en ack/) as unknown }]);
  });

  it('leaves out what was rejected, and marks what may not have left', async () => {
    const stored = storedOf(opened(opening()).until(5 * HOUR), opening());
    const key = (slot: string) => sendKey('acme', 'inc-1', slot);
    await desk.stores.sends.claim(aClaim({ key: key('1/acknowledgement/1/sms') }));
    desk.now = T0;
    expect((await received(stored)).map(({ message }) => message)).toEqual(['apology']);
    desk.now = T0 + MINUTE;
    expect(await received(stored)).toMatchObject([{ message: 'acknowledgement', inDoubt: true }, { inDoubt: false }]);
    await desk.stores.sends.claim(aClaim({ key: key('1/apology/1/sms') }));
    const rejection = { state: 'rejected', permanent: true, code: 'bad_address', at: T0 } as const;
    await desk.stores.sends.settle(key('1/apology/1/sms'), 1, rejection);
    expect((await received(stored)).map(({ message }) => message)).toEqual(['acknowledgement']);
  });

  it('is nothing while the case is being opened', async () => {
    const fact = { type: 'opening_requested', incidentId: 'inc-1', at: T0, actor: 'system', rules: 1 } as const;
    expect(await received({ ...storedOf(opened(opening()), opening()), journal: [fact] })).toEqual([]);
  });
});
