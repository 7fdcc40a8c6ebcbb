import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';

/** Milliseconds that an attempt may take: a quarter of what `workflows/retry-policies.ts` gives sends and records. */
const short = { sends: 5_000, records: 2_500 } as const;

/**
 * The workflows as they are, but for shorter attempts of activities: a run with a hundred dead workers would spend most
 * of its time waiting for what Temporal cannot know of any sooner.
 */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  outbound: [
    {
      scheduleActivity: (input, next) => {
        // A sweep goes through everything there is.
        if (input.activityType === 'sweep') return next(input);
        const startToCloseTimeout = input.activityType === 'deliver' ? short.sends : short.records;
        return next({ ...input, options: { ...input.options, startToCloseTimeout } });
      },
    },
  ],
});
