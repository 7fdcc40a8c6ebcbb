import { foldKnown } from '../domain/case/evolve.js';
import { owedToTell } from '../domain/journey/watchers/reach-by-hand.js';
import { partsOf } from '../domain/sends/send-key.js';
import type { Task } from '../domain/tasks/task.js';
import type { StoredCase } from '../ports/case-store.js';
import type { ReceivedMessages } from '../ports/received-messages.js';
import type { TaskItem } from './api/task.js';
import { textOf } from './send-answer.js';
import { saidBy } from './task-item.js';

/** Whom a person has to reach, and what to tell them; nothing for other tasks, and once it is done. */
export async function whomToReach(
  received: ReceivedMessages,
  { kind, done, send }: Pick<Task, 'kind' | 'done' | 'send'>,
  found: StoredCase | undefined,
): Promise<Pick<TaskItem, 'customerId' | 'owed' | 'text'>> {
  if (kind !== 'reach_customer' || done !== undefined || found === undefined) return {};
  const { customerId } = found;
  if (send === undefined) return { customerId, owed: owedBy(found) };
  // Whom to reach is worth knowing even where the text cannot be made again.
  const said = await received.ofSlot(found, partsOf(send).slot).catch(() => undefined);
  return { customerId, owed: [saidBy(send)], ...(said !== undefined && { text: textOf(said) }) };
}

function owedBy({ journal }: StoredCase): readonly string[] {
  const c = foldKnown(journal);
  return (c.phase === 'new' ? [] : owedToTell(c)).map(({ id, resolvedAt }) =>
    resolvedAt === undefined ? `that we have ${id} and are at work on it` : `that ${id} is resolved, and how`,
  );
}
