import type { PromiseStanding } from '../../case/case-view.js';

/** An instant and what it stands for, in words; epoch milliseconds. */
export interface TimeStep {
  readonly at: number;
  readonly why: string;
}

/** How a due time stands. */
export type ExplainedState = 'running' | 'met' | 'breached' | PromiseStanding | 'planned';

/** A due time with the steps that led to it, so that it can be read aloud to whom it was promised. */
export interface ExplainedTime {
  /** For example "resolution of inc-1" or "promise of news". */
  readonly what: string;
  readonly dueAt: number;
  readonly state: ExplainedState;
  /** What led to it, in order; the last step is the due time itself. */
  readonly steps: readonly TimeStep[];
  /** What has happened to it since, or is still to come before it is due. */
  readonly notes: readonly TimeStep[];
}
