import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startTwilioStandIn, type TwilioStandIn } from '../../../tools/dev-services/index.js';
import { clientAt } from './twilio-loopback-client.js';

const to = '+12025550101';
const from = '+12025550100';
const sms = { to, from, body: 'We are looking into it.' };

let standIn: TwilioStandIn;
beforeEach(async () => {
  standIn = await startTwilioStandIn({ stepMs: 1 });
});
afterEach(async () => {
  vi.useRealTimers();
  await standIn.stop();
});

const client = () => clientAt(standIn.baseUrl, standIn);

describe('the Twilio stand-in', () => {
  test('accepts each message under a SID of its own and carries it from queued to delivered', async () => {
    const first = await client().messages.create(sms);
    const second = await client().messages.create(sms);
    expect(first).toMatchObject({ status: 'queued', dateSent: null, to, from, numSegments: '1' });
    expect(new Set([first.sid, second.sid]).size).toBe(2);
    await standIn.settled();
    expect(await client().messages(first.sid).fetch()).toMatchObject({ status: 'delivered', body: sms.body });
    expect(standIn.messages.map(({ sid }) => sid)).toEqual([first.sid, second.sid]);
  });

  test('tells its own account, and nobody else, that the account is active', async () => {
    const { accountSid } = standIn;
    expect(await client().api.v2010.accounts(accountSid).fetch()).toMatchObject({ sid: accountSid, status: 'active' });
    const intruder = clientAt(standIn.baseUrl, { ...standIn, authToken: 'f'.repeat(32) });
    await expect(intruder.api.v2010.accounts(accountSid).fetch()).rejects.toMatchObject({ status: 401 });
  });

  test('shows its messages to whoever looks at the demo', async () => {
    const { sid } = await client().messages.create(sms);
    const shown: unknown = await (await fetch(`${standIn.baseUrl}/_stand-in/messages`)).json();
    expect(shown).toEqual([expect.objectContaining({ sid, to, body: sms.body })]);
  });

  test.each([
    ['a recipient that is no number', { ...sms, to: 'nobody' }, 21211],
    ['a recipient that is two numbers', { ...sms, to: '+12025550101,+12025550102' }, 21211],
    ['a sender that is no number', { ...sms, from: 'us' }, 21212],
    ['no text', { ...sms, body: '' }, 21602],
    ['a text of 1,601 characters', { ...sms, body: 'x'.repeat(1_601) }, 21617],
    ['a callback that is no URL', { ...sms, statusCallback: 'nowhere' }, 21609],
  ])('refuses %s with the code that Twilio gives', async (_what, request, code) => {
    await expect(client().messages.create(request)).rejects.toMatchObject({ status: 400, code });
    expect(standIn.messages).toEqual([]);
  });

  test('refuses a caller with another token, and an account that it does not know', async () => {
    const intruder = clientAt(standIn.baseUrl, { ...standIn, authToken: 'f'.repeat(32) });
    await expect(intruder.messages.create(sms)).rejects.toMatchObject({ status: 401, code: 20003 });
    const stranger = clientAt(standIn.baseUrl, { ...standIn, accountSid: `AC${'0'.repeat(32)}` });
    await expect(stranger.messages.create(sms)).rejects.toMatchObject({ status: 404 });
    expect(standIn.messages).toEqual([]);
  });

  test('refuses a number that has opted out, until it opts in again, and no other', async () => {
    standIn.optOut(to);
    await expect(client().messages.create(sms)).rejects.toMatchObject({ status: 400, code: 21610 });
    await client().messages.create({ ...sms, to: '+12025550102' });
    standIn.optIn(to);
    await client().messages.create(sms);
    expect(standIn.messages.map((message) => message.to)).toEqual(['+12025550102', to]);
  });

  test('counts the copies of a message by the mark in parentheses at its end', async () => {
    for (const body of ['Sorry (k2m4xz)', 'Sorry (k2m4xz)', 'Done (abcdef)', 'Ref (K7Q2) noted', 'No mark'])
      await client().messages.create({ ...sms, body });
    expect(standIn.copiesByMark()).toEqual(
      new Map([
        ['k2m4xz', 2],
        ['abcdef', 1],
      ]),
    );
  });

  test('knows no message under a SID that it has not given', async () => {
    await expect(
      client()
        .messages(`SM${'0'.repeat(32)}`)
        .fetch(),
    ).rejects.toMatchObject({ status: 404, code: 20404 });
  });
});

describe('the message list of the Twilio stand-in', () => {
  test('is narrowed to a recipient, a sender and a day, newest first', async () => {
    const one = await client().messages.create(sms);
    const other = await client().messages.create({ ...sms, to: '+12025550102' });
    const again = await client().messages.create(sms);
    await standIn.settled();
    const sids = async (filter: Parameters<ReturnType<typeof client>['messages']['list']>[0]) =>
      (await client().messages.list(filter)).map(({ sid }) => sid);
    expect(await sids({ to })).toEqual([again.sid, one.sid]);
    expect(await sids({ to: '+12025550102', from, dateSent: new Date() })).toEqual([other.sid]);
    expect(await sids({ from: '+12025550109' })).toEqual([]);
    expect(await sids({ dateSentBefore: new Date(Date.now() - 60_000) })).toEqual([]);
    expect(await sids({ dateSentAfter: new Date(Date.now() - 60_000), to })).toEqual([again.sid, one.sid]);
  });

  test('comes in pages that the client follows to the end', async () => {
    const sent: string[] = [];
    for (let count = 0; count < 5; count += 1) sent.push((await client().messages.create(sms)).sid);
    const listed = await client().messages.list({ pageSize: 2 });
    // In which order depends on when each was passed on.
    expect(listed.map(({ sid }) => sid).sort()).toEqual(sent.sort());
  });

  test('shows a message at once, or after the lag that it was given; one asked for by its SID is there at once', async () => {
    await client().messages.create(sms);
    expect(await client().messages.list()).toHaveLength(1);
    const lagging = await startTwilioStandIn({ listLagMs: 60_000 });
    const { messages } = clientAt(lagging.baseUrl, lagging);
    const { sid } = await messages.create(sms);
    expect(await messages(sid).fetch()).toMatchObject({ sid });
    expect(await messages.list()).toEqual([]);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
    expect(await messages.list()).toMatchObject([{ sid }]);
    await lagging.stop();
  });
});
