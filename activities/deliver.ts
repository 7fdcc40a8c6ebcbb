import { activityInfo, cancellationSignal } from '@temporalio/activity';
import { promisedAt } from '../domain/journey/promise-terms.js';
import { ANSWERED } from '../domain/journey/results.js';
import type { SendResult } from '../domain/journey/results.js';
import { says } from '../domain/journey/says.js';
import { abandoned } from '../domain/sends/send-row.js';
import type { SendRow } from '../domain/sends/send-row.js';
import { sendKey, slotOf } from '../domain/sends/send-key.js';
import type { DeliveryResult, Delivery } from '../ports/message-channel.js';
import type { Settlement } from '../ports/send-ledger.js';
import type { Survey } from '../ports/survey-store.js';
import type { DeliverInput } from './contract.js';
import { addressOn } from './case-parts.js';
import type { Dependencies } from './dependencies.js';
import { resultOf, senderBusy, sendResult, tryLater } from './failures.js';
import { messageFacts } from './message-facts.js';

/** One attempt to send one message under its key. */
interface Attempt {
  readonly input: DeliverInput;
  readonly key: string;
  readonly to: string;
  readonly name?: string;
  readonly locale: string;
  readonly timeZone?: string;
  readonly now: number;
  readonly deadlineAt: number;
  readonly promiseDueAt?: number;
}

/** A message that a look into the store has made pointless. */
interface Skipped {
  readonly kind: 'skipped';
  readonly reason: string;
}

/** What a claimed attempt comes to before or at the provider. */
type Sent = DeliveryResult | Skipped;

/**
 * Sends one message at most once (protocol: docs/adr/0003-sends.md): claim its ledger row, look at what only the store
 * knows, render, hand over, settle. A row found in another state answers for itself.
 *
 * @throws ApplicationFailure `TryLater` after a certain non-send that another attempt may mend, `SenderBusy` while
 *   another sender may still be at it.
 */
export async function deliver(deps: Dependencies, input: DeliverInput): Promise<SendResult> {
  const attempt = await prepare(deps, input);
  if (attempt === undefined) return { kind: 'rejected', code: 'bad_address' };
  const { key, to, deadlineAt, promiseDueAt } = attempt;
  const { channel, request } = input.order;
  const claim = { key, request, deadlineAt, addressHash: deps.hashAddress(channel, to) };
  const claimed = await deps.sends.claim({ ...claim, ...(promiseDueAt !== undefined && { promiseDueAt }) });
  if (claimed.kind === 'found') return found(deps, attempt, claimed.row);
  const { generation } = claimed;
  const delivery = await compose(deps, attempt).catch(async (error: unknown) => {
    // Nothing was handed over: the claim is given back, or its next finder would have to call it in doubt.
    await deps.sends.settle(key, generation, rejection('not_composed', false, deps.clock.now()));
    throw error;
  });
  if ('kind' in delivery) return settle(deps, attempt, { generation, sent: delivery });
  const sent = await deps.channels[channel].deliver(delivery, cancellationSignal());
  return settle(deps, attempt, { generation, sent, locale: delivery.rendered.locale });
}

async function prepare(deps: Dependencies, input: DeliverInput): Promise<Attempt | undefined> {
  const { tenant, customerId, caseId, order } = input;
  const record = await deps.customers.get({ tenant, customerId });
  const to = record && addressOn(record.customer, order.channel);
  if (record === undefined || to === undefined) return undefined;
  const { name, locale, timeZone } = record.customer;
  const now = deps.clock.now();
  return {
    input,
    key: sendKey(tenant, caseId, slotOf(order)),
    to,
    locale,
    now,
    deadlineAt: now + patience(),
    ...(name !== undefined && { name }),
    ...(timeZone !== undefined && { timeZone }),
    ...(order.promise !== undefined && { promiseDueAt: promisedAt(order.promise, now) }),
  };
}

/** How long an attempt may take: it gives up before its time-out, so that a later one knows that it has. */
function patience(): number {
  const { startToCloseTimeoutMs, scheduleToCloseTimeoutMs } = activityInfo();
  return Math.round(0.75 * Math.min(startToCloseTimeoutMs, scheduleToCloseTimeoutMs || startToCloseTimeoutMs));
}

/** Looks at what only the store knows, and renders; a message that has become pointless is skipped. */
async function compose(deps: Dependencies, attempt: Attempt): Promise<Delivery | Skipped> {
  const { input, key, to, name, locale, timeZone, deadlineAt } = attempt;
  const { tenant, programme, order } = input;
  const { message, channel } = order;
  const survey = await invitation(deps, attempt);
  if (survey?.answer !== undefined) return { kind: 'skipped', reason: ANSWERED };
  const facts = await messageFacts(deps, input, { ...attempt, ...(survey !== undefined && { survey }) });
  const zone = timeZone === undefined ? {} : { timeZone };
  const rendered = await deps.templates.render({ tenant, programme, message, channel, locale, facts, ...zone });
  return { key, to, rendered, deadlineAt, ...(name !== undefined && { toName: name }) };
}

/** The survey that an invitation or its reminder links to. */
async function invitation(deps: Dependencies, { input, now }: Attempt): Promise<Survey | undefined> {
  const { tenant, caseId, customerId, order, surveyOpenFor } = input;
  if (surveyOpenFor === undefined) return undefined;
  const { round } = order;
  return deps.surveys.invite({ tenant, caseId, customerId, round, expiresAt: now + surveyOpenFor });
}

async function settle(
  deps: Dependencies,
  attempt: Attempt,
  end: { generation: number; sent: Sent; locale?: string },
): Promise<SendResult> {
  const { sent, generation, locale } = end;
  const written = { ...settlement(sent, deps.clock.now()), ...(locale !== undefined && { locale }) };
  const settled = await deps.sends.settle(attempt.key, generation, written);
  const promised = attempt.promiseDueAt === undefined ? {} : { promiseDueAt: attempt.promiseDueAt };
  // Our claim was judged abandoned meanwhile: that judgement stands, whatever the provider said to us.
  if (!settled) return { kind: 'in_doubt', ...promised };
  if (sent.kind === 'skipped') return sent;
  if (sent.kind === 'accepted') {
    await remember(deps, attempt, deps.clock.now());
    return { kind: 'accepted', ...promised };
  }
  if (sent.kind === 'rejected' && !sent.permanent) {
    throw tryLater(sent.code, sent.retryAt === undefined ? undefined : sent.retryAt - deps.clock.now());
  }
  return { ...sendResult(sent), ...(sent.kind === 'unknown' && promised) };
}

/** A row that is not ours to claim: its state is the answer, once its sender has passed the deadline. */
async function found(deps: Dependencies, attempt: Attempt, row: SendRow): Promise<SendResult> {
  const known = resultOf(row);
  if (known?.kind === 'accepted') await remember(deps, attempt, row.settledAt ?? row.deadlineAt);
  if (known !== undefined) return known;
  const now = deps.clock.now();
  if (!abandoned(row, now)) throw senderBusy(row.deadlineAt - now);
  await deps.sends.settle(row.key, row.generation, { state: 'in_doubt', code: 'claim_abandoned', at: now });
  return { kind: 'in_doubt', ...(row.promiseDueAt !== undefined && { promiseDueAt: row.promiseDueAt }) };
}

/** Remembers an apology; again on every finding, since an attempt may die between the hand-over and this line. */
async function remember(deps: Dependencies, { input }: Attempt, at: number): Promise<void> {
  const { tenant, customerId, order } = input;
  if (says(order, 'apology')) await deps.customers.apologised({ tenant, customerId }, at);
}

function settlement(sent: Sent, at: number): Settlement {
  switch (sent.kind) {
    case 'accepted':
      return { state: 'accepted', providerId: sent.providerId, at };
    case 'skipped':
      return { state: 'skipped', reason: sent.reason, at };
    case 'rejected':
      return rejection(sent.code, sent.permanent, at);
    case 'unknown':
      return { state: 'in_doubt', code: sent.code, at };
  }
}

function rejection(code: string, permanent: boolean, at: number): Settlement {
  return { state: 'rejected', code, permanent, at };
}
