import type { CaseEvent, CaseFact, MessageOrder } from '../case/case-events.js';
import { evolve } from '../case/evolve.js';
import type { OpenCase } from '../case/recovery-case.js';
import { slotIn } from '../sends/send-key.js';
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

/** Milliseconds by which a sender's clock may be behind that of the run: what `amends doctor` allows. */
const CLOCKS_DIFFER_BY = 2_000;

/**
 * Tells a case on by what the ledger says of its messages, since the plain facts of messages wait for the next projection: asked
 * for in the moment of their claim, ended as their row. It is the rules that say what was asked for and what follows; from the
 * first row on that they do not account for nothing more is told.
 */
export function tellOn(c: OpenCase, rows: readonly SendRow[]): ToldOn {
  const oldestFirst = [...rows].sort((a, b) => a.claimedAt - b.claimedAt);
  let told: ToldOn = { case: c, events: [] };
  for (const row of oldestFirst) {
    const next = asked(told, row);
    if (next === undefined) break;
    told = ended(next, row);
  }
  return told;
}

/** The case once it has asked for the message of a row; undefined where its rules would not have. */
function asked(told: ToldOn, { key, request, claimedAt }: SendRow): ToldOn | undefined {
  const slot = slotIn(key);
  const known = told.case.messages.find((m) => m.slot === slot);
  if (known !== undefined && known.request >= request) return told;
  const wants = wanted(told.case, claimedAt);
  return wants?.slot === slot && wants.request === request ? after(told, [wants], claimedAt) : undefined;
}

function wanted(c: OpenCase, now: number): CaseFact<'message_requested'> | undefined {
  const move = nextMove(c, now);
  if (move.kind === 'wait' && move.until - now <= CLOCKS_DIFFER_BY && move.until > now) return wanted(c, move.until);
  return move.kind === 'record' && move.fact.type === 'message_requested' ? move.fact : undefined;
}

function ended(told: ToldOn, row: SendRow): ToldOn {
  const result = resultOf(row);
  const order = flying(told.case, row);
  if (result === undefined || order === undefined) return told;
  const now = row.settledAt ?? row.claimedAt;
  return after(told, messageFacts(told.case, { order, result, now }), now);
}

function flying(c: OpenCase, { key, request }: SendRow): MessageOrder | undefined {
  const slot = slotIn(key);
  return c.messages.find((m) => m.slot === slot && m.request === request && m.state === 'requested');
}

function after(told: ToldOn, facts: readonly CaseFact[], at: number): ToldOn {
  return facts.reduce<ToldOn>((before, fact) => {
    const event: CaseEvent = { ...fact, at, actor: 'system', rules: before.case.rules };
    const next = evolve(before.case, event);
    return next.phase === 'new' ? before : { case: next, events: [...before.events, event] };
  }, told);
}
