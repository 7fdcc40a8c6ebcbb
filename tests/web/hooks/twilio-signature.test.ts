import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTwilioHook } from '../../../adapters/channels/sms/index.js';
import type { SendClaim } from '../../../domain/sends/send-row.js';
import { noon, type Edge } from '../support/server.js';
import { account, aCase, aSent, callbackPath, rowOf, signedJson, startDoors, statusOf } from './support/doors.js';

/** One request; what it does not say is as Twilio does it. */
interface Case {
  readonly publicUrl?: string;
  /** The public address as Twilio knows it, where it is another one than ours. */
  readonly signedFor?: string;
  /** Path and query as we get them, and as they were signed. */
  readonly target?: (mark: string) => string;
  readonly signedTarget?: (mark: string) => string;
  readonly form?: string;
  /** The parameters that are signed; default: those of the form. */
  readonly signedForm?: Record<string, string | string[]>;
  readonly token?: string;
  readonly headers?: Record<string, string>;
  /** What becomes of the signature on its way. */
  readonly signature?: (right: string) => string | undefined;
}

const care = 'https://care.example';
const to = (query: string) => (mark: string) => `${callbackPath}?k=${mark}${query}`;
const delivered = new URLSearchParams(statusOf('delivered')).toString();
const signed = (more: Record<string, string | string[]>) => ({ ...statusOf('delivered'), ...more });
const other = `AC${'f'.repeat(32)}`;

const believed: readonly (readonly [string, Case])[] = [
  ['a callback as Twilio signs it', {}],
  ['a public address with a port', { publicUrl: 'https://care.example:8443' }],
  ['the standard port, which Twilio signs and we do not name', { signedFor: 'https://care.example:443' }],
  ['the standard port, which we name and Twilio does not', { publicUrl: 'https://care.example:443', signedFor: care }],
  ['plain http with its standard port', { publicUrl: 'http://care.example', signedFor: 'http://care.example:80' }],
  ['a public address with a path, which a proxy takes away', { publicUrl: 'https://shop.example/care' }],
  ['a Host header of somebody else', { headers: { host: 'evil.example' } }],
  [
    'forwarded headers of somebody else',
    { headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' } },
  ],
  ['an escape in the query that is left as it is', { target: to('&v=a%2Fb') }],
  [
    'the same escape in small letters, as a proxy may write it',
    { target: to('&v=a%2fb'), signedTarget: to('&v=a%2Fb') },
  ],
  ['a space in the query, written as a plus sign', { target: to('&v=a+b') }],
  ['a quotation mark in the query', { target: to("&v='a'") }],
  [
    'a parameter beyond ASCII, a plus sign and an ampersand',
    { form: `${delivered}&Note=Gr%C3%BC%C3%9Fe+%2B+%26`, signedForm: signed({ Note: 'Grüße + &' }) },
  ],
  ['an empty parameter', { form: `${delivered}&ErrorMessage=`, signedForm: signed({ ErrorMessage: '' }) }],
  ['a repeated parameter', { form: `${delivered}&Tag=b&Tag=a`, signedForm: signed({ Tag: ['b', 'a'] }) }],
  [
    'a parameter that is repeated with the same value',
    { form: `${delivered}&Tag=a&Tag=a`, signedForm: signed({ Tag: ['a', 'a'] }) },
  ],
  ['a parameter in another order', { form: delivered.split('&').reverse().join('&') }],
];

const refused: readonly (readonly [string, Case])[] = [
  ['another port', { signedFor: 'https://care.example:8443' }],
  ['another scheme', { signedFor: 'http://care.example' }],
  [
    'the Host header in place of the public address',
    { signedFor: 'https://evil.example', headers: { host: 'evil.example' } },
  ],
  [
    'forwarded headers in place of it',
    { signedFor: 'https://evil.example', headers: { 'x-forwarded-host': 'evil.example' } },
  ],
  ['a path with a closing slash', { signedTarget: (mark) => `${callbackPath}/?k=${mark}` }],
  ['a mark that is not the one signed for', { signedTarget: (mark) => `${callbackPath}?k=${mark.slice(1)}A` }],
  ['no query', { signedTarget: () => callbackPath }],
  [
    'a status that was changed on the way',
    { form: new URLSearchParams(statusOf('failed')).toString(), signedForm: signed({}) },
  ],
  ['a parameter that was added', { form: `${delivered}&ErrorCode=21610`, signedForm: signed({}) }],
  ['the token of another account', { token: 'another token' }],
  [
    'another account, though the token is ours',
    { form: delivered.replace(account.accountSid, other), signedForm: signed({ AccountSid: other }) },
  ],
  [
    'no account',
    { form: 'MessageSid=SM1&MessageStatus=delivered', signedForm: { MessageSid: 'SM1', MessageStatus: 'delivered' } },
  ],
  [
    'two accounts, one of them ours',
    { form: `${delivered}&AccountSid=${other}`, signedForm: signed({ AccountSid: [account.accountSid, other] }) },
  ],
  ['no signature', { signature: () => undefined }],
  ['an empty signature', { signature: () => '' }],
  ['half a signature', { signature: (right) => right.slice(0, 14) }],
  ['a signature in other letters', { signature: (right) => right.toLowerCase() }],
];

let edge: Edge;
let sent: SendClaim;
beforeEach(async () => {
  edge = await startDoors();
  await aCase(edge);
  sent = await aSent(edge, { settlement: { state: 'accepted', providerId: 'SM1', at: noon - 50_000 } });
});
afterEach(() => edge.app.close());

async function post(request: Case): Promise<number> {
  const { publicUrl = care, target = to(''), token = account.authToken, form = delivered } = request;
  const {
    signedFor = publicUrl,
    signedTarget = target,
    signedForm = Object.fromEntries(new URLSearchParams(form)),
  } = request;
  const right = getExpectedTwilioSignature(token, `${signedFor}${signedTarget(sent.mark)}`, signedForm);
  const signature = request.signature === undefined ? right : request.signature(right);
  const twilio = createTwilioHook({ ...account, publicUrl, clock: { now: () => noon } });
  const door = await startDoors({ hooks: { twilio }, stores: edge.stores });
  const answer = await door.app.inject({
    method: 'POST',
    url: target(sent.mark),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...request.headers,
      ...(signature !== undefined && { 'x-twilio-signature': signature }),
    },
    payload: form,
  });
  await door.app.close();
  return answer.statusCode;
}

describe('the signature of a status callback', () => {
  it.each(believed)('is believed for %s', async (_, request) => {
    expect(await post(request)).toBe(204);
    expect(await rowOf(edge, sent)).toMatchObject({ state: 'delivered' });
  });

  it.each(refused)('is refused for %s', async (_, request) => {
    expect(await post(request)).toBe(403);
    expect(await rowOf(edge, sent)).toMatchObject({ state: 'accepted' });
  });
});

describe('the signature of a callback with a JSON body', () => {
  const body = JSON.stringify(statusOf('delivered'));
  async function postJson(sentBody: string, { target, signature }: { target: string; signature: string }) {
    const headers = { 'content-type': 'application/json; charset=utf-8', 'x-twilio-signature': signature };
    const answer = await edge.app.inject({ method: 'POST', url: target, headers, payload: sentBody });
    return answer.statusCode;
  }

  it('is believed for the body whose hash the address names', async () => {
    expect(await postJson(body, signedJson(sent.mark, body))).toBe(204);
    expect(await rowOf(edge, sent)).toMatchObject({ state: 'delivered' });
  });

  it('is refused for another body, for a hash that was changed, and for an address without one', async () => {
    const right = signedJson(sent.mark, body);
    expect(await postJson(body.replace('delivered', 'failed'), right)).toBe(403);
    expect(await postJson(body, { ...right, target: right.target.replace(/.$/, 'x') })).toBe(403);
    const target = to('')(sent.mark);
    const signature = getExpectedTwilioSignature(account.authToken, `${care}${target}`, {});
    expect(await postJson(body, { target, signature })).toBe(403);
    expect(await rowOf(edge, sent)).toMatchObject({ state: 'accepted' });
  });
});
