import type { AskKind, CaseTaskOutcome } from '../tasks/task.js';

/** The latest task to tell the customer by other means, and what came of it. */
export interface ReachRecord {
  readonly task: string;
  readonly requestedAt: number;
  readonly dueAt: number;
  /** `ended`: nobody had to do it any more. */
  readonly state: 'requested' | 'raised' | CaseTaskOutcome | 'ended';
  readonly endedAt?: number;
}

/** A task that something which the customer wrote has made. */
export interface AskRecord extends ReachRecord {
  readonly kind: AskKind;
}
