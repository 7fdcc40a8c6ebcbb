import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attributes } from '../../workflows/contract.js';
import { DAY, HOUR } from '../domain/support/builders.js';
import { timeSkippingEnvironment } from '../support/temporal.js';
import { World } from './support/world.js';

describe('a recovery from incident to closed loop', () => {
  let environment: TestWorkflowEnvironment;
  let world: World;

  beforeAll(async () => {
    environment = await timeSkippingEnvironment(Object.values(attributes));
    world = new World(environment);
    await world.publish();
    await world.start();
  });

  afterAll(async () => {
    await world.stop();
    await environment.teardown();
  });

  it('goes through six stages with six messages in seventeen days and ends as recovered', async () => {
    const run = await world.report({ severity: 'high' });
    await world.pass(10_000);
    expect(world.email.messages).toEqual(['acknowledgement']);
    await world.command({ type: 'take' });
    await world.pass(HOUR);
    expect(world.email.messages).toEqual(['acknowledgement', 'apology']);
    await world.command({ type: 'resolve', cause: 'courier_lost_it' });
    await world.pass(6 * DAY);
    await world.answer(5);
    const outcome = await run.result();
    expect(outcome).toEqual({ caseId: 'inc-1', outcome: 'recovered', cause: 'courier_lost_it' });
    expect(world.email.messages).toEqual([
      'acknowledgement',
      'apology',
      'resolution',
      'follow_up',
      'survey',
      'closing',
    ]);
    const history = await run.fetchHistory();
    const events = history.events ?? [];
    const types = new Map<string, number>();
    for (const e of events) types.set(String(e.eventType), (types.get(String(e.eventType)) ?? 0) + 1);
  });
});
