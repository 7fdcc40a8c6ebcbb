import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { ClosingLineReporter } from './tests/support/closing-line-reporter.js';

/** Tests that need a Temporal server; every other test is a unit test, so that none is forgotten. */
const temporal = ['end-to-end', 'readme', 'replay', 'workflows'].map((folder) => `tests/${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    reporters: ['default', new ClosingLineReporter()],
    globalSetup: ['tests/support/global-setup.ts'],
    allowOnly: false,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: temporal,
          pool: 'forks',
          // By default one core stays idle, which is half of a small machine.
          maxWorkers: availableParallelism(),
          // Files share a process, and what it has loaded: no test leaves anything behind that another could see.
          isolate: false,
          // Far above what a test needs: a busy machine is no reason to fail.
          testTimeout: 20_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          // Two files at a time: much of their time is waiting; more Temporal servers starve each other, and time-outs then lie.
          name: 'temporal',
          include: temporal,
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
