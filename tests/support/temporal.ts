import proto from '@temporalio/proto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { temporalCliPath, timeSkippingServerPath, type SearchAttribute } from '../../tools/dev-services/index.js';

const { IndexedValueType } = proto.temporal.api.enums.v1;

/**
 * A server whose time jumps while a result is awaited, with the search attributes registered. One per test file, torn
 * down after it: its time is shared by everything in it. It lacks lists, schedules and resets.
 */
export async function timeSkippingEnvironment(
  searchAttributes: readonly SearchAttribute[],
): Promise<TestWorkflowEnvironment> {
  const environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: await timeSkippingServerPath() } },
  });
  await environment.connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: Object.fromEntries(
      searchAttributes.map(({ name, type }) => [name, IndexedValueType[`INDEXED_VALUE_TYPE_${type}`]]),
    ),
  });
  return environment;
}

/** A real development server in memory, with the search attributes registered; its time runs as ours does. */
export async function devServerEnvironment(
  searchAttributes: readonly SearchAttribute[],
): Promise<TestWorkflowEnvironment> {
  return TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path: await temporalCliPath() },
      searchAttributes: [...searchAttributes],
      log: { format: 'pretty', level: 'error' },
      // Else a run whose tasks fail would count as parked after a minute only.
      extraArgs: ['--dynamic-config-value', 'system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute=1'],
    },
  });
}
