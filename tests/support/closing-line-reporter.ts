import type { Reporter, TestModule, TestSuite, Vitest } from 'vitest/node';

/** What a run came to. */
interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** Where a line goes; standard output by default. */
type Print = (line: string) => void;

function isBroken(suite: TestModule | TestSuite): boolean {
  return suite.errors().length > 0;
}

/** Counts tests; a file or suite that failed to load, or whose hook threw, counts as one failure more. */
function tally(modules: readonly TestModule[], unhandled: number): Tally {
  const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
  const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
  const count = (state: string): number => states.filter((found) => found === state).length;
  return {
    passed: count('passed'),
    failed: count('failed') + suites.filter(isBroken).length + unhandled,
    skipped: count('skipped') + count('pending'),
  };
}

/**
 * Ends a test run with the line `N passed, N failed`. Nothing may be skipped: a run that skipped a test fails, and a
 * line before the last says so; a run narrowed by a name pattern is let off.
 */
export class ClosingLineReporter implements Reporter {
  readonly #print: Print;
  #isNarrowed = false;

  constructor(
    print: Print = (line) => {
      process.stdout.write(`${line}\n`);
    },
  ) {
    this.#print = print;
  }

  onInit(vitest: Vitest): void {
    this.#isNarrowed = vitest.config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const { passed, failed, skipped } = tally(modules, unhandledErrors.length);
    if (skipped > 0 && !this.#isNarrowed) {
      this.#print(`${skipped} skipped, and nothing may be skipped`);
      process.exitCode = 1;
    }
    this.#print(`${passed} passed, ${failed} failed`);
  }
}
