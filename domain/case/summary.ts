import { utc } from '../instant-words.js';
import type { CaseDetails, CaseView, MessageView } from './case-view.js';
import { wentOut } from './went-out.js';

/**
 * How a case stands, in a few sentences that read alike on the card of the Temporal Web UI and in the command line.
 * Staff are named by id, which `mark` may set off; times are absolute, since a summary is read everywhere and later.
 */
export function summaryOf(view: CaseView, details: CaseDetails, mark = (id: string): string => id): string {
  const promised = details.promises.find((p) => p.state === 'open');
  return [
    view.repliedAt === undefined ? waiting[view.waitingFor] : repliedAt(view.repliedAt),
    ownerOf(view, mark),
    view.dueAt === undefined ? '' : `Next target ${utc(view.dueAt)}.`,
    view.escalatedTo === undefined ? '' : `Escalated to ${mark(view.escalatedTo)} (rung ${view.rung}).`,
    ...heardOf(details),
    promised === undefined ? '' : `Promised ${utc(promised.dueAt)}.`,
    view.outcome === undefined ? '' : `Outcome ${view.outcome}, cause ${view.cause ?? 'unknown'}.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** It waits for this whatever else it waits for. */
function repliedAt(at: number): string {
  return `The customer wrote or asked for a call ${utc(at)}: nothing goes out by itself until a person has seen to it.`;
}

/** A closed case that needed nobody is no case that nobody has taken. */
function ownerOf({ owner, stage }: CaseView, mark: (id: string) => string): string {
  if (owner !== undefined) return `Owner ${mark(owner)}.`;
  return stage === 'closed' ? '' : 'Nobody has taken it.';
}

/** The last message that reached the customer, or may have; undefined before the first. */
export function lastWord({ messages }: Pick<CaseDetails, 'messages'>): MessageView | undefined {
  return messages.findLast(wentOut);
}

function heardOf({ messages, reachedAt }: CaseDetails): readonly string[] {
  const heard = messages.findLast((m) => m.state === 'accepted');
  const last = lastWord({ messages });
  return [
    ...(last === undefined && reachedAt === undefined ? ['The customer has heard nothing yet.'] : []),
    ...(reachedAt === undefined ? [] : [`A person told the customer ${utc(reachedAt)}.`]),
    ...(heard === undefined ? [] : [`Customer last heard ${utc(heard.at)}.`]),
    ...(last?.state === 'in_doubt' ? [`The ${last.message} of ${utc(last.at)} may not have arrived.`] : []),
  ];
}

const waiting: Readonly<Record<CaseView['waitingFor'], string>> = {
  agent: 'Waiting for a person to act.',
  customer: 'Waiting for the customer.',
  provider: 'A message or remedy is on its way.',
  hold: 'On hold.',
  decision: 'Waiting for a person to decide how it ends.',
  time: 'Waiting for the next step to be due.',
  nothing: 'Closed.',
};
