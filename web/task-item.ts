import { partsOf } from '../domain/sends/send-key.js';
import { generationOf, taskOutcomes, type Task } from '../domain/tasks/task.js';
import type { TaskItem } from './api/task.js';

/** A task as screens show it. */
export function taskItem({ tenant: _t, ...task }: Task): TaskItem {
  const attempt = task.kind === 'settle_send' ? { attempt: generationOf(task) } : {};
  return { ...task, ...attempt, what: whatOf(task), outcomes: taskOutcomes[task.kind] };
}

function whatOf({ kind, send }: Pick<Task, 'kind' | 'send'>): string {
  switch (kind) {
    case 'settle_send':
      return `Find out whether ${send === undefined ? 'a message' : named(send)} arrived.`;
    case 'answer_reply':
      return 'Read what the customer wrote, and answer it where that is needed; until then nothing goes out by itself.';
    case 'call_back':
      return 'Call the customer, who asked for it; the case waits for that.';
    case 'reach_customer':
      return send === undefined
        ? 'Tell the customer by other means what no message can: no channel reaches them.'
        : `Tell the customer by other means ${saidBy(send)}: ${named(send)} did not arrive, and the case is closed.`;
  }
}

/** What a customer has not heard whom this message did not reach. */
export function saidBy(send: string): string {
  return partsOf(send).message === 'closing' ? 'how their case ended' : `what ${named(send)} says`;
}

function named(send: string): string {
  const { message, channel } = partsOf(send);
  return `the ${message.replaceAll('_', ' ')} by ${channel}`;
}
