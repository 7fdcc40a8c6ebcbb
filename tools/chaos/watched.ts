import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { Channel } from '../../domain/contact/channels.js';
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

const handOvers = new AsyncLocalStorage<Channel>();

/** A channel, with points around the hand-over. */
export function watchedChannel(channel: MessageChannel, pass: Pass): MessageChannel {
  return instead(channel, {
    deliver: (delivery, abort) =>
      between(pass, ['before_hand_over', 'handed_over'], () =>
        handOvers.run(channel.channel, () => channel.deliver(delivery, abort)),
      ),
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

/** Passes a point with each connection that a hand-over opens. */
export function watchConnections(pass: Pass): void {
  subscribe('net.client.socket', () => {
    const channel = handOvers.getStore();
    if (channel !== undefined) pass(`${channel}_connecting`);
  });
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
