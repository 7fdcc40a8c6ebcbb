import type { CaseEvent } from '../../domain/case/case-events.js';
import { says } from '../../domain/journey/says.js';
import { sendKey } from '../../domain/sends/send-key.js';
import type { CaseBooks } from './books.js';
import { mayBeKnown, type Message } from './messages.js';

/**
 * A closed case whose customer no message has told how it stands (that we have it or, once it is resolved, that it is), and
 * whom nobody was asked to reach: a line, or none.
 */
export function unheardOf({ caseId, stored, reaches }: CaseBooks, messages: readonly Message[]): readonly string[] {
  if (stored?.view.stage !== 'closed') return [];
  const { journal, tenant } = stored;
  const resolvedAt = journal.findLastIndex(({ type }) => type === 'resolved');
  const known = new Set(messages.filter(mayBeKnown).map(({ key }) => key));
  const isTold = journal.some((fact, at) => {
    if (fact.type !== 'message_requested' || at < resolvedAt) return false;
    const isAboutIt = resolvedAt < 0 || says(fact, 'resolution') || says(fact, 'resolved_at_once');
    return isAboutIt && known.has(sendKey(tenant, caseId, fact.slot));
  });
  if (isTold) return [];
  const asked = reachesAsked(journal, resolvedAt);
  if (asked.length === 0)
    return [`${caseId}: its customer heard nothing of how it stands, and nobody was asked to tell`];
  const isOnList = asked.some((task) => reaches.some(({ id }) => id === task));
  return isOnList ? [] : [`${caseId}: the task to reach its customer was never on the list`];
}

/** Tasks to reach the customer but for those that were over, and done, before it was resolved. */
function reachesAsked(journal: readonly CaseEvent[], resolvedAt: number): readonly string[] {
  // Two facts of one moment are no before and after: a person is then held to have told the end.
  const since = journal[resolvedAt]?.at ?? 0;
  const done = journal.flatMap((fact) => {
    const isOver = fact.type === 'task_ended' || (fact.type === 'task_done' && fact.outcome === 'reached');
    return isOver && fact.at < since ? [fact.task] : [];
  });
  return journal.flatMap((fact) => (fact.type === 'task_requested' && !done.includes(fact.task) ? [fact.task] : []));
}
