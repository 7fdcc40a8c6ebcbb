import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RecoveryUnavailableError } from '../../client/index.js';
import { ownSubject } from '../../domain/contact/opt-outs.js';
import { aReport } from '../domain/support/builders.js';
import { marks } from '../support/marks.js';
import { putCase } from './support/builders.js';
import { noon, Outage, publicUrl, startEdge, type Edge } from './support/server.js';

const key = 'acme/order-1041-late/1/survey/1/email';
const addressHash = marks.hashAddress('email', 'ada@customers.example');
const mark = marks.markOf(key, addressHash);
const own = ownSubject({ tenant: 'acme', customerId: 'c-77' }, 'email');

let edge: Edge;
let path: string;
beforeEach(async () => {
  edge = await startEdge();
  await putCase(edge.stores.cases);
  path = await sent(key);
});
afterEach(() => edge.app.close());

/** The link in a message that went to the address. */
async function sent(ofKey: string): Promise<string> {
  const ofMark = marks.markOf(ofKey, addressHash);
  const times = { claimedAt: noon - 60_000, deadlineAt: noon - 45_000 };
  await edge.stores.sends.claim({ key: ofKey, mark: ofMark, addressHash, request: 1, ...times });
  return edge.unsubscribeLinks.url(ofMark).slice(publicUrl.length);
}

const FORM = 'application/x-www-form-urlencoded';
const click = (url = path, payload = 'List-Unsubscribe=One-Click', type = FORM) =>
  edge.app.inject({ method: 'POST', url, headers: { 'content-type': type }, payload });
const reasons = async (subject: string) => (await edge.stores.addresses.stops(subject)).map(({ reason }) => reason);
const nothing = async () => {
  expect([await reasons(addressHash), await reasons(own), edge.recoveries.told]).toEqual([[], [], []]);
};

describe('a click to unsubscribe', () => {
  it('spares the address and the customer, tells the open case, and is answered at once, without cookie or redirect', async () => {
    const answer = await click();
    expect([answer.statusCode, answer.headers['set-cookie'], answer.headers.location]).toEqual([
      ...[200, undefined, undefined],
    ]);
    expect(answer.body).toContain('<h1>We will not ask you any more</h1>');
    expect([await reasons(addressHash), await reasons(own)]).toEqual([['unsubscribed'], ['unsubscribed']]);
    const [history] = await edge.stores.consents.history([own]);
    expect(history?.words).toEqual([{ at: noon, source: 'one_click', actor: 'customer', said: 'opt_out' }]);
    expect(edge.recoveries.told).toEqual([
      {
        ...{ type: 'channel_stopped', tenant: 'acme', customerId: 'c-77', caseId: 'order-1041-late' },
        ...{ actor: 'customer', channel: 'email', scope: 'survey', confirm: false },
      },
    ]);
  });

  it('counts as a form of either kind, as mail programs post it, and again as the same', async () => {
    const field = '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n';
    expect((await click(path, field, 'multipart/form-data; boundary=b')).statusCode).toBe(200);
    expect((await click()).statusCode).toBe(200);
    expect((await edge.stores.consents.history([own]))[0]?.words).toHaveLength(1);
  });

  it('is kept where the case cannot be told now, and says so to nobody but us', async () => {
    edge.recoveries.failure = new RecoveryUnavailableError('telling of channel_stopped');
    expect((await click()).statusCode).toBe(200);
    expect(await reasons(own)).toEqual(['unsubscribed']);
  });

  it('counts before anything of its case is written down: the report that opened it says whose it is', async () => {
    const customer = { id: 'c-78', locale: 'en', email: 'ada@customers.example' };
    await edge.stores.incidents.put(aReport({ id: 'order-1042-late', customer }));
    expect((await click(await sent('acme/order-1042-late/1/survey/1/email'))).statusCode).toBe(200);
    const other = ownSubject({ tenant: 'acme', customerId: 'c-78' }, 'email');
    expect([await reasons(addressHash), await reasons(other), await reasons(own)]).toEqual([
      ...[['unsubscribed'], ['unsubscribed'], []],
    ]);
  });

  it('spares the address that the mail went to, though the customer has another one by now', async () => {
    const corrected = marks.hashAddress('email', 'ada.byron@customers.example');
    await edge.stores.customers.upsert(
      'acme',
      { id: 'c-77', locale: 'en', email: 'ada.byron@customers.example' },
      noon,
    );
    await click();
    expect([await reasons(addressHash), await reasons(corrected)]).toEqual([['unsubscribed'], []]);
  });

  it.each([
    ['an empty body', '', FORM],
    ['another field', 'score=5', FORM],
    ['JSON', '{}', 'application/json'],
  ])('is none with %s: nothing is kept', async (_what, payload, type) => {
    expect((await click(path, payload, type)).statusCode).toBe(400);
    await nothing();
  });

  it('is none under a token that was tampered with, or of a message that nobody sent', async () => {
    const other = edge.unsubscribeLinks.url(marks.markOf('acme/case-9/1/survey/1/email', addressHash));
    for (const url of [`${path}x`, path.replace('/u/', '/u/A'), '/u/x', other.slice(publicUrl.length)]) {
      const answer = await click(url);
      expect([answer.statusCode, answer.body]).toEqual([404, expect.stringContaining('This link is not complete')]);
    }
    await nothing();
  });

  it('is none under a message whose case and report are nowhere', async () => {
    expect((await click(await sent('acme/order-1042-late/1/survey/1/email'))).statusCode).toBe(404);
    await nothing();
  });

  it('that cannot be kept is no success: a page says so', async () => {
    edge.stores.consents.optOut = () => Promise.reject(new Outage('away'));
    const answer = await click();
    expect([answer.statusCode, answer.body]).toEqual([503, expect.stringContaining('nothing was changed')]);
  });
});

describe('a look at the link to unsubscribe', () => {
  it.each(['GET', 'HEAD'] as const)('by %s, a hundred times, changes nothing', async (method) => {
    for (let time = 0; time < 100; time++) expect((await edge.app.inject({ method, url: path })).statusCode).toBe(200);
    await nothing();
  });

  it('shows what it is and a button that posts the same click, with nothing of the customer', async () => {
    const { body, headers } = await edge.app.inject({ method: 'GET', url: path });
    expect(body).toContain('<form method="post">');
    expect(body).toContain('<input type="hidden" name="List-Unsubscribe" value="One-Click">');
    expect(body).not.toMatch(/<script|ada@|order-1041/);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect((await edge.app.inject({ method: 'GET', url: `${path}x` })).statusCode).toBe(404);
  });

  it('leaves the token in no log line', async () => {
    await click();
    expect(edge.logged.join('')).not.toContain(mark);
  });
});
