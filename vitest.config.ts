import { defineConfig } from 'vitest/config';
import { ClosingLineReporter } from './tests/support/closing-line-reporter.js';

const unit = ['activities', 'adapters', 'cli', 'domain', 'guard-rails', 'programme', 'simulation', 'tools', 'web'];
const temporal = ['end-to-end', 'readme', 'replay', 'workflows'];

const testsIn = (folders: string[]): string[] => folders.map((folder) => `tests/${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    reporters: ['default', new ClosingLineReporter()],
    allowOnly: false,
    projects: [
      {
        test: {
          name: 'unit',
          include: testsIn(unit),
          pool: 'forks',
          testTimeout: 10_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          // One Temporal server at a time: two of them starve each other on a small machine, and time-outs then lie.
          name: 'temporal',
          include: testsIn(temporal),
          pool: 'forks',
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
