import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommandRefusedError, RecoveryUnavailableError } from '../../client/index.js';
import type { CaseFact, Opening } from '../../domain/case/case-events.js';
import { goOn, putCase } from './support/builders.js';
import { bearer, keys, noon, startEdge, strangersKey, type Edge } from './support/server.js';
import { atNight } from '../domain/support/hours.js';
import { openToText } from './support/open-to-text.js';
import { wordsOfZod } from './support/words-of-zod.js';

let edge: Edge;
beforeEach(async () => {
  edge = await startEdge();
});
afterEach(() => edge.app.close());

const open = (opening: Partial<Opening> = {}, ...facts: readonly CaseFact[]) =>
  openToText(edge.stores, opening, ...facts);

const post = (path: string, payload: object, key: string = keys.agent) =>
  edge.app.inject({ method: 'POST', url: `/v1/cases/inc-1${path}`, headers: bearer(key), payload });
const write = (overrides: object = {}) =>
  post('/commands', { type: 'message', requestId: 'r-1', text: 'Your parcel was found.', ...overrides });
const preview = (overrides: object = {}, key?: string) =>
  post('/messages/preview', { text: 'Your parcel was found.', ...overrides }, key);
const draft = (template: string, key: string = keys.agent) =>
  edge.app.inject({ url: `/v1/cases/inc-1/messages/draft?template=${template}`, headers: bearer(key) });
const kept = (requestId = 'r-1') => edge.stores.texts.get({ tenant: 'acme', caseId: 'inc-1', requestId });

const address = { tenant: 'acme', customerId: 'c-77', caseId: 'inc-1', actor: 's-104', round: 1, requestId: 'r-1' };

describe('a text to a customer', () => {
  beforeEach(() => open());

  it('is kept beside the case, which hears its id alone', async () => {
    const answer = await write({ subject: 'Found', resume: true });
    expect([answer.statusCode, answer.json()]).toEqual([200, { caseId: 'inc-1', seq: 7, warnings: [] }]);
    expect(edge.recoveries.commands).toEqual([
      { type: 'message', text: 'r-1', resume: true, channel: 'email', ...address },
    ]);
    const text = { requestId: 'r-1', actor: 's-104', at: noon, subject: 'Found', text: 'Your parcel was found.' };
    expect(await kept()).toEqual(text);
  });

  it('is kept though the case cannot be reached, so that the repeat finds it', async () => {
    edge.recoveries.failure = new RecoveryUnavailableError('the command message');
    expect((await write()).statusCode).toBe(503);
    edge.recoveries.failure = undefined;
    edge.time.now += 1_000;
    expect((await write()).statusCode).toBe(200);
    expect(await kept()).toMatchObject({ at: noon });
  });

  it('that differs from the one under the same request id is refused, and goes nowhere', async () => {
    await write();
    const other = await write({ text: 'Your parcel is lost.' });
    expect(other.statusCode).toBe(422);
    expect(other.json()).toMatchObject({ errors: [{ field: 'text' }] });
    expect(edge.recoveries.commands).toHaveLength(1);
    expect(await kept()).toMatchObject({ text: 'Your parcel was found.' });
  });

  it.each([
    [{}, undefined],
    [{ channel: 'sms' }, 'sms'],
    [{ text: 'x'.repeat(480) }, undefined],
    [{ text: 'x'.repeat(481) }, 'email'],
    [{ text: 'x'.repeat(5_000), channel: 'email' }, 'email'],
  ])(
    'leaves the channel to the case unless it is named, or an SMS could not carry the text: %j',
    async (body, channel) => {
      expect((await write(body)).statusCode).toBe(200);
      expect(edge.recoveries.commands[0]).toEqual(expect.objectContaining({ text: 'r-1' }));
      expect(Reflect.get(edge.recoveries.commands[0] ?? {}, 'channel')).toBe(channel);
    },
  );

  it.each([
    [{ text: '' }, 'text'],
    [{ text: ' \n ' }, 'text'],
    [{ text: 'x'.repeat(5_001) }, 'text'],
    [{ text: 'x'.repeat(481), channel: 'sms' }, 'text'],
    [{ subject: 'Found', channel: 'sms' }, 'subject'],
    [{ subject: 'Found\nBcc: eve@customers.example' }, 'subject'],
    [{ subject: 'x'.repeat(201) }, 'subject'],
    [{ channel: 'post' }, 'channel'],
    [{ resume: 'yes' }, 'resume'],
    [{ note: 'x' }, 'note'],
  ])('%j is refused, names %s, and nothing is kept', async (body, field) => {
    for (const answer of [
      await write(body),
      ...(field === 'resume' || field === 'note' ? [] : [await preview(body)]),
    ]) {
      expect(answer.statusCode).toBe(422);
      expect(answer.json()).toMatchObject({ errors: [{ field }] });
      expect(answer.body).not.toMatch(wordsOfZod);
    }
    expect([edge.recoveries.commands, await kept()]).toEqual([[], undefined]);
  });

  it('says in its receipt that what the customer wrote waits still, unless it lets the case go on', async () => {
    expect((await write()).json()).not.toHaveProperty('replyWaits');
    const stored = await edge.stores.cases.get({ tenant: 'acme', caseId: 'inc-1' });
    await goOn(edge.stores.cases, 'inc-1', { ...stored?.view, repliedAt: noon });
    expect((await write({ requestId: 'r-2' })).json()).toMatchObject({ replyWaits: true });
    expect((await write({ requestId: 'r-3', resume: true })).json()).not.toHaveProperty('replyWaits');
  });

  it('that no channel can carry is answered 409 no_channel, which says what to do instead', async () => {
    edge.recoveries.failure = new CommandRefusedError('message', 'no_channel');
    const answer = await write();
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({
      refusal: 'no_channel',
      detail: expect.stringMatching(/log the contact/) as string,
    });
  });

  it('never appears in the log', async () => {
    await write({ text: 'Dear Ada, the parcel was at ada@customers.example.' });
    expect(edge.logged.join('\n')).not.toMatch(/Ada|customers\.example/i);
  });
});

describe('the warnings on a text', () => {
  it.each([
    ['As a treat you get 20% off.', /"get 20%"/],
    ['The courier lost it.', /courier lost/],
    ['We will write soon.', /"soon"/],
    ['We are sorry, and we apologise.', /second time/],
  ])('name what is amiss, and it goes out all the same: %s', async (text, warning) => {
    await open();
    const answer = await write({ text });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ warnings: [expect.stringMatching(warning) as string] });
    expect(edge.recoveries.commands).toHaveLength(1);
  });

  const apology = { slot: '1/apology/1/email', message: 'apology', round: 1, ordinal: 1, channel: 'email' } as const;
  const order = { type: 'message_requested', ...apology, request: 1, incidents: ['inc-1'], covers: [] } as const;

  it('leave a first apology alone, and not one after the apology of the case', async () => {
    await open();
    expect((await write({ text: 'We are sorry.' })).json()).toMatchObject({ warnings: [] });
    await edge.app.close();
    edge = await startEdge();
    await open({}, order);
    expect((await write({ text: 'We are sorry.' })).json()).toMatchObject({
      warnings: [expect.stringContaining('"sorry" apologises a second time') as string],
    });
  });

  it('say that nothing was checked where no list knows the language of the customer', async () => {
    await open();
    const customer = { id: 'c-77', locale: 'fi', email: 'ada@customers.example' };
    await edge.stores.customers.upsert('acme', customer, noon);
    expect((await write()).json()).toMatchObject({ warnings: [expect.stringContaining('not checked') as string] });
  });
});

describe('a preview', () => {
  it('is the mail as it would go out, signed by its writer where nobody has the case, and sends nothing', async () => {
    await open();
    const answer = await preview({ subject: 'Found', text: 'It was found.\n\nWe write soon.' });
    expect(answer.json()).toEqual({
      caseId: 'inc-1',
      channel: 'email',
      locale: 'en',
      subject: 'Found',
      text: 'Hello Ada,\n\nIt was found.\n\nWe write soon.\n\n-- Robin\n',
      warnings: [expect.stringContaining('"soon"') as string],
    });
    expect([edge.recoveries.commands, await kept(), await kept('preview')]).toEqual([[], undefined, undefined]);
  });

  it('is an SMS where one is asked for, or where nothing else reaches the customer', async () => {
    await open({ reachableBy: ['sms'] });
    const sms = { channel: 'sms', text: 'Acme: Your parcel was found.' };
    expect((await preview()).json()).toMatchObject(sms);
    expect((await preview({ channel: 'sms' })).json()).toMatchObject(sms);
    expect((await preview({ channel: 'email' })).json()).toMatchObject({ refusal: 'no_channel' });
  });

  it('says when the hours of contact let the message leave, and nothing of that where it leaves at once', async () => {
    await open(atNight());
    expect((await preview()).json()).toMatchObject({ leavesAt: Date.UTC(2026, 2, 2, 16), channel: 'email' });
    expect((await preview({ channel: 'sms' })).json()).toMatchObject({ channel: 'sms' });
    edge.time.now = Date.UTC(2026, 2, 2, 16);
    expect((await preview()).json()).not.toHaveProperty('leavesAt');
  });

  it('is refused where no channel reaches the customer, and of a closed case', async () => {
    await open({ reachableBy: [] });
    expect((await preview()).json()).toMatchObject({ type: 'urn:amends:problem:not_now', refusal: 'no_channel' });
    await putCase(edge.stores.cases, { caseId: 'closed-1', customerId: 'c-80', view: { stage: 'closed' } });
    const url = '/v1/cases/closed-1/messages/preview';
    const closed = await edge.app.inject({ method: 'POST', url, headers: bearer(keys.lead), payload: { text: 'x' } });
    expect(closed.json()).toMatchObject({ type: 'urn:amends:problem:closed' });
  });

  it('and a draft are for staff of the tenant alone', async () => {
    await open();
    expect((await preview({}, keys.backend)).statusCode).toBe(403);
    expect((await preview({}, strangersKey)).statusCode).toBe(404);
    expect((await draft('progress_update', keys.backend)).statusCode).toBe(403);
    expect((await draft('progress_update', strangersKey)).statusCode).toBe(404);
  });
});

describe('a draft', () => {
  beforeEach(() => open());

  it('is what the mail of this type would say of the case now, without greeting and signature', async () => {
    expect((await draft('progress_update')).json()).toEqual({
      caseId: 'inc-1',
      template: 'progress_update',
      text: 'Your case about "Late delivery" is with the care team.',
      warnings: [],
    });
  });

  it.each(['survey', 'agent_message', 'nothing'])('of %s is refused, with what there is', async (template) => {
    const answer = await draft(template);
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({
      errors: [{ field: 'template', reason: expect.stringMatching(/progress_update/) as string }],
    });
  });
});

describe('a contact that a person logs', () => {
  beforeEach(() => open());
  const log = (overrides: object = {}) =>
    post('/commands', { type: 'log_contact', requestId: 'r-1', kind: 'phone', spokeTo: true, ...overrides });

  it('reaches the case, and its note is kept for colleagues alone', async () => {
    expect((await log({ note: 'She is content.' })).json()).toEqual({ caseId: 'inc-1', seq: 7 });
    expect(edge.recoveries.commands).toEqual([{ type: 'log_contact', kind: 'phone', spokeTo: true, ...address }]);
    const notes = await edge.stores.notes.ofCase({ tenant: 'acme', caseId: 'inc-1' });
    expect(notes).toEqual([{ requestId: 'r-1', actor: 's-104', at: noon, note: 'She is content.' }]);
  });

  it.each([
    [{ kind: 'pigeon' }, 'kind'],
    [{ spokeTo: 'yes' }, 'spokeTo'],
    [{ spokeTo: undefined }, 'spokeTo'],
    [{ note: 'x'.repeat(2_001) }, 'note'],
  ])('%j is refused, names %s, and goes nowhere', async (body, field) => {
    const answer = await log(body);
    expect([answer.statusCode, answer.json()]).toMatchObject([422, { errors: [{ field }] }]);
    expect(edge.recoveries.commands).toEqual([]);
  });
});
