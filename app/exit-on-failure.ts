import process from 'node:process';

/** Milliseconds for what was opened before a failure to close by itself. */
const PATIENCE = 1_000;

/** Runs the main part of a process; a failure is one line on standard error and exit code 1, without a stack. */
export async function exitOnFailure(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
    // A connection that was opened before the failure would keep the process, and whoever restarts it would wait.
    setTimeout(() => process.exit(), PATIENCE).unref();
  }
}
