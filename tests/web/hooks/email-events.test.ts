import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmailHook } from '../../../adapters/channels/email/index.js';
import type { SendClaim } from '../../../domain/sends/send-row.js';
import { noon, startEdge, type Edge } from '../support/server.js';
import { aCase, aDoubt, aSent, emailSecret, postMail, rowOf, startDoors } from './support/doors.js';

const key = 'acme/order-1041-late/1/apology/1/email';
const at = new Date(noon - 20_000).toISOString();

let edge: Edge;
let sent: SendClaim;
beforeEach(async () => {
  edge = await startDoors();
  await aCase(edge);
  sent = await aSent(edge, { key, settlement: { state: 'accepted', providerId: 'm1', at: noon - 50_000 } });
});
afterEach(() => edge.app.close());

const event = (type: string, more: object = {}) => ({
  type,
  at,
  messageId: `<${sent.mark}@larkfield.example>`,
  ...more,
});
const hard = { bounce: { kind: 'hard', status: '5.1.1' } };
const failure = {
  tenant: 'acme',
  customerId: 'c-77',
  caseId: 'order-1041-late',
  actor: 'system',
  slot: '1/apology/1/email',
  type: 'delivery_failed',
};

describe('an event of e-mail', () => {
  it.each([
    ['by its Message-ID', () => event('email.delivered')],
    [
      'by its Message-ID without brackets',
      () => event('email.delivered', { messageId: `${sent.mark}@larkfield.example` }),
    ],
    [
      'by an echo of our header, whatever became of the Message-ID',
      () =>
        event('email.delivered', { messageId: '<new@relay.example>', headers: { 'x-amends-key': ` ${sent.mark}` } }),
    ],
  ])('finds its message %s', async (_, one) => {
    expect((await postMail(edge, one())).statusCode).toBe(204);
    const times = { settledAt: noon - 50_000, reportedAt: noon - 20_000 };
    expect(await rowOf(edge, sent)).toMatchObject({ state: 'delivered', ...times });
  });

  it.each([
    ['<short@larkfield.example>', undefined],
    [undefined, 'no mark'],
    [undefined, undefined],
  ])('that names no message of ours (%s, %s) is taken, counted and changes nothing', async (messageId, header) => {
    const { messageId: _, ...rest } = event('email.bounced', hard);
    const named = {
      ...(messageId !== undefined && { messageId }),
      ...(header !== undefined && { headers: { 'X-Amends-Key': header } }),
    };
    expect((await postMail(edge, { ...rest, ...named })).statusCode).toBe(204);
    expect(edge.logged.join('')).toContain('"source":"email_events","result":"unknown","count":1');
    expect(await rowOf(edge, sent)).toMatchObject({ state: 'accepted' });
  });

  it('that the relay has taken a mail ends the doubt about it', async () => {
    const doubted = await aDoubt(edge, { key: 'acme/order-1041-late/1/survey/1/email' });
    await postMail(edge, {
      ...event('email.accepted'),
      messageId: `<${doubted.mark}@larkfield.example>`,
      providerId: 'r-1',
    });
    expect(await rowOf(edge, doubted)).toMatchObject({ state: 'accepted', providerId: 'r-1' });
    expect(edge.recoveries.told).toMatchObject([{ type: 'send_settled', verdict: 'arrived' }]);
  });

  it.each([
    ['hard', '5.1.1', 'bad_address', true],
    ['hard', '5.1.8', 'refused_by_provider', false],
    ['hard', '5.2.1', 'mailbox_refused', true],
    ['hard', '5.2.2', 'mailbox_full', false],
    ['hard', '5.3.4', 'not_delivered', false],
    ['hard', '5.7.1', 'refused_by_provider', false],
    ['hard', undefined, 'mailbox_refused', true],
    ['soft', '5.1.1', 'not_delivered', false],
    ['soft', '4.2.2', 'mailbox_full', false],
    ['soft', undefined, 'not_delivered', false],
  ])(
    'of a %s bounce with status %s fails the mail as %s; that its address is stopped is %s',
    async (kind, status, ...[code, stops]) => {
      const bounce = { kind, ...(status !== undefined && { status }) };
      expect((await postMail(edge, event('email.bounced', { bounce }))).statusCode).toBe(204);
      expect(await rowOf(edge, sent)).toMatchObject({ state: 'failed', code });
      expect(edge.recoveries.told).toEqual([{ ...failure, code }]);
      const stop = { reason: code, at: noon - 20_000, source: 'email_events' };
      expect(await edge.stores.addresses.stops(sent.addressHash)).toEqual(stops ? [stop] : []);
    },
  );

  it('of a complaint stops the address, and leaves the mail delivered and the case alone', async () => {
    await postMail(edge, [event('email.delivered'), event('email.complained')]);
    expect(await rowOf(edge, sent)).toMatchObject({ state: 'delivered' });
    expect(await edge.stores.addresses.stops(sent.addressHash)).toMatchObject([{ reason: 'complained' }]);
    expect(edge.recoveries.told).toEqual([]);
  });
});

describe('a list of events', () => {
  it('of a thousand is taken at once', async () => {
    const claims = await Promise.all(
      Array.from({ length: 1_000 }, (_, n) => aSent(edge, { key: `acme/case-${n}/1/apology/1/email` })),
    );
    const all = claims.map(({ mark }) => ({ type: 'email.delivered', at, messageId: `<${mark}@larkfield.example>` }));
    expect((await postMail(edge, all)).statusCode).toBe(204);
    const rows = await Promise.all(claims.map((claim) => rowOf(edge, claim)));
    expect(rows.filter((row) => row?.state === 'delivered')).toHaveLength(1_000);
  });

  it.each([
    ['none', [], 'There has to be at least 1.'],
    [
      'more than a thousand',
      Array.from({ length: 1_001 }, () => ({ type: 'email.delivered', at })),
      'There may be 1000 at most.',
    ],
    ['no type', [{ at }], 'one of email.accepted'],
    ['what is no event', ['email.delivered'], '1: '],
    ['an unknown field', [{ type: 'email.delivered', at, to: 'ada@customers.example' }], 'This field is not known.'],
    ['a bounce that does not say which', [{ type: 'email.bounced', at }], 'This is missing.'],
    ['a time without offset', [{ type: 'email.delivered', at: '2026-03-02T11:00:00' }], 'ISO 8601'],
    [
      'fifty-one headers',
      [
        {
          type: 'email.delivered',
          at,
          headers: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`h${n}`, ''])),
        },
      ],
      '50 headers',
    ],
  ])('with %s is refused, and what can be read of it is taken', async (_, wrong, reason) => {
    const answer = await postMail(
      edge,
      [...(wrong.length === 0 ? [] : [event('email.delivered')]), ...wrong].slice(-1_001),
    );
    expect(answer.statusCode).toBe(422);
    expect(answer.json<{ detail: string }>().detail).toContain(reason);
    // A list that is too short or too long is no list of ours.
    const isList = wrong.length > 0 && wrong.length <= 1_000;
    expect(await rowOf(edge, sent)).toMatchObject({ state: isList ? 'delivered' : 'accepted' });
  });

  it('with types that say nothing to us is taken, and they are counted', async () => {
    const counted: unknown[] = [];
    const metrics = {
      answered: () => undefined,
      decided: () => undefined,
      contacted: () => undefined,
      reported: (what: unknown) => void counted.push(what),
    };
    const door = await startDoors({ stores: edge.stores, metrics });
    const others = [{ type: 'email.opened', at, url: 'x' }, { type: 'email.clicked' }];
    expect((await postMail(door, [others[0], event('email.bounced', hard), others[1]])).statusCode).toBe(204);
    expect((await postMail(door, others[0])).statusCode).toBe(204);
    await door.app.close();
    expect(await rowOf(edge, sent)).toMatchObject({ state: 'failed' });
    expect(counted).toEqual([
      { source: 'email_events', result: 'skipped', count: 2 },
      { source: 'email_events', result: 'taken', count: 1 },
      { source: 'email_events', result: 'skipped', count: 1 },
    ]);
  });

  it.each([
    ['half an object', '{"type":', 400],
    ['21 levels', `${'['.repeat(21)}${']'.repeat(21)}`, 400],
    ['a prototype', '{"__proto__":{"type":"email.delivered"}}', 400],
    ['more than a mebibyte', ' '.repeat(1_048_577), 413],
  ])('of %s is refused', async (_, body, code) => {
    expect((await postMail(edge, body)).statusCode).toBe(code);
  });
});

describe('the signature of an event', () => {
  const second = 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=';
  const withSecrets = async (secrets: readonly string[], signedWith: string, when = new Date(noon)) => {
    const email = createEmailHook({ secrets, clock: { now: () => noon } });
    const door = await startDoors({ hooks: { email }, stores: edge.stores });
    const { statusCode } = await postMail(door, event('email.delivered'), { secret: signedWith, at: when });
    await door.app.close();
    return [statusCode, (await rowOf(edge, sent))?.state];
  };
  const ago = (seconds: number): Date => new Date(noon - seconds * 1_000);

  it.each([
    ['the only secret', [emailSecret], emailSecret, 0],
    ['the old one of two', [emailSecret, second], emailSecret, 0],
    ['the new one of two, in the form of Standard Webhooks', [emailSecret, second], second, 0],
    ['a secret, four minutes ago', [emailSecret], emailSecret, 240],
    ['a secret, by a clock four minutes ahead', [emailSecret], emailSecret, -240],
  ])('is believed when it is made with %s', async (_, ...[secrets, secret, seconds]) => {
    expect(await withSecrets(secrets, secret, ago(seconds))).toEqual([204, 'delivered']);
  });

  it.each([
    ['another secret', [emailSecret], `${emailSecret}x`, 0],
    ['a secret that was taken out', [second], emailSecret, 0],
    ['a secret, six minutes ago', [emailSecret], emailSecret, 360],
    ['a secret, by a clock six minutes ahead', [emailSecret], emailSecret, -360],
  ])('is refused when it is made with %s', async (_, ...[secrets, secret, seconds]) => {
    expect(await withSecrets(secrets, secret, ago(seconds))).toEqual([403, 'accepted']);
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('is refused without %s', async (without) => {
    const answer = await postMail(edge, event('email.delivered'), { without });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ type: 'urn:amends:problem:bad_signature' });
  });

  it('is nothing that could be asked for where no secret is set', async () => {
    const shut = await startEdge();
    const answer = await postMail(shut, event('email.delivered'));
    await shut.app.close();
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ detail: expect.stringContaining('EMAIL_HOOK_SECRET') as string });
  });
});
