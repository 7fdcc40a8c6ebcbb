import { exitCodes } from '../exit-codes.js';
import { CommandFailure } from '../failure.js';

/** The answer to a request that is known by what it says; without one, whoever asked is told that a repeat is safe. */
export async function repeatable<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    if (!(error instanceof CommandFailure) || error.exitCode !== exitCodes.unavailable) throw error;
    const message = `${error.message}\nRepeat it in the same words: it is then carried out once at most.`;
    throw new CommandFailure(message, error.exitCode, error.document);
  });
}
