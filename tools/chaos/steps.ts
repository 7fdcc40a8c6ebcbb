import type { CaseEvent } from '../../domain/case/case-events.js';
import type { Channel } from '../../domain/contact/channels.js';
import { closesChannel } from '../../domain/failure-codes.js';
import type { SendRow } from '../../domain/sends/send-row.js';
import type { CaseBooks } from './books.js';
import { isAboutMessage, mayBeKnown, type Message, type MessageFact } from './messages.js';

/** What is said of the steps of a case: of each message whichever channel it took, a line each. */
export interface StepFindings {
  /** Handed over by a second channel though nothing said yet that the first had failed. */
  readonly duplicates: readonly string[];
  /** Nobody got them, and the case does not say why. */
  readonly missing: readonly string[];
  /** Those of which the customer has a copy by two channels, since the first seemed to have failed. */
  readonly doubleContacts: readonly string[];
}

/** One message over all of its channels, under its key without the channel. */
interface Step {
  readonly name: string;
  readonly messages: readonly Message[];
}

/** Holds the steps of a case against what its customer got. */
export function findingsOfSteps(book: CaseBooks, messages: readonly Message[]): StepFindings {
  const steps = stepsOf(messages);
  const several = steps.map(overChannels).filter(({ messages: { length } }) => length > 1);
  const [hasty, due] = [several.filter((step) => !isFallBack(step)), several.filter(isFallBack)];
  const isClosed = book.stored?.view.stage === 'closed';
  const silent = isClosed ? steps.filter((step) => !step.messages.some(mayBeKnown)) : [];
  const journal = book.stored?.journal ?? [];
  return {
    duplicates: hasty.map((step) => `${keysOf(step)}: the second before the first had failed`),
    missing: silent
      .filter((step) => !isExplained(step, journal))
      .map((step) => `${keysOf(step)}: nobody got it, and the case does not say why`),
    doubleContacts: due.filter((step) => step.messages.every(({ arrived }) => arrived)).map(keysOf),
  };
}

function stepsOf(messages: readonly Message[]): readonly Step[] {
  const steps = new Map<string, Message[]>();
  for (const message of messages) {
    const name = message.key.slice(0, message.key.lastIndexOf('/'));
    steps.set(name, [...(steps.get(name) ?? []), message]);
  }
  return [...steps].map(([name, ofStep]) => ({ name, messages: ofStep }));
}

/** A step with what was handed over of it, in the order of the claims. */
function overChannels({ name, messages }: Step): Step {
  const handedOver = messages.filter(({ copies }) => copies > 0);
  return { name, messages: handedOver.sort((a, b) => claimedAt(a) - claimedAt(b)) };
}

function claimedAt({ row }: Message): number {
  return row?.claimedAt ?? 0;
}

function keysOf({ messages }: Step): string {
  return messages.map(({ key }) => key).join(' and ');
}

/** Had each failed, as far as the ledger knew, when the next was claimed? */
function isFallBack({ messages }: Step): boolean {
  return messages.slice(1).every((next, at) => {
    const before = messages[at]?.row;
    return before !== undefined && next.row !== undefined && failedAt(before) <= next.row.claimedAt;
  });
}

/** When a message had failed, or its receipt was overdue; never, where neither is so. */
function failedAt({ state, reportedAt, settledAt, noReceiptAt, receiptWithin }: SendRow): number {
  const never = Infinity;
  if (state === 'failed') return reportedAt ?? settledAt ?? never;
  if (state === 'rejected') return settledAt ?? never;
  // Its case hears of it before the row does.
  return noReceiptAt === undefined ? never : (settledAt ?? never) + (receiptWithin ?? 0);
}

/** Does the case say why nobody got a step: not wanted any more, said by a later one, or refused on every channel that there was? */
function isExplained(step: Step, journal: readonly CaseEvent[]): boolean {
  const facts = step.messages.flatMap(({ last }) => last ?? []);
  const endedAt = Math.max(...facts.map((fact) => journal.indexOf(fact)));
  const last = journal[endedAt];
  if (last?.type === 'message_withdrawn') return true;
  if (last?.type === 'message_skipped' && !isRefusal(last)) return true;
  if (isSuperseded(step, journal)) return true;
  const isLast = !journal.slice(endedAt + 1).some(({ type }) => type === 'message_requested');
  // What a provider tells of the last message may come when the case has closed: then it moves the row alone.
  if (isLast && step.messages.some(({ row }) => row?.state === 'failed')) return true;
  const before = journal
    .slice(0, endedAt + 1)
    .filter(isAboutMessage)
    .filter(closes);
  const refused = [...facts.filter(isRefusal), ...before].map(({ slot }) => slot.slice(slot.lastIndexOf('/') + 1));
  const channels = channelsIn(journal);
  return channels.length > 0 && channels.every((channel) => refused.includes(channel));
}

/** Did a later message say it, or was it about what was resolved, or a survey that ended, since? Its failure came too late to say it by another channel. */
function isSuperseded({ messages }: Step, journal: readonly CaseEvent[]): boolean {
  const slots = messages.flatMap(({ last }) => last?.slot ?? []);
  const askedAt = journal.findIndex((fact) => fact.type === 'message_requested' && slots.includes(fact.slot));
  const asked = journal[askedAt];
  if (asked?.type !== 'message_requested') return false;
  return journal.slice(askedAt + 1).some((fact) => {
    if (fact.type === 'resolved') return asked.message === 'progress_update';
    if (fact.type === 'survey_expired') return fact.round === asked.round && asked.message.startsWith('survey');
    if (fact.type !== 'message_requested' || fact.round !== asked.round) return false;
    return fact.message === asked.message ? fact.ordinal > asked.ordinal : fact.covers.includes(asked.message);
  });
}

function channelsIn(journal: readonly CaseEvent[]): readonly Channel[] {
  return journal.flatMap((fact) => (fact.type === 'case_opened' ? fact.reachableBy : []));
}

/** Has this message certainly not got through on its channel? */
function isRefusal(fact: MessageFact): boolean {
  return fact.type === 'message_rejected' || fact.type === 'message_undelivered' || closes(fact);
}

/** Does it say that nothing gets through on its channel? */
function closes(fact: MessageFact): boolean {
  if (fact.type === 'message_skipped') return closesChannel(fact.reason);
  return 'code' in fact && closesChannel(fact.code);
}
