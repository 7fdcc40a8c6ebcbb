import type { OpenCase } from '../../../domain/case/recovery-case.js';
import { record } from '../../../domain/journey/move.js';
import type { FrozenProtocol } from '../../../domain/protocol/protocol.js';
import { folding, moving, seeing } from './mutant.js';
import type { Mutant } from './mutant.js';

/** Broken rules of what customers write and refuse, and of what people write to them. */
export const voiceMutants: readonly Mutant[] = [
  {
    name: 'a stop is confirmed again and again',
    caughtBy: 'nothing_after_a_stop',
    rules: moving((move, c) => {
      const confirmed = c.messages.find((m) => m.message === 'opt_out_confirmation' && m.state === 'accepted');
      if (move.kind !== 'wait' || move.effect || confirmed === undefined || confirmed.ordinal > 1) return move;
      const { state: _s, requestedAt: _r, endedAt: _e, code: _c, ...order } = confirmed;
      const slot = `${order.round}/${order.message}/2/${order.channel}`;
      if (c.messages.some((m) => m.slot === slot)) return move;
      return record({ type: 'message_requested', ...order, slot, ordinal: 2, request: 1 });
    }),
  },
  {
    name: 'what we found ourselves is told at once',
    caughtBy: 'found_by_ourselves_told_with_its_solution',
    rules: seeing((c) => ({ ...c, protocol: withoutHold(c.protocol) })),
  },
  {
    name: 'a reply keeps nothing back',
    caughtBy: 'silent_after_a_reply',
    rules: seeing((c) => {
      const { repliedAt: _, ...rest } = c;
      return rest;
    }),
  },
  {
    name: 'the task that a reply makes is forgotten',
    caughtBy: 'a_reply_makes_a_task',
    rules: folding('task_requested', (after) => ({ ...after, asks: [] })),
  },
  {
    name: 'what a person wrote is not seen',
    caughtBy: 'what_people_write_is_sent',
    rules: seeing((c) => ({ ...c, texts: [] })),
  },
  {
    name: 'what a person wrote is forgotten once a channel refuses it',
    caughtBy: 'texts_that_nobody_heard_are_told_by_hand',
    rules: seeing((c) => ({ ...c, texts: c.texts.filter(({ ordinal }) => !isRefused(c, ordinal)) })),
  },
  {
    name: 'a call is not confirmed',
    caughtBy: 'calls_are_confirmed',
    rules: seeing((c) => ({ ...c, asks: c.asks.filter((a) => a.kind !== 'call_back') })),
  },
];

function isRefused({ messages }: OpenCase, ordinal: number): boolean {
  return messages.some((m) => m.message === 'agent_message' && m.ordinal === ordinal && m.state === 'rejected');
}

function withoutHold({ holdProactive: _, ...protocol }: FrozenProtocol): FrozenProtocol {
  return protocol;
}
