import { cancellationSignal, log } from '@temporalio/activity';
import { optOutReasons, ownSubject } from '../domain/contact/opt-outs.js';
import { closesChannel } from '../domain/failure-codes.js';
import { resultOf } from '../domain/journey/result-of-row.js';
import type { SendResult } from '../domain/journey/results.js';
import { NOT_PROVED, type SendRow, type Settlement, type TextLocale } from '../domain/sends/send-row.js';
import type { DeliveryResult } from '../ports/message-channel.js';
import { type Attempt, compose, type NotComposed, prepare } from './attempt.js';
import type { DeliverInput } from './contract.js';
import type { Dependencies } from './dependencies.js';
import { caseClosed, tryLater } from './failures.js';
import { askedInVain, doubtful, inDoubt, shownByEvidence } from './fate.js';
import { showSends } from './show-sends.js';

/** How often a message is claimed at most where its protocol would rather send it twice than not at all. */
const MOST_COPIES = 2;

/** What a claimed attempt comes to before or at the provider. */
type Sent = DeliveryResult | NotComposed;

/**
 * Sends one message at most once (protocol: docs/adr/0003-sends.md): claim its ledger row, look at what only the store
 * knows, render, hand over, settle. A row found in another state answers for itself; of one that nobody can answer for
 * the provider is asked, and it is sent once more where that shows nothing.
 *
 * @throws ApplicationFailure `TryLater` after a certain non-send that another attempt may mend, `SenderBusy` while
 *   another sender may still be at it, `Unproved` while the provider cannot be asked yet what became of it, `CaseClosed`
 *   while the store says that the case is closed.
 */
export async function deliver(deps: Dependencies, input: DeliverInput): Promise<SendResult> {
  const result = await claimAndSend(deps, await prepare(deps, input));
  // The message has gone its way: a list that lags is no reason to look for it again.
  await showSends(deps, input).catch((error: unknown) => {
    log.warn('lists do not show a message yet', { error });
  });
  return result;
}

async function claimAndSend(deps: Dependencies, attempt: Attempt): Promise<SendResult> {
  const { tenant, caseId } = attempt.input;
  if (await deps.cases.isClosed({ tenant, caseId })) throw caseClosed();
  const claimed = await deps.sends.claim(attempt.claim);
  return claimed.kind === 'found' ? found(deps, attempt, claimed.row) : send(deps, attempt, claimed.generation);
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
  const { locale } = delivery.rendered;
  const text = { locale, ...(locale !== attempt.locale && { localeAsked: attempt.locale }) };
  return settle(deps, attempt, { generation, sent, text });
}

async function settle(
  deps: Dependencies,
  attempt: Attempt,
  end: { generation: number; sent: Sent; text?: TextLocale },
): Promise<SendResult> {
  const { sent, generation, text } = end;
  const { key, addressHash, promiseDueAt } = attempt.claim;
  const now = deps.clock.now();
  const written = { ...settlement(sent, now), ...text };
  const settled = await deps.sends.settle(key, generation, written);
  // Another word came first, such as the provider's own report, or nobody knows: then the row answers.
  if (!settled || sent.kind === 'unknown') return answered(deps, attempt);
  switch (sent.kind) {
    case 'skipped':
      return sent;
    case 'accepted':
      return { kind: 'accepted', ...(promiseDueAt !== undefined && { promiseDueAt }) };
    case 'rejected':
      if (!sent.permanent) throw tryLater(sent.code, sent.retryAt === undefined ? undefined : sent.retryAt - now);
      await closeAddress(deps, attempt, { code: sent.code, addressHash, at: now });
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
  const { code, addressHash, settledAt: at = row.deadlineAt } = row;
  const known = resultOf(row);
  if (known !== undefined && row.state === 'rejected') await closeAddress(deps, attempt, { code, addressHash, at });
  if (known !== undefined) return known;
  // Rejected for now, and not ours to claim: a later request of this message has taken over.
  if (row.state === 'rejected') return { kind: 'withdrawn' };
  const shown = await shownByEvidence(deps, row, { customerId: attempt.input.customerId });
  if (shown === undefined) return unprovable(deps, attempt, row);
  return shown.state === 'rejected' ? claimAndSend(deps, attempt) : found(deps, attempt, shown);
}

/** Nothing can tell: the message is sent once more where its protocol says so, else a person has to find out. */
async function unprovable(deps: Dependencies, attempt: Attempt, row: SendRow): Promise<SendResult> {
  const { key, generation } = row;
  if (attempt.input.sendAgain === true && generation < MOST_COPIES) {
    await deps.sends.settle(key, generation, rejection(NOT_PROVED, false, deps.clock.now()));
    // A sweep that found it first has asked a person.
    if (row.state === 'in_doubt') await askedInVain(deps, row);
    return claimAndSend(deps, attempt);
  }
  const left = await inDoubt(deps, row);
  return left.state === 'in_doubt' ? doubtful(left) : found(deps, attempt, left);
}

/** Stops an address of which its provider says that nothing will arrive there; again on every finding, too. */
async function closeAddress(
  deps: Dependencies,
  { input }: Attempt,
  refusal: { readonly code: string | undefined; readonly addressHash: string; readonly at: number },
): Promise<void> {
  const { code, addressHash, at } = refusal;
  const { channel } = input.order;
  if (code === optOutReasons.all) {
    // Whoever has said so to the provider means themselves too, not just the address that they have today.
    const word = { at, source: 'provider', actor: 'system', ref: `${addressHash}/${at}` } as const;
    await deps.consents.optOut(ownSubject(input, channel), 'all', word);
  }
  // Where there was no address there is none to stop.
  if (addressHash !== '' && closesChannel(code))
    await deps.addresses.stop(addressHash, { reason: code, at, source: channel });
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
