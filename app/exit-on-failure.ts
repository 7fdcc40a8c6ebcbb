import process from 'node:process';
import { createLogger } from '../adapters/log/index.js';
import { ConfigurationError } from '../config/index.js';
import { MissingAttributesError } from '../worker/require-attributes.js';

/** Milliseconds for what was opened before a failure to close by itself. */
const PATIENCE = 1_000;

/**
 * Runs the main part of a process of this name; a failure ends it with exit code 1. What is wrong with the configuration
 * is said in plain text on standard error, by names and without a value; everything else is a line of the log.
 */
export async function exitOnFailure(name: 'web' | 'worker', main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (error instanceof ConfigurationError) process.stderr.write(`${error.message}\n`);
    // Also where the level would keep it silent: a process that ends without a word cannot be mended.
    else createLogger({ level: 'fatal', process: name }).fatal({ err: error }, wordsFor(error));
    process.exitCode = 1;
    // A connection that was opened before the failure would keep the process, and whoever restarts it would wait.
    setTimeout(() => process.exit(), PATIENCE).unref();
  }
}

/** The words of others may quote an address or a login; these are ours, and hold the remedy. */
function wordsFor(error: unknown): string {
  return error instanceof MissingAttributesError ? error.message : 'the process cannot start or go on, and ends';
}
