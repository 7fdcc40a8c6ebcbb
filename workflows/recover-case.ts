import { allHandlersFinished, CancellationScope, condition, continueAsNew } from '@temporalio/workflow';
import type { CloseMove } from '../domain/journey/move.js';
import { nextMove } from '../domain/journey/next-move.js';
import type { CaseOutcome, RecoverCaseInput } from './contract.js';
import { Handled } from './handled.js';
import { listen } from './handlers.js';
import { LoopGuard } from './loop-guard.js';
import { Recovery } from './recovery.js';
import { Rest } from './rest.js';

/** The recovery of one customer: it holds the case, takes in what comes, lets effects follow the facts, and rests. */
export async function recoverCase(input: RecoverCaseInput): Promise<CaseOutcome> {
  const { tenant, customerId, resume, continueAfter = Infinity } = input;
  // A cancel in the Temporal Web UI is a command like any other: it must not tear down what is under way.
  const shield = new CancellationScope({ cancellable: false });
  const recovery = new Recovery({ tenant, customerId }, shield, resume?.case);
  const rest = new Rest(recovery, continueAfter);
  const handled = new Handled(resume?.handled ?? []);
  const guard = new LoopGuard();
  const handOver = (): Promise<never> => {
    recovery.effects.leave();
    rest.stop();
    return continueAsNew<typeof recoverCase>({ ...input, resume: { case: recovery.case, handled: handled.all } });
  };
  listen(recovery, handled);
  return shield.run(async () => {
    recovery.effects.follow();
    for (;;) {
      guard.turn();
      if (recovery.superseded) return superseded(recovery, rest);
      recovery.catchUp();
      const move = nextMove(recovery.case, Date.now());
      switch (move.kind) {
        case 'record':
          recovery.record(move.fact);
          break;
        case 'wait':
          await rest.until(move);
          if (rest.handOverDue) await handOver();
          break;
        case 'close':
          if (await close(move, recovery, rest)) return outcomeOf(move, recovery);
          break;
      }
    }
  });
}

/** Closes, and says whether it holds: what came in meanwhile is looked at last, with no further await before the return. */
async function close(move: CloseMove, recovery: Recovery, rest: Rest): Promise<boolean> {
  if (recovery.case.phase === 'new') {
    recovery.leaving = true;
    await condition(allHandlersFinished);
    recovery.leaving = !recovery.inbox.holdsIncident;
    return recovery.leaving;
  }
  const { outcome, cause, lastMessage } = move;
  recovery.record({ type: 'case_closed', outcome, cause, lastMessage });
  await rest.finish(move);
  return recovery.inbox.empty;
}

/**
 * A run that was reset after its case had closed ends without another word: the record and what was sent stay as they are.
 * An incident that came in meanwhile is stored and waiting; the sweep wakes a run for it.
 */
async function superseded(recovery: Recovery, rest: Rest): Promise<CaseOutcome> {
  rest.stop();
  await condition(allHandlersFinished);
  return outcomeOf({ kind: 'close', outcome: 'refused', cause: 'closed_before', lastMessage: 'none' }, recovery);
}

function outcomeOf({ outcome, cause }: CloseMove, recovery: Recovery): CaseOutcome {
  const c = recovery.case;
  return { outcome, cause, ...(c.phase !== 'new' && { caseId: c.caseId }) };
}
