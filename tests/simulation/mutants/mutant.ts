import type { CaseEvent, CaseEventType, CaseFact } from '../../../domain/case/case-events.js';
import type { MessageRecord, OpenCase, RecoveryCase } from '../../../domain/case/recovery-case.js';
import type { MessageType } from '../../../domain/contact/messages.js';
import type { Move } from '../../../domain/journey/move.js';
import { record } from '../../../domain/journey/move.js';
import { trueRules } from '../rules.js';
import type { Rules } from '../rules.js';

/** A deliberately broken rule, and the invariant that has to notice. */
export interface Mutant {
  /** What is broken, as a statement about the rules. */
  readonly name: string;
  readonly caughtBy: string;
  /** Made anew for each campaign, since a mutant may remember things that a rule must not. */
  readonly rules: () => Rules;
}

/** Rules of which some are replaced. */
export function replacing(broken: Partial<Rules>): () => Rules {
  return () => ({ ...trueRules, ...broken });
}

/** Rules by which an open case moves on differently. */
export function moving(change: (move: Move, c: OpenCase, now: number) => Move): () => Rules {
  return replacing({
    nextMove: (c, now) => {
      const move = trueRules.nextMove(c, now);
      return c.phase === 'open' ? change(move, c, now) : move;
    },
  });
}

/** Rules that look at an open case and see something else. */
export function seeing(view: (c: OpenCase) => OpenCase): () => Rules {
  return replacing({ nextMove: (c, now) => trueRules.nextMove(c.phase === 'open' ? view(c) : c, now) });
}

/** Rules by which time brings about something else; undefined for nothing at all. */
export function dueing(change: (fact: CaseFact, c: OpenCase) => CaseFact): () => Rules {
  const types: readonly CaseEventType[] = ['clock_warned', 'clock_breached', 'escalated', 'promise_missed'];
  return replacing({
    dueFact: (c, now) => {
      const fact = trueRules.dueFact(c, now);
      return fact && change(fact, c);
    },
    nextMove: (c, now) => {
      const move = trueRules.nextMove(c, now);
      const isDue = c.phase === 'open' && move.kind === 'record' && types.includes(move.fact.type);
      return isDue ? record(change(move.fact, c)) : move;
    },
  });
}

/** Rules by which a fact of this type changes an open case differently. */
export function folding<T extends CaseEventType>(
  type: T,
  change: (after: OpenCase, event: CaseEvent<T>, before: OpenCase) => RecoveryCase,
): () => Rules {
  return replacing({
    evolve: (c, event) => {
      const after = trueRules.evolve(c, event);
      if (event.type !== type || c.phase === 'new' || after.phase === 'new') return after;
      return change(after, event as CaseEvent<T>, c);
    },
  });
}

/** A case of which some messages look different. */
export function withMessages(c: OpenCase, change: (m: MessageRecord) => MessageRecord): OpenCase {
  return { ...c, messages: c.messages.map(change) };
}

/** Asks for a message that no stage has asked for; no move when the customer cannot be reached. */
export function asking(c: OpenCase, message: MessageType, ordinal: number): Move | undefined {
  const [channel] = c.reachableBy;
  if (channel === undefined) return undefined;
  const round = c.round.number;
  const slot = `${round}/${message}/${ordinal}/${channel}`;
  if (c.messages.some((m) => m.slot === slot)) return undefined;
  const incidents = c.incidents.map((i) => i.id);
  return record({
    type: 'message_requested',
    slot,
    message,
    round,
    ordinal,
    channel,
    request: 1,
    incidents,
    covers: [],
  });
}
