import type { CaseEvent, CaseFact, MessageOrder } from '../case/case-events.js';
import { evolve } from '../case/evolve.js';
import type { OpenCase } from '../case/recovery-case.js';
import { partsOf } from '../sends/send-key.js';
import type { SendRow } from '../sends/send-row.js';
import { nextMove } from './next-move.js';
import { resultOf } from './result-of-row.js';
import { messageFacts } from './results.js';

/** A case with the facts that it has not shown yet. */
export interface ToldOn {
  readonly case: OpenCase;
  /** Oldest first; empty where all is shown. */
  readonly events: readonly CaseEvent[];
}

/**
 * Tells a case on by what the ledger says of its messages, since facts of messages alone wait for the next projection: asked for
 * in the moment of their claim, ended as their row. It is the rules that say what was asked for and what follows; where they want
 * another message than the ledger holds, nothing more is told.
 */
export function tellOn(c: OpenCase, rows: readonly SendRow[]): ToldOn {
  const oldestFirst = [...rows].sort((a, b) => a.claimedAt - b.claimedAt);
  return oldestFirst.reduce<ToldOn>((told, row) => ended(asked(told, row), row), { case: c, events: [] });
}

function asked(told: ToldOn, { key, request, claimedAt }: SendRow): ToldOn {
  const { slot } = partsOf(key);
  const known = told.case.messages.find((m) => m.slot === slot);
  if (known !== undefined && known.request >= request) return told;
  const move = nextMove(told.case, claimedAt);
  const wants = move.kind === 'record' && move.fact.type === 'message_requested' ? move.fact : undefined;
  return wants?.slot === slot && wants.request === request ? after(told, [wants], claimedAt) : told;
}

function ended(told: ToldOn, row: SendRow): ToldOn {
  const result = resultOf(row);
  const order = flying(told.case, row);
  if (result === undefined || order === undefined) return told;
  const now = row.settledAt ?? row.claimedAt;
  return after(told, messageFacts(told.case, { order, result, now }), now);
}

function flying(c: OpenCase, { key, request }: SendRow): MessageOrder | undefined {
  const { slot } = partsOf(key);
  return c.messages.find((m) => m.slot === slot && m.request === request && m.state === 'requested');
}

function after(told: ToldOn, facts: readonly CaseFact[], at: number): ToldOn {
  return facts.reduce<ToldOn>((before, fact) => {
    const event: CaseEvent = { ...fact, at, actor: 'system', rules: before.case.rules };
    const next = evolve(before.case, event);
    return next.phase === 'new' ? before : { case: next, events: [...before.events, event] };
  }, told);
}
