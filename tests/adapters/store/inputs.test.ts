import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import { BadCursor } from '../../../domain/bad-cursor.js';
import type { StoredInput } from '../../../ports/input-store.js';
import { hour, newTenant, noon } from './builders.js';
import { atOnce, counted, twins } from './twins.js';

describe.each(twins)('what customers wrote, in $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  const aReply = (overrides: Partial<StoredInput> = {}): StoredInput => ({
    tenant: newTenant(),
    inputId: 'mail-1',
    kind: 'reply',
    channel: 'email',
    receivedAt: noon,
    customerId: 'customer-1',
    caseId: 'case-1',
    subject: 'Re: your order',
    text: 'It is still broken.\nAda',
    attachments: 2,
    reading: 'reply',
    severity: 'high',
    rule: 'angry',
    programme: 'hash-1',
    ...overrides,
  });
  const ofNobody = (overrides: Partial<StoredInput> = {}): StoredInput => {
    const { customerId: _c, caseId: _i, ...input } = aReply({ from: 'eve@customers.example', ...overrides });
    return input;
  };
  const idsOf = (inputs: readonly StoredInput[]) => inputs.map(({ inputId }) => inputId);

  it('a reply that is put fifty times at once is there once, as it was first', async () => {
    const reply = aReply();
    const answers = await atOnce(50, () => stores.inputs.put(reply));
    expect(counted(answers)).toEqual({ stored: 1, known: 49 });
    expect(await stores.inputs.put({ ...reply, text: 'another' })).toBe('known');
    expect(await stores.inputs.get(reply)).toStrictEqual(reply);
  });

  it('nobody sees one that is not there, or is of another tenant', async () => {
    const reply = aReply();
    await stores.inputs.put(reply);
    expect(await stores.inputs.get({ tenant: newTenant(), inputId: reply.inputId })).toBeUndefined();
    expect(await stores.inputs.these(newTenant(), [reply.inputId])).toEqual([]);
  });

  it('is given by name, the oldest first, without those that are not there', async () => {
    const tenant = newTenant();
    await stores.inputs.put(aReply({ tenant, inputId: 'b', receivedAt: noon + 1 }));
    await stores.inputs.put(aReply({ tenant, inputId: 'a', receivedAt: noon }));
    await stores.inputs.put(aReply({ tenant, inputId: 'c' }));
    expect(idsOf(await stores.inputs.these(tenant, ['b', 'a', 'x', 'b']))).toEqual(['a', 'b']);
  });

  it('is shown to a sweep, whosever it is, until it was heard, once it is old enough', async () => {
    const [one, other] = [newTenant(), newTenant()];
    await stores.inputs.put(aReply({ tenant: one, inputId: 'late', receivedAt: noon - hour + 1 }));
    await stores.inputs.put(aReply({ tenant: other, inputId: 'early', receivedAt: noon - hour }));
    await stores.inputs.put(aReply({ tenant: one, inputId: 'young', receivedAt: noon + hour }));
    await stores.inputs.put(aReply({ tenant: one, inputId: 'done', heardAt: noon }));
    await stores.inputs.put(ofNobody({ tenant: one, inputId: 'nobody', receivedAt: noon - hour }));
    const theirs = async () =>
      idsOf((await stores.inputs.unheard(noon + hour)).filter(({ tenant }) => [one, other].includes(tenant)));
    expect(await theirs()).toEqual(['early', 'late']);
    await stores.inputs.heard(other, ['early', 'late'], noon + 1);
    expect(await theirs()).toEqual(['late']);
  });

  it('keeps when it was heard first', async () => {
    const reply = aReply();
    await stores.inputs.put(reply);
    await stores.inputs.heard(reply.tenant, [reply.inputId], noon + 1);
    await stores.inputs.heard(reply.tenant, [reply.inputId], noon + 2);
    expect(await stores.inputs.get(reply)).toStrictEqual({ ...reply, heardAt: noon + 1 });
  });

  it('is listed while nobody knows whose it is, the newest first, page by page', async () => {
    const tenant = newTenant();
    for (const inputId of ['a', 'b', 'c']) await stores.inputs.put(ofNobody({ tenant, inputId }));
    await stores.inputs.put(ofNobody({ tenant, inputId: 'd', receivedAt: noon + 1 }));
    await stores.inputs.put(ofNobody({ tenant, inputId: 'machine', heardAt: noon }));
    await stores.inputs.put(aReply({ tenant, inputId: 'known' }));
    await stores.inputs.put(ofNobody({ inputId: 'of another tenant' }));
    const first = await stores.inputs.unmatched(tenant, { limit: 3 });
    expect(idsOf(first.items)).toEqual(['d', 'c', 'b']);
    const rest = await stores.inputs.unmatched(tenant, { limit: 3, cursor: first.next ?? '' });
    expect([idsOf(rest.items), rest.next]).toEqual([['a'], undefined]);
    await expect(stores.inputs.unmatched(tenant, { limit: 3, cursor: 'x' })).rejects.toThrow(BadCursor);
  });

  it('is dismissed once, with who said so, and then in the other list until somebody knows whose it is', async () => {
    const tenant = newTenant();
    const mail = ofNobody({ tenant });
    await stores.inputs.put(mail);
    const word = { reason: 'an advertisement', actor: 's-104', at: noon + 1 };
    expect(await stores.inputs.dismiss(mail, word)).toStrictEqual({ ...mail, dismissed: word });
    expect(await stores.inputs.dismiss(mail, { ...word, actor: 's-105' })).toBeUndefined();
    const listed = async (dismissed: boolean) =>
      (await stores.inputs.unmatched(tenant, { limit: 3, dismissed })).items.map((one) => one.dismissed?.actor);
    expect([await listed(false), await listed(true)]).toEqual([[], ['s-104']]);
    const { from: _, ...rest } = mail;
    const matched = { ...rest, customerId: 'customer-7', dismissed: word };
    expect(await stores.inputs.match(mail, 'customer-7')).toStrictEqual(matched);
    expect([await listed(true), idsOf(await stores.inputs.these(tenant, ['mail-1']))]).toEqual([[], ['mail-1']]);
    expect((await stores.inputs.unheard(noon + 2)).filter((one) => one.tenant === tenant)).toHaveLength(1);
  });

  it.each([
    ['somebody’s', (tenant: string) => aReply({ tenant })],
    ['the answer of a machine', (tenant: string) => ofNobody({ tenant, heardAt: noon })],
  ])('is not dismissed where it is %s', async (_what, made) => {
    const input = made(newTenant());
    await stores.inputs.put(input);
    expect(await stores.inputs.dismiss(input, { reason: 'x', actor: 's-104', at: noon })).toBeUndefined();
    expect(await stores.inputs.get(input)).toStrictEqual(input);
  });

  it('waits to be heard once somebody has said whose it is, and forgets from where it came; once', async () => {
    const { from: _, ...mail } = ofNobody();
    await stores.inputs.put({ ...mail, from: 'eve@customers.example' });
    await stores.inputs.heard(mail.tenant, [mail.inputId], noon);
    const matched = await stores.inputs.match(mail, 'customer-7');
    expect(matched).toStrictEqual({ ...mail, customerId: 'customer-7' });
    expect(await stores.inputs.match(mail, 'customer-8')).toBeUndefined();
    expect((await stores.inputs.unheard(noon + 1)).filter(({ tenant }) => tenant === mail.tenant)).toHaveLength(1);
  });
});
