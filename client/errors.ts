import type { Refusal } from '../domain/case/commands.js';

/** What the gateway to Temporal can answer instead of a result; `code` is stable. */
abstract class RecoveryError extends Error {
  abstract readonly code: 'refused' | 'closed' | 'unavailable';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** Thrown when a command makes no sense in the state of its case. */
export class CommandRefusedError extends RecoveryError {
  readonly code = 'refused';
  readonly refusal: Refusal;

  constructor(command: string, refusal: Refusal) {
    super(`the command ${command} was refused: ${refusal}`);
    this.refusal = refusal;
  }
}

/** Thrown when the case of a command is closed, or its run is gone. */
export class CaseClosedError extends RecoveryError {
  readonly code = 'closed';

  constructor(command: string, options?: ErrorOptions) {
    super(`the command ${command} found its case closed`, options);
  }
}

/** Thrown when Temporal, or the worker that has to answer, does not answer in time; a repeat is safe. */
export class RecoveryUnavailableError extends RecoveryError {
  readonly code = 'unavailable';

  constructor(operation: string, options?: ErrorOptions) {
    super(`${operation} got no answer from Temporal in time`, options);
  }
}
