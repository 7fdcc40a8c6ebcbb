import type { CaseEvent, CaseFact, Stamp, Verdict } from '../../domain/case/case-events.js';
import { decide } from '../../domain/case/decide.js';
import type { Asked, Decision } from '../../domain/case/decide.js';
import { evolve } from '../../domain/case/evolve.js';
import type { OpenCase, RecoveryCase } from '../../domain/case/recovery-case.js';
import type { PromiseTerms } from '../../domain/contact/messages.js';
import { dueFact } from '../../domain/journey/due.js';
import { inFlight } from '../../domain/journey/in-flight.js';
import type { Effect } from '../../domain/journey/in-flight.js';
import { messageContext } from '../../domain/journey/message-context.js';
import type { Move } from '../../domain/journey/move.js';
import { nextMove } from '../../domain/journey/next-move.js';
import { promisedAt } from '../../domain/journey/promise-terms.js';
import { recategorisedFacts } from '../../domain/journey/recategorise.js';
import { joinFacts, lookFacts, messageFacts, taskFacts } from '../../domain/journey/results.js';
import type { Ended } from '../../domain/journey/results.js';

/** All of the domain that a shell calls; a mutant replaces one of them. */
export interface Rules {
  readonly evolve: (c: RecoveryCase, event: CaseEvent) => RecoveryCase;
  readonly decide: (c: OpenCase, asked: Asked) => Decision;
  readonly dueFact: (c: OpenCase, now: number) => CaseFact | undefined;
  readonly nextMove: (c: RecoveryCase, now: number) => Move;
  readonly inFlight: (c: RecoveryCase) => readonly Effect[];
  readonly messageContext: typeof messageContext;
  readonly messageFacts: (c: OpenCase, ended: Ended) => readonly CaseFact[];
  readonly joinFacts: typeof joinFacts;
  readonly lookFacts: (c: OpenCase, round: number, answer: Verdict | undefined) => readonly CaseFact[];
  readonly taskFacts: typeof taskFacts;
  readonly recategorisedFacts: typeof recategorisedFacts;
  readonly promisedAt: (promise: PromiseTerms, now: number) => number;
  readonly stamp: (fact: CaseFact, stamp: Stamp) => CaseEvent;
}

/** The rules as they are. */
export const trueRules: Rules = {
  evolve,
  decide,
  dueFact,
  nextMove,
  inFlight,
  messageContext,
  messageFacts,
  joinFacts,
  lookFacts,
  taskFacts,
  recategorisedFacts,
  promisedAt,
  stamp: (fact, stamp) => ({ ...fact, ...stamp }),
};
