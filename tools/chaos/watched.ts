import { subscribe } from 'node:diagnostics_channel';
import type { CaseStore } from '../../ports/case-store.js';
import type { MessageChannel } from '../../ports/message-channel.js';
import type { SendLedger } from '../../ports/send-ledger.js';
import type { TaskStore } from '../../ports/task-store.js';
import type { KillPoint } from './kill-points.js';

/** Hears that the process is at a point. */
export type Pass = (point: KillPoint) => void;

/** The ledger, with points around its claims and settlements. */
export function watchedLedger(ledger: SendLedger, pass: Pass): SendLedger {
  return instead(ledger, {
    claim: (claim) => between(pass, ['before_claim', 'claimed'], () => ledger.claim(claim)),
    settle: async (key, generation, settlement) => {
      const settled = await ledger.settle(key, generation, settlement);
      pass('settled');
      return settled;
    },
  });
}

/** A channel, with points around the hand-over. */
export function watchedChannel(channel: MessageChannel, pass: Pass): MessageChannel {
  return instead(channel, {
    deliver: (delivery, abort) =>
      between(pass, ['before_hand_over', 'handed_over'], () => channel.deliver(delivery, abort)),
  });
}

/** The case store, with points around opening and projecting. */
export function watchedCases(cases: CaseStore, pass: Pass): CaseStore {
  return instead(cases, {
    open: (claim) => between(pass, ['before_opening', 'opened'], () => cases.open(claim)),
    apply: (projection) => between(pass, ['before_projection', 'projected'], () => cases.apply(projection)),
  });
}

/** The task store, with points around the raising of tasks. */
export function watchedTasks(tasks: TaskStore, pass: Pass): TaskStore {
  return instead(tasks, {
    raise: (task) => between(pass, ['before_task', 'task_raised'], () => tasks.raise(task)),
  });
}

/** Passes a point with each HTTP request that this process makes: only the provider of SMS is reached by one. */
export function watchRequests(pass: Pass): void {
  subscribe('http.client.request.start', () => pass('at_the_request'));
}

async function between<T>(
  pass: Pass,
  [before, after]: readonly [KillPoint, KillPoint],
  step: () => Promise<T>,
): Promise<T> {
  pass(before);
  const result = await step();
  pass(after);
  return result;
}

/** The same object with some of its methods replaced. */
export function instead<T extends object>(object: T, replaced: Partial<T>): T {
  return new Proxy(object, {
    get(target, name): unknown {
      if (name in replaced) return Reflect.get(replaced, name);
      const value: unknown = Reflect.get(target, name);
      // Classes with private fields know only themselves.
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
