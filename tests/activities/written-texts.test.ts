import { beforeEach, describe, expect, it } from 'vitest';
import { createReceivedMessages } from '../../activities/received-messages.js';
import { createTemplates } from '../../adapters/templates/index.js';
import type { StoredCase } from '../../ports/case-store.js';
import type { StoredText } from '../../ports/text-store.js';
import { viewOf } from '../../domain/journey/view-of.js';
import { aProtocol, openingEvent, MINUTE } from '../domain/support/builders.js';
import { opened } from '../domain/support/journey.js';
import { aSend, Desk } from './support/desk.js';

const templates = {
  'en/layout/email': { text: '{{ body }}', html: '{{ body }}' },
  'en/acknowledgement/email': { subject: 'with us', text: 'with us' },
  'en/apology/email': { subject: 'ours', text: 'ours' },
  'en/agent_message/sms': { text: '{{ written }}' },
  'en/agent_message/email': {
    subject: '{% if written_subject %}{{ written_subject }}{% else %}{{ topic }}{% endif %}',
    text: '{% if written %}{{ written }}{% endif %}\n-- {% if owner %}{{ owner }}{% else %}us{% endif %}',
  },
};
const order = { message: 'agent_message', text: 'r-1' } as const;

let desk: Desk;
let programme: string;
beforeEach(async () => {
  const source = { byHash: (tenant: string, hash: string) => desk.stores.programmes.byHash(tenant, hash) };
  desk = new Desk({ templates: createTemplates(source) });
  programme = await desk.publish({ templates });
  await desk.reported();
});

const keep = (text: Partial<StoredText> = {}) =>
  desk.stores.texts.put({
    tenant: 'acme',
    caseId: 'inc-1',
    requestId: 'r-1',
    actor: 's-104',
    at: desk.now,
    text: 'It was found.',
    ...text,
  });
const send = (owner?: string) =>
  desk.run(() => desk.activities.deliver({ ...aSend(programme, order), ...(owner !== undefined && { owner }) }));

describe('a text that a person wrote', () => {
  it('goes out in its own words and under its own subject, signed by the owner of the moment', async () => {
    await keep({ subject: 'Your parcel' });
    expect(await send('s-104')).toEqual({ kind: 'accepted' });
    expect(desk.inbox.map(({ rendered }) => [rendered.subject, rendered.text.trim()])).toEqual([
      ['Your parcel', 'It was found.\n-- Robin'],
    ]);
  });

  it('has the subject of its template where its writer gave none', async () => {
    await keep();
    await send();
    expect(desk.inbox[0]?.rendered.subject).toBe('Late delivery');
  });

  it('that is not in the store stays unsent, and goes out once it is there', async () => {
    await expect(send()).rejects.toMatchObject({ type: 'NotFound' });
    expect(desk.inbox).toEqual([]);
    await keep();
    expect(await send()).toEqual({ kind: 'accepted' });
    expect(desk.inbox).toHaveLength(1);
  });

  it.each([
    [480, { kind: 'accepted' }],
    [481, { kind: 'skipped', reason: 'too_long' }],
  ])('of %i characters, asked for by SMS where its mail was refused, ends as %j', async (length, end) => {
    await desk.reported({ id: 'inc-1', customer: { id: 'cust-1', locale: 'en', phone: '+12025550143' } });
    await keep({ text: 'x'.repeat(length) });
    const bySms = aSend(programme, { ...order, channel: 'sms' });
    expect(await desk.run(() => desk.activities.deliver(bySms))).toEqual(end);
    expect(desk.inbox).toHaveLength(end.kind === 'accepted' ? 1 : 0);
  });

  it('where nobody had the case is signed by its writer, and is shown again to staff as the customer read it', async () => {
    await keep();
    const opening = { reachableBy: ['email'] as const, protocol: aProtocol({ programme }) };
    const journey = opened(opening)
      .until(MINUTE)
      .does({ type: 'message', text: 'r-1' }, { actor: 's-104' })
      .until(2 * MINUTE);
    const journal = [openingEvent(opening), ...journey.journal];
    const view = viewOf(journey.state, journey.next(), journey.now);
    const stored: StoredCase = {
      tenant: 'acme',
      caseId: 'inc-1',
      customerId: 'cust-1',
      seq: journal.length,
      view,
      journal,
    };
    const received = createReceivedMessages({
      ...desk.stores,
      clock: { now: () => desk.now },
      links: { url: (id) => id },
      unsubscribeLinks: { url: (mark) => mark },
      caseLinks: { url: (_action, mark) => mark },
      vouchers: desk.vouchers,
      templates: createTemplates(desk.stores.programmes),
    });
    const texts = (await received.ofCase(stored)).filter(({ message }) => message === 'agent_message');
    expect(texts).toMatchObject([{ subject: 'Late delivery', text: 'It was found.\n-- Robin\n' }]);
  });
});
