import type { CaseStore } from '../ports/case-store.js';
import type { Clock } from '../ports/clock.js';
import type { AttemptResult, RecoveryMetrics } from '../ports/metrics.js';
import type { DeliverInput, ProjectInput } from './contract.js';
import type { Activities } from './create-activities.js';
import { attemptOf } from './failures.js';
import type { SweepActivities } from './sweep.js';

/** What counting needs besides the activities that it counts. */
interface Counting {
  readonly metrics: RecoveryMetrics;
  readonly cases: Pick<CaseStore, 'census'>;
  readonly clock: Clock;
}

/**
 * The same activities, counted: sends by their end, projections, sweeps and how the open cases stand. What they do and
 * answer stays as it is.
 */
export function counted<A extends Activities & SweepActivities>(activities: A, counting: Counting): A {
  const { metrics } = counting;
  return {
    ...activities,
    deliver: async (input: DeliverInput) => {
      const { message, channel } = input.order;
      const attempted = (result: AttemptResult) => metrics.attempted({ message, channel, result });
      try {
        const result = await activities.deliver(input);
        attempted(result.kind);
        return result;
      } catch (error) {
        attempted(attemptOf(error));
        throw error;
      }
    },
    projectCase: async (input: ProjectInput) => {
      const result = await activities.projectCase(input);
      metrics.projected(result, result === 'applied' ? input.events.map(({ type }) => type) : []);
      return result;
    },
    sweep: async () => {
      const woken = await activities.sweep();
      metrics.counted(await counting.cases.census());
      metrics.swept({ ...woken, at: counting.clock.now() });
      return woken;
    },
  };
}
