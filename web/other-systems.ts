import type { ContextQuery, SourceAnswer } from '../ports/context-sources.js';
import type { CaseContext, ContextPart } from './api/case-context.js';
import type { ServerDependencies } from './dependencies.js';
import { inTime } from './patience.js';

/** Milliseconds after which a source is missing that has not seen to its own end. */
const PATIENCE = 3_000;

/** What other systems know of a customer, all asked at once. Never rejects, and never takes longer than three seconds. */
export async function otherSystems(
  { context, clock }: Pick<ServerDependencies, 'context' | 'clock'>,
  query: ContextQuery,
): Promise<Pick<CaseContext, 'orders' | 'crm' | 'contacts'>> {
  const now = clock.now();
  const part = async <T>(
    source: string,
    ask: (() => Promise<SourceAnswer<T>>) | undefined,
  ): Promise<ContextPart<readonly T[]>> => {
    if (ask === undefined) return { source, state: 'missing', asOf: now, reason: 'not_configured' };
    const answer = await inTime(ask, PATIENCE);
    return { source, ...(answer ?? { state: 'missing', asOf: now, reason: 'timed_out' }) };
  };
  const [orders, crm, contacts] = await Promise.all([
    part('orders', context && (() => context.orders(query))),
    part('crm', context && (() => context.crm(query))),
    part('contacts', context && (() => context.contacts(query))),
  ]);
  return { orders, crm, contacts };
}
