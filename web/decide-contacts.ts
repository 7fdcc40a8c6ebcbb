import { setTimeout } from 'node:timers/promises';
import { type ContactDecision, type ContactFacts, decideContact, UNREADABLE } from '../domain/contact/decision.js';
import type { ContactDecisionAnswer, ContactQuestion } from './api/contact-decision.js';
import type { ServerDependencies } from './dependencies.js';

/** What deciding needs of the world. */
export type Deciding = Pick<ServerDependencies, 'clock' | 'metrics' | 'readPatience'> & {
  readonly stores: Pick<ServerDependencies['stores'], 'contacts'>;
};

/** Whoever asks is about to send: where the look takes longer than this the answer is suppress. Milliseconds. */
const PATIENCE = 2_000;

/**
 * The answers to these questions, in their order. Never rejects: whom nobody can look up now may be in the middle of a
 * recovery, so that the answer is to suppress.
 */
export async function decideContacts(
  deps: Deciding,
  tenant: string,
  questions: readonly ContactQuestion[],
): Promise<readonly ContactDecisionAnswer[]> {
  const ids = questions.map(({ customerId }) => customerId);
  const found = await inTime(deps.stores.contacts.of(tenant, ids), deps.readPatience ?? PATIENCE);
  const now = deps.clock.now();
  return questions.map((question, at) => {
    const facts = found?.[at];
    const decision = facts === undefined ? UNREADABLE : decideContact(facts, question.purpose, now);
    deps.metrics?.decided({ purpose: question.purpose, decision: decision.kind, reason: decision.reason });
    return answerOf(question, decision);
  });
}

async function inTime(
  look: Promise<readonly ContactFacts[]>,
  patience: number,
): Promise<readonly ContactFacts[] | undefined> {
  const answered = new AbortController();
  const late = setTimeout(patience, undefined, { signal: answered.signal });
  try {
    return await Promise.race([look, late]);
  } catch {
    return undefined;
  } finally {
    answered.abort();
    late.catch(() => undefined);
  }
}

function answerOf(question: ContactQuestion, decision: ContactDecision): ContactDecisionAnswer {
  const { kind, reason } = decision;
  const nothing = { until: null, reference: null, caseId: null };
  const known = kind === 'allow' ? nothing : { ...nothing, ...boundsOf(decision) };
  return { ...question, decision: kind, reason, ...known };
}

function boundsOf(
  decision: Exclude<ContactDecision, { readonly kind: 'allow' }>,
): Partial<Pick<ContactDecisionAnswer, 'until' | 'reference' | 'caseId'>> {
  const { kind: _k, reason: _r, ...bounds } = decision;
  return bounds;
}
