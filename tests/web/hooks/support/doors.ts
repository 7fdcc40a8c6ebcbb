import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { getExpectedBodyHash, getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { createEmailHook } from '../../../../adapters/channels/email/index.js';
import { createTwilioHook } from '../../../../adapters/channels/sms/index.js';
import type { SendClaim, SendRow, Settlement } from '../../../../domain/sends/send-row.js';
import { settleTaskId } from '../../../../domain/tasks/task.js';
import type { ServerDependencies } from '../../../../web/dependencies.js';
import { aClaim } from '../../../domain/support/sends.js';
import { putCase } from '../../support/builders.js';
import { noon, publicUrl, startEdge, type Edge } from '../../support/server.js';

export const account = { accountSid: `AC${'0123456789abcdef'.repeat(2)}`, authToken: 'the token of these tests' };
export const emailSecret = 'the secret of these tests, of 32 bytes and more';
export const callbackPath = '/hooks/twilio/status';

/** The edge with both doors, over a clock that stands still. */
export async function startDoors(overrides: Partial<ServerDependencies> = {}): Promise<Edge> {
  const clock = { now: () => noon };
  const hooks = {
    twilio: createTwilioHook({ ...account, publicUrl, clock }),
    email: createEmailHook({ secrets: [emailSecret], clock }),
  };
  return startEdge({ hooks, ...overrides });
}

/** A message of case `order-1041-late` in the ledger, as it was after its first claim and this word of its sender. */
export async function aSent(
  { stores }: Edge,
  { settlement, ...overrides }: Partial<SendClaim> & { settlement?: Settlement } = {},
): Promise<SendClaim> {
  const key = overrides.key ?? 'acme/order-1041-late/1/apology/1/sms';
  const claim = aClaim({ key, claimedAt: noon - 60_000, deadlineAt: noon - 45_000, ...overrides });
  await stores.sends.claim(claim);
  if (settlement !== undefined) await stores.sends.settle(key, 1, settlement);
  return claim;
}

/** A message that is in doubt, with the task to settle it. */
export async function aDoubt(edge: Edge, overrides: Partial<SendClaim> = {}): Promise<SendClaim> {
  const settlement: Settlement = { state: 'in_doubt', code: 'connection_lost', at: noon - 50_000 };
  const claim = await aSent(edge, { ...overrides, settlement });
  const { key, mark } = claim;
  const task = { tenant: 'acme', caseId: 'order-1041-late', kind: 'settle_send', send: key } as const;
  await edge.stores.tasks.raise({ ...task, id: settleTaskId({ mark, generation: 1 }), raisedAt: noon - 50_000 });
  return claim;
}

/** The case of these messages. */
export const aCase = ({ stores }: Edge): Promise<string> => putCase(stores.cases);

export const rowOf = ({ stores }: Edge, { key }: SendClaim): Promise<SendRow | undefined> => stores.sends.get(key);

/** What Twilio says of a message. */
export function statusOf(status: string, more: Record<string, string> = {}): Record<string, string> {
  return { AccountSid: account.accountSid, MessageSid: 'SM1', MessageStatus: status, To: '+12025550143', ...more };
}

/** Posts a callback as Twilio does: a form, signed over the public address. */
export function callBack({ app }: Edge, mark: string, form: Record<string, string>) {
  const target = `${callbackPath}?k=${mark}`;
  const signature = getExpectedTwilioSignature(account.authToken, `${publicUrl}${target}`, form);
  return app.inject({
    method: 'POST',
    url: target,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
    payload: new URLSearchParams(form).toString(),
  });
}

/** The path and query of a callback with a JSON body, and its signature. */
export function signedJson(mark: string, body: string): { readonly target: string; readonly signature: string } {
  const target = `${callbackPath}?k=${mark}&bodySHA256=${getExpectedBodyHash(body)}`;
  return { target, signature: getExpectedTwilioSignature(account.authToken, `${publicUrl}${target}`, {}) };
}

/** How a post of e-mail events is signed. */
export interface Signing {
  readonly secret?: string;
  readonly at?: Date;
  readonly type?: string;
  /** The door; by default that of events. */
  readonly url?: string;
  /** The header that is left out. */
  readonly without?: string;
}

/** Posts to the door of e-mail as Standard Webhooks says: a text or bytes as they are, anything else as JSON. */
export function postMail({ app }: Edge, body: unknown, signing: Signing = {}) {
  const {
    secret = emailSecret,
    at = new Date(noon),
    type = 'application/json',
    without,
    url = '/hooks/email/events',
  } = signing;
  const payload = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const key = secret.startsWith('whsec_') ? new Webhook(secret) : new Webhook(secret, { format: 'raw' });
  const seconds = Math.floor(at.getTime() / 1_000);
  // Bytes are no text, and the library signs texts.
  const ofBytes = () => createHmac('sha256', secret).update(`msg_1.${seconds}.`).update(payload).digest('base64');
  const headers = {
    'content-type': type,
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(seconds),
    'webhook-signature': Buffer.isBuffer(payload) ? `v1,${ofBytes()}` : key.sign('msg_1', at, payload),
  };
  const sent = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== without));
  return app.inject({ method: 'POST', url, headers: sent, payload });
}
