import { activityInfo, cancellationSignal } from '@temporalio/activity';
import { closesChannel } from '../domain/failure-codes.js';
import { promisedAt } from '../domain/journey/promise-terms.js';
import { ANSWERED } from '../domain/journey/results.js';
import type { SendResult } from '../domain/journey/results.js';
import { says } from '../domain/journey/says.js';
import { sendKey, slotOf } from '../domain/sends/send-key.js';
import type { SendClaim, SendRow, Settlement } from '../domain/sends/send-row.js';
import type { Delivery, DeliveryResult } from '../ports/message-channel.js';
import type { Survey } from '../ports/survey-store.js';
import { addressOn } from './case-parts.js';
import type { DeliverInput } from './contract.js';
import type { Dependencies } from './dependencies.js';
import { resultOf, tryLater } from './failures.js';
import { doubtful, settledByEvidence } from './fate.js';
import { messageFacts } from './message-facts.js';

/** How often a message is claimed at most where its protocol would rather send it twice than not at all. */
const MOST_COPIES = 2;

/** One attempt to send one message under its key. */
interface Attempt {
  readonly input: DeliverInput;
  readonly claim: SendClaim;
  readonly to: string;
  readonly name?: string;
  readonly locale: string;
  readonly timeZone?: string;
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
 * knows, render, hand over, settle. A row found in another state answers for itself; of one that nobody can answer for
 * the provider is asked, and it is sent once more where that shows nothing.
 *
 * @throws ApplicationFailure `TryLater` after a certain non-send that another attempt may mend, `SenderBusy` while
 *   another sender may still be at it, `Unproved` while the provider cannot be asked yet what became of it.
 */
export async function deliver(deps: Dependencies, input: DeliverInput): Promise<SendResult> {
  const attempt = await prepare(deps, input);
  return attempt === undefined ? { kind: 'rejected', code: 'bad_address' } : claimAndSend(deps, attempt);
}

async function claimAndSend(deps: Dependencies, attempt: Attempt): Promise<SendResult> {
  const claimed = await deps.sends.claim(attempt.claim);
  return claimed.kind === 'found' ? found(deps, attempt, claimed.row) : send(deps, attempt, claimed.generation);
}

async function prepare(deps: Dependencies, input: DeliverInput): Promise<Attempt | undefined> {
  const { tenant, customerId, caseId, order, receiptWithin } = input;
  const { channel, request, promise } = order;
  const record = await deps.customers.get({ tenant, customerId });
  const to = record && addressOn(record.customer, channel);
  if (record === undefined || to === undefined) return undefined;
  const { name, locale, timeZone } = record.customer;
  const claimedAt = deps.clock.now();
  const key = sendKey(tenant, caseId, slotOf(order));
  const claim = { key, mark: deps.markOf(key), request, claimedAt, deadlineAt: claimedAt + patience() };
  const awaited = deps.channels[channel].reportsDelivery ? receiptWithin : undefined;
  return {
    input,
    claim: {
      ...claim,
      addressHash: deps.hashAddress(channel, to),
      ...(promise !== undefined && { promiseDueAt: promisedAt(promise, claimedAt) }),
      ...(awaited !== undefined && { receiptWithin: awaited }),
    },
    to,
    locale,
    ...(name !== undefined && { name }),
    ...(timeZone !== undefined && { timeZone }),
  };
}

/** How long an attempt may take: it gives up before its time-out, so that a later one knows that it has. */
function patience(): number {
  const { startToCloseTimeoutMs, scheduleToCloseTimeoutMs } = activityInfo();
  return Math.round(0.75 * Math.min(startToCloseTimeoutMs, scheduleToCloseTimeoutMs || startToCloseTimeoutMs));
}

async function send(deps: Dependencies, attempt: Attempt, generation: number): Promise<SendResult> {
  const { key } = attempt.claim;
  const delivery = await compose(deps, attempt).catch(async (error: unknown) => {
    // Nothing was handed over: the claim is given back, or its next finder would have to call it in doubt.
    await deps.sends.settle(key, generation, rejection('not_composed', false, deps.clock.now()));
    throw error;
  });
  if ('kind' in delivery) return settle(deps, attempt, { generation, sent: delivery });
  const sent = await deps.channels[attempt.input.order.channel].deliver(delivery, cancellationSignal());
  return settle(deps, attempt, { generation, sent, locale: delivery.rendered.locale });
}

/** Looks at what only the store knows, and renders; a message that has become pointless is skipped. */
async function compose(deps: Dependencies, attempt: Attempt): Promise<Delivery | Skipped> {
  const { input, claim, to, name, locale, timeZone } = attempt;
  const { key, mark, deadlineAt, addressHash, promiseDueAt } = claim;
  const { tenant, programme, order } = input;
  const { message, channel } = order;
  const [stop] = await deps.addresses.stops(addressHash);
  if (stop !== undefined) return { kind: 'skipped', reason: stop.reason };
  const survey = await invitation(deps, attempt);
  if (survey?.answer !== undefined) return { kind: 'skipped', reason: ANSWERED };
  const facts = await messageFacts(deps, input, {
    ...(name !== undefined && { name }),
    ...(promiseDueAt !== undefined && { promiseDueAt }),
    ...(survey !== undefined && { survey }),
  });
  const zone = timeZone === undefined ? {} : { timeZone };
  const rendered = await deps.templates.render({ tenant, programme, message, channel, locale, facts, ...zone });
  return { key, mark, to, rendered, deadlineAt, ...(name !== undefined && { toName: name }) };
}

/** The survey that an invitation or its reminder links to. */
async function invitation(deps: Dependencies, { input, claim }: Attempt): Promise<Survey | undefined> {
  const { tenant, caseId, customerId, order, surveyOpenFor } = input;
  if (surveyOpenFor === undefined) return undefined;
  const { round } = order;
  return deps.surveys.invite({ tenant, caseId, customerId, round, expiresAt: claim.claimedAt + surveyOpenFor });
}

async function settle(
  deps: Dependencies,
  attempt: Attempt,
  end: { generation: number; sent: Sent; locale?: string },
): Promise<SendResult> {
  const { sent, generation, locale } = end;
  const { key, addressHash, promiseDueAt } = attempt.claim;
  const now = deps.clock.now();
  const written = { ...settlement(sent, now), ...(locale !== undefined && { locale }) };
  const settled = await deps.sends.settle(key, generation, written);
  // Another word came first, such as the provider's own report, or nobody knows: then the row answers.
  if (!settled || sent.kind === 'unknown') return answered(deps, attempt);
  switch (sent.kind) {
    case 'skipped':
      return sent;
    case 'accepted':
      await remember(deps, attempt, now);
      return { kind: 'accepted', ...(promiseDueAt !== undefined && { promiseDueAt }) };
    case 'rejected':
      if (!sent.permanent) throw tryLater(sent.code, sent.retryAt === undefined ? undefined : sent.retryAt - now);
      if (closesChannel(sent.code)) {
        await deps.addresses.stop(addressHash, { reason: sent.code, at: now, source: attempt.input.order.channel });
      }
      return { kind: 'rejected', code: sent.code };
  }
}

async function answered(deps: Dependencies, attempt: Attempt): Promise<SendResult> {
  const row = await deps.sends.get(attempt.claim.key);
  if (row === undefined) throw new Error('the row of a message that was claimed is not in the ledger');
  return found(deps, attempt, row);
}

/** A row that is not ours to claim: its state is the answer, or what the provider shows of it. */
async function found(deps: Dependencies, attempt: Attempt, row: SendRow): Promise<SendResult> {
  const known = resultOf(row);
  if (known?.kind === 'accepted') await remember(deps, attempt, row.settledAt ?? row.deadlineAt);
  if (known !== undefined) return known;
  // Rejected for now, and not ours to claim: a later request of this message has taken over.
  if (row.state === 'rejected') return { kind: 'withdrawn' };
  const settled = await settledByEvidence(deps, row, attempt.to);
  if (settled.state === 'rejected') return claimAndSend(deps, attempt);
  if (settled.state !== 'in_doubt') return found(deps, attempt, settled);
  if (attempt.input.sendAgain !== true || settled.generation >= MOST_COPIES) return doubtful(settled);
  const { key, generation } = settled;
  await deps.sends.settle(key, generation, rejection('not_proved', false, deps.clock.now()));
  return claimAndSend(deps, attempt);
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
