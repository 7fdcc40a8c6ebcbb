import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SendClaim } from '../../../domain/sends/send-row.js';
import { noon, type Edge } from '../support/server.js';
import { aCase, aSent, postMail, rowOf, startDoors } from './support/doors.js';

let edge: Edge;
let sent: SendClaim;
beforeEach(async () => {
  edge = await startDoors();
  await aCase(edge);
  const key = 'acme/order-1041-late/1/apology/1/email';
  sent = await aSent(edge, { key, settlement: { state: 'accepted', providerId: 'm1', at: noon - 50_000 } });
});
afterEach(() => edge.app.close());

const BOUNDARY = 'a-boundary/of.these-tests';
const type = `multipart/report; report-type=delivery-status; boundary="${BOUNDARY}"`;
const attempt = 'Last-Attempt-Date: Mon, 2 Mar 2026 12:59:40 +0100';

/** What a bounce is made of. */
interface Parts {
  readonly action?: string;
  readonly status?: string;
  /** The status part, in place of one about a single recipient. */
  readonly blocks?: string;
  /** What is sent back of the mail, its type included. */
  readonly original?: string;
}

const headersOf = (mark: string): string =>
  `X-Amends-Key: ${mark}\r\nMessage-ID: <${mark}@larkfield.example>\r\nTo: ada@customers.example\r\nSubject: Sorry\r\n`;

/** The body of a delivery status notification, as a mail server writes it. */
function bodyOf({ action = 'failed', status = '5.1.1', ...parts }: Parts = {}): string {
  const {
    blocks = `Reporting-MTA: dns; mx.relay.example\r\nArrival-Date: Mon, 2 Mar 2026 12:59:30 +0100\r\n\r\nFinal-Recipient: rfc822; ada@customers.example\r\nAction: ${action}\r\nStatus: ${status}\r\n${attempt}\r\nDiagnostic-Code: smtp; 550 no such user\r\n`,
    original = `Content-Type: text/rfc822-headers\r\n\r\n${headersOf(sent.mark)}`,
  } = parts;
  return [
    '',
    'Content-Type: text/plain\r\n\r\nYour mail could not be delivered to ada@customers.example.\r\n',
    `Content-Type: message/delivery-status\r\n\r\n${blocks}`,
    original,
  ]
    .join(`\r\n--${BOUNDARY}\r\n`)
    .concat(`\r\n--${BOUNDARY}--\r\n`);
}

const mailOf = (parts: Parts = {}): string =>
  `From: MAILER-DAEMON@relay.example\r\nTo: care@larkfield.example\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n${bodyOf(parts)}`;

const post = async (mail: string, as = 'message/rfc822') => (await postMail(edge, mail, { type: as })).statusCode;

describe('a bounce', () => {
  it.each([
    ['5.1.1', 'bad_address'],
    ['5.2.1', 'mailbox_refused'],
    ['5.2.2', 'mailbox_full'],
    ['5.7.26 (policy)', 'refused_by_provider'],
    ['5.4.4', 'not_delivered'],
    ['5.0.0', 'mailbox_refused'],
    ['4.4.7', 'not_delivered'],
    ['4.2.2', 'mailbox_full'],
    ['unreadable', 'mailbox_refused'],
  ])('with status %s fails its mail as %s, at the time of the last attempt', async (status, code) => {
    expect(await post(mailOf({ status }))).toBe(204);
    expect(await rowOf(edge, sent)).toMatchObject({ state: 'failed', code, reportedAt: noon - 20_000 });
    const stops = await edge.stores.addresses.stops(sent.addressHash);
    const closing = ['bad_address', 'mailbox_refused'].includes(code);
    expect(stops).toEqual(closing ? [{ reason: code, at: noon - 20_000, source: 'email_events' }] : []);
    expect(edge.recoveries.told).toMatchObject([{ type: 'delivery_failed', code }]);
  });

  it.each([
    ['550 no such user', 'mailbox_refused', 1],
    ['550 relay not permitted', 'not_delivered', 0],
  ])('without a telling status closes the address only by what its server says: %s', async (said, code, stops) => {
    const blocks = `Reporting-MTA: dns; mx\r\n\r\nAction: failed\r\nStatus: 5.0.0\r\nDiagnostic-Code: smtp; ${said}\r\n`;
    expect(await post(mailOf({ blocks }))).toBe(204);
    expect(await rowOf(edge, sent)).toMatchObject({ state: 'failed', code });
    expect(await edge.stores.addresses.stops(sent.addressHash)).toHaveLength(stops);
  });

  it.each([
    ['failed', 'failed'],
    ['Failed', 'failed'],
    ['delayed', 'accepted'],
    ['delivered', 'delivered'],
    ['relayed (to another system)', 'delivered'],
    ['exploded', 'accepted'],
  ])('that says %s leaves an accepted mail %s', async (action, state) => {
    expect(await post(mailOf({ action }))).toBe(204);
    expect(await rowOf(edge, sent)).toMatchObject({ state });
  });

  it.each([
    ['the whole mail', () => `Content-Type: message/rfc822\r\n\r\n${headersOf(sent.mark)}\r\nWe are sorry.\r\n`],
    [
      'its headers in base64',
      () =>
        `Content-Type: text/rfc822-headers\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(headersOf(sent.mark)).toString('base64')}`,
    ],
    [
      'a Message-ID alone',
      () => `Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <${sent.mark}@larkfield.example>\r\n`,
    ],
    [
      'a folded Message-ID',
      () => `Content-Type: text/rfc822-headers\r\n\r\nMessage-ID:\r\n <${sent.mark}@larkfield.example>\r\n`,
    ],
    [
      'our header and a Message-ID of the relay',
      () => `Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <1@relay.example>\r\nx-amends-key: ${sent.mark}\r\n`,
    ],
  ])('finds its mail where it sends back %s', async (_, original) => {
    expect(await post(mailOf({ original: original() }))).toBe(204);
    expect(await rowOf(edge, sent)).toMatchObject({ state: 'failed' });
  });

  it('is read with lines that end in a line feed alone, and without the headers of its mail', async () => {
    expect(await post(mailOf().replaceAll('\r\n', '\n'))).toBe(204);
    expect(await rowOf(edge, sent)).toMatchObject({ state: 'failed' });
    const other = await aSent(edge, { key: 'acme/order-1041-late/1/survey/1/email' });
    const original = `Content-Type: text/rfc822-headers\r\n\r\n${headersOf(other.mark)}`;
    expect(await post(bodyOf({ original }), type)).toBe(204);
    expect(await rowOf(edge, other)).toMatchObject({ state: 'failed' });
  });

  it('of a mail server that writes in another encoding is believed, over its bytes', async () => {
    const mail = Buffer.from(
      mailOf().replace('Your mail could', 'Empf\u00e4nger unbekannt. Your mail could'),
      'latin1',
    );
    expect((await postMail(edge, mail, { type: 'message/rfc822' })).statusCode).toBe(204);
    expect(await rowOf(edge, sent)).toMatchObject({ state: 'failed', code: 'bad_address' });
    expect((await postMail(edge, mail, { type: 'message/rfc822', secret: 'another' })).statusCode).toBe(403);
  });

  it('counts from its arrival where it names no time', async () => {
    const blocks = 'Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; a\r\nAction: failed\r\nStatus: 5.1.1\r\n';
    expect(await post(mailOf({ blocks }))).toBe(204);
    expect(await rowOf(edge, sent)).toMatchObject({ state: 'failed', reportedAt: noon });
  });

  it('of a mail that is not ours is taken, and nothing of it is logged', async () => {
    const original = 'Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <hello@larkfield.example>\r\n';
    expect(await post(mailOf({ original }))).toBe(204);
    const log = edge.logged.join('');
    expect(log).toContain('"source":"email_events","result":"unknown","count":1');
    expect(log).not.toMatch(/customers\.example|no such user/);
  });

  it('that comes three times changes nothing more', async () => {
    await post(mailOf());
    const row = await rowOf(edge, sent);
    for (let copy = 0; copy < 2; copy++) expect(await post(mailOf())).toBe(204);
    expect(await rowOf(edge, sent)).toEqual(row);
    expect(edge.recoveries.told).toHaveLength(1);
  });
});

describe('a mail that is no bounce', () => {
  it.each<[string, () => string]>([
    ['nothing', () => ''],
    [
      'an answer from a holiday',
      () => 'From: ada@customers.example\r\nAuto-Submitted: auto-replied\r\n\r\nI am away.\r\n',
    ],
    ['a status without a recipient', () => mailOf({ blocks: 'Reporting-MTA: dns; mx.relay.example\r\n' })],
    ['parts within parts, twenty deep', () => nested(20)],
    ['a bounce with 500 parts more', () => mailOf({ original: '--\r\n'.repeat(501) })],
    ['headers of 70 kB', () => `X-Long: ${'x'.repeat(70_000)}\r\n${mailOf()}`],
    [
      'a mail whose own headers, sent back, have 70 kB',
      () =>
        mailOf({
          original: `Content-Type: message/rfc822\r\n\r\nX-Long: ${'x'.repeat(70_000)}\r\n${headersOf(sent.mark)}`,
        }),
    ],
  ])('such as %s is refused as malformed', async (_, mail) => {
    expect(await post(mail())).toBe(400);
    expect(await rowOf(edge, sent)).toMatchObject({ state: 'accepted' });
  });

  it('is not read at all as another type, nor without a signature', async () => {
    expect(await post(mailOf(), 'text/plain')).toBe(415);
    const headers = { 'content-type': 'message/rfc822' };
    const unsigned = await edge.app.inject({ method: 'POST', url: '/hooks/email/events', headers, payload: mailOf() });
    expect(unsigned.statusCode).toBe(403);
  });
});

function nested(depth: number): string {
  const open = Array.from(
    { length: depth },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
  );
  return `${open.join('')}${mailOf()}`;
}
