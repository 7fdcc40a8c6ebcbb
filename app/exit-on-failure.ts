import process from 'node:process';

/** Runs the main part of a process; a failure is one line on standard error and exit code 1, without a stack. */
export async function exitOnFailure(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
