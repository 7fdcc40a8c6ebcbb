import { activityInfo } from '@temporalio/activity';
import { textLimits } from '../domain/contact/written-text.js';
import { isSurvey } from '../domain/contact/messages.js';
import { promisedAt } from '../domain/journey/promise-terms.js';
import { OUTSIDE_HOURS } from '../domain/contact/outside-hours.js';
import { ANSWERED } from '../domain/journey/results.js';
import { sendKey, slotOf } from '../domain/sends/send-key.js';
import type { SendClaim } from '../domain/sends/send-row.js';
import type { Delivery } from '../ports/message-channel.js';
import type { Survey } from '../ports/survey-store.js';
import { addressOn } from './case-parts.js';
import type { DeliverInput } from './contract.js';
import type { Dependencies } from './dependencies.js';
import { messageFacts } from './message-facts.js';
import { stoppedBecause } from './stopped.js';

/** One attempt to send one message under its key. */
export interface Attempt {
  readonly input: DeliverInput;
  readonly claim: SendClaim;
  /** Missing where the customer has no address on this channel; then its hash in the claim is empty. */
  readonly to?: string;
  readonly name?: string;
  readonly locale: string;
  readonly timeZone?: string;
}

/** A message that a look into the store has made pointless, or that there is no address for. */
export type NotComposed =
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'rejected'; readonly permanent: true; readonly code: 'bad_address' };

/** What an attempt claims, and for whom. Of a customer who is not in the store there is no address. */
export async function prepare(deps: Dependencies, input: DeliverInput): Promise<Attempt> {
  const { tenant, customerId, caseId, order, receiptWithin } = input;
  const { channel, request, promise } = order;
  const record = await deps.customers.get({ tenant, customerId });
  const { name, locale = '', timeZone } = record?.customer ?? {};
  const to = record && addressOn(record.customer, channel);
  const claimedAt = deps.clock.now();
  const key = sendKey(tenant, caseId, slotOf(order));
  const addressHash = to === undefined ? '' : deps.hashAddress(channel, to);
  const claim = { key, mark: deps.markOf(key, addressHash), addressHash, request, claimedAt };
  const addressSince = record?.correctedAt?.[channel];
  const awaited = deps.channels[channel].reportsDelivery ? receiptWithin : undefined;
  return {
    input,
    claim: {
      ...claim,
      deadlineAt: claimedAt + patience(),
      ...(addressSince !== undefined && { addressSince }),
      ...(promise !== undefined && { promiseDueAt: promisedAt(promise, claimedAt) }),
      ...(awaited !== undefined && { receiptWithin: awaited }),
    },
    locale,
    ...(to !== undefined && { to }),
    ...(name !== undefined && { name }),
    ...(timeZone !== undefined && { timeZone }),
  };
}

/** Looks at what only the store knows, and renders; a message that has become pointless is skipped. */
export async function compose(deps: Dependencies, attempt: Attempt): Promise<Delivery | NotComposed> {
  const { input, claim, to, name, locale, timeZone } = attempt;
  const { key, mark, deadlineAt, addressHash, promiseDueAt } = claim;
  const { tenant, programme, order } = input;
  const { message, channel } = order;
  if (to === undefined) return { kind: 'rejected', permanent: true, code: 'bad_address' };
  // An attempt that the end of the hours would meet half-way would leave nobody sure of it.
  if (deadlineAt > (input.closesAt ?? Infinity)) return { kind: 'skipped', reason: OUTSIDE_HOURS };
  const stopped = await stoppedBecause(deps, { input, addressHash, key });
  if (stopped !== undefined) return { kind: 'skipped', reason: stopped };
  const survey = await invitation(deps, attempt);
  if (survey?.answer !== undefined) return { kind: 'skipped', reason: ANSWERED };
  const isNeedless = isSurvey(message) && channel === 'email';
  const unsubscribe = isNeedless ? { unsubscribeUrl: deps.unsubscribeLinks.url(mark) } : {};
  const facts = await messageFacts(deps, input, {
    ...unsubscribe,
    mark,
    ...(name !== undefined && { name }),
    ...(promiseDueAt !== undefined && { promiseDueAt }),
    ...(survey !== undefined && { survey }),
  });
  if (facts.written !== undefined && facts.written.text.length > textLimits[channel]) {
    return { kind: 'skipped', reason: 'too_long' };
  }
  const zone = timeZone === undefined ? {} : { timeZone };
  const rendered = await deps.templates.render({ tenant, programme, message, channel, locale, facts, ...zone });
  // A mark like that of a message, of which it cannot be told.
  const thread = deps.markOf(`thread/${tenant}/${input.caseId}`, '');
  return { key, mark, to, rendered, thread, deadlineAt, ...unsubscribe, ...(name !== undefined && { toName: name }) };
}

/** The survey that an invitation or its reminder links to. */
async function invitation(deps: Dependencies, { input, claim }: Attempt): Promise<Survey | undefined> {
  const { tenant, caseId, customerId, order, surveyOpenFor } = input;
  if (surveyOpenFor === undefined) return undefined;
  const { round } = order;
  return deps.surveys.invite({ tenant, caseId, customerId, round, expiresAt: claim.claimedAt + surveyOpenFor });
}

/** How long an attempt may take: it gives up before its time-out, so that a later one knows that it has. */
function patience(): number {
  const { startToCloseTimeoutMs, scheduleToCloseTimeoutMs } = activityInfo();
  return Math.round(0.75 * Math.min(startToCloseTimeoutMs, scheduleToCloseTimeoutMs || startToCloseTimeoutMs));
}
