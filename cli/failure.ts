import { exitCodes, type ExitCode } from './exit-codes.js';

/** Thrown to end the command with a message for people, a document for `--json`, and an exit code. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly exitCode: ExitCode;
  /** A problem as the server sent it, or one of the same shape. */
  readonly document: object;

  constructor(message: string, exitCode: ExitCode, document: object = { title: message }) {
    super(message);
    this.exitCode = exitCode;
    this.document = document;
  }
}

/** A failure of how the command was called. */
export function usageFailure(message: string): CommandFailure {
  return new CommandFailure(message, exitCodes.usage);
}
