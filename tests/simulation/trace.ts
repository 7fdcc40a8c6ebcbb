import type { CaseEvent, MessageOrder, Verdict } from '../../domain/case/case-events.js';
import type { Refusal } from '../../domain/case/commands.js';
import type { RecoveryCase } from '../../domain/case/recovery-case.js';
import type { Channel } from '../../domain/contact/channels.js';
import type { CloseMove, WaitMove } from '../../domain/journey/move.js';
import type { Rules } from './rules.js';
import type { Script } from './script.js';

/** A copy of a message that has reached the customer. */
export interface Copy {
  readonly order: MessageOrder;
  readonly at: number;
  readonly promiseDueAt?: number;
  /** The case as the shell knew it at this moment. */
  readonly state: RecoveryCase;
  /** The shell had withdrawn it before, too late for the sender. */
  readonly raced: boolean;
}

/** One rest of the shell. */
export interface Rest {
  readonly at: number;
  readonly move: WaitMove;
  readonly state: RecoveryCase;
  /** How many effects were running. */
  readonly effects: number;
}

/** A refused command or input with the case before and after. */
export interface Refused {
  readonly command: string;
  readonly reason: Refusal;
  readonly before: RecoveryCase;
  readonly after: RecoveryCase;
}

/** A case folded anew from its journal at a restart, beside the one that the shell held. */
export interface Refolded {
  readonly held: RecoveryCase;
  readonly folded: RecoveryCase;
}

/** One run of the shell: one case, or none when every incident was refused. `states[i]` follows `journal[i]`. */
export interface Run {
  readonly number: number;
  readonly journal: CaseEvent[];
  readonly states: RecoveryCase[];
  readonly rests: Rest[];
  readonly refused: Refused[];
  readonly refolded: Refolded[];
  /** What reached the customer. */
  readonly copies: Copy[];
  /** How it ended, or why the simulation gave it up. */
  end: CloseMove | 'stuck' | 'spinning' | 'endless';
}

/** A customer wanted no more messages on a channel, from one instant to another. */
export interface Stopping {
  readonly channel: Channel;
  readonly at: number;
  until?: number;
}

/** One customer's whole history. */
export interface Journey {
  readonly script: Script;
  /** The rules that it was lived by. */
  readonly rules: Rules;
  readonly runs: readonly Run[];
  /** Incidents that the store gave to a case, by id. */
  readonly takenUp: readonly string[];
  /** Answers that the customer gave in time, by `{run}/{round}`. */
  readonly answers: ReadonlyMap<string, Verdict>;
  readonly stops: readonly Stopping[];
}
