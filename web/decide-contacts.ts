import { longestSpan } from '../domain/contact/caps.js';
import { type ContactDecision, type ContactFacts, decideContact, UNREADABLE } from '../domain/contact/decision.js';
import type { ContactDecisionAnswer, ContactQuestion } from './api/contact-decision.js';
import type { ServerDependencies } from './dependencies.js';
import { defaultReadPatience, inTime } from './patience.js';

/** What deciding needs of the world. */
export type Deciding = Pick<ServerDependencies, 'clock' | 'metrics' | 'readPatience'> & {
  readonly stores: Pick<ServerDependencies['stores'], 'contacts' | 'programmes'>;
};

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
  const { readPatience = defaultReadPatience.asked } = deps;
  // Whoever asks is about to send, and does not wait for long.
  const found = await inTime(() => look(deps, tenant, ids), readPatience);
  const now = deps.clock.now();
  return questions.map((question, at) => {
    const facts = found?.[at];
    const decision = facts === undefined ? UNREADABLE : decideContact(facts, question, now);
    deps.metrics?.decided({ purpose: question.purpose, decision: decision.kind, reason: decision.reason });
    return answerOf(question, decision);
  });
}

/** The facts of these customers with the caps of the programme that is current. */
async function look(
  { stores, clock }: Pick<Deciding, 'stores' | 'clock'>,
  tenant: string,
  ids: readonly string[],
): Promise<readonly ContactFacts[]> {
  const caps = (await stores.programmes.current(tenant))?.programme.contact;
  if (caps === undefined) return stores.contacts.of(tenant, ids);
  const found = await stores.contacts.of(tenant, ids, clock.now() - longestSpan(caps));
  return found.map((facts) => ({ ...facts, caps }));
}

function answerOf(question: ContactQuestion, { kind, ...rest }: ContactDecision): ContactDecisionAnswer {
  return { until: null, reference: null, caseId: null, ...question, decision: kind, ...rest };
}
