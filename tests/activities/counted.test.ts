import { describe, expect, it } from 'vitest';
import { counted } from '../../activities/counted.js';
import { senderBusy, tryLater, unproved } from '../../activities/failures.js';
import { openRecoveryMetrics } from '../../adapters/metrics/index.js';
import type { SendResult } from '../../domain/journey/results.js';
import { claimOf, factsOf, projectionOf } from '../adapters/store/builders.js';
import { T0 } from '../domain/support/builders.js';
import { aSend, Desk } from './support/desk.js';

const input = aSend('hash-of-the-programme');
const claim = claimOf();
const aProjection = projectionOf(claim, { events: factsOf('a', 2) }, { sla: 'breached', inDoubt: 1 });

/** Activities of a desk that answer as scripted, counted in a book of their own. */
function countedDesk(scripted: { deliver?: () => Promise<SendResult>; sweep?: () => Promise<never> } = {}) {
  const desk = new Desk();
  const book = openRecoveryMetrics();
  const sweep = () => Promise.resolve({ incidents: 2, cases: 1, inputs: 0, sends: 0, released: 0, receipts: 0 });
  const activities = counted(
    { ...desk.activities, sweep, ...scripted },
    { metrics: book.metrics, cases: desk.stores.cases, clock: { now: () => T0 } },
  );
  /** What was counted of a metric; its counters begin at 0. */
  const samples = async (metric: string) => {
    const { body } = await book.expose();
    return body.split('\n').filter((line) => line.startsWith(metric) && !line.endsWith(' 0'));
  };
  return { activities, desk, samples };
}

describe('a counted activity', () => {
  it.each([
    ['accepted', { kind: 'accepted', promiseDueAt: T0 }],
    ['in_doubt', { kind: 'in_doubt' }],
    ['rejected', { kind: 'rejected', code: 'mailbox_refused' }],
  ] as const)('that sends is counted as %s and answers what it would have answered', async (result, answer) => {
    const { activities, samples } = countedDesk({ deliver: () => Promise.resolve(answer) });
    expect(await activities.deliver(input)).toEqual(answer);
    const { message, channel } = input.order;
    expect(await samples('amends_send_attempts_total{')).toEqual([
      `amends_send_attempts_total{message="${message}",channel="${channel}",result="${result}"} 1`,
    ]);
  });

  it.each([
    ['try_later', tryLater('provider_down')],
    ['waiting', senderBusy(1_000)],
    ['waiting', unproved(1_000)],
    ['failed', new Error('a fault of ours')],
  ])('that does not send is counted as %s and throws what it would have thrown', async (result, error) => {
    const { activities, samples } = countedDesk({ deliver: () => Promise.reject(error) });
    await expect(activities.deliver(input)).rejects.toBe(error);
    expect((await samples('amends_send_attempts_total{')).join()).toContain(`result="${result}"} 1`);
  });

  it('that projects is counted with its facts when they are taken in, and without them when they are known', async () => {
    const { activities, desk, samples } = countedDesk();
    await desk.stores.cases.open(claim);
    expect(await activities.projectCase(aProjection)).toBe('applied');
    expect(await activities.projectCase(aProjection)).toBe('already');
    expect(await samples('amends_projections_total{')).toEqual([
      'amends_projections_total{result="applied"} 1',
      'amends_projections_total{result="already"} 1',
    ]);
    expect(await samples('amends_facts_total{')).toEqual(['amends_facts_total{fact="command_refused"} 2']);
  });

  it('that sweeps is counted with what it woke, and with how the open cases stand afterwards', async () => {
    const { activities, desk, samples } = countedDesk();
    await desk.stores.cases.open(claim);
    await desk.stores.cases.apply(aProjection);
    expect(await activities.sweep()).toEqual({ incidents: 2, cases: 1, inputs: 0, sends: 0, released: 0, receipts: 0 });
    expect(await samples('amends_open_cases{')).toEqual(['amends_open_cases{stage="resolve",sla="breached"} 1']);
    expect(await samples('amends_messages_in_doubt')).toEqual(['amends_messages_in_doubt 1']);
    expect(await samples('amends_sweep_last')).toEqual([`amends_sweep_last_timestamp_seconds ${T0 / 1_000}`]);
  });

  it('that sweeps in vain leaves the time of the last sweep as it was', async () => {
    const { activities, samples } = countedDesk({ sweep: () => Promise.reject(new Error('1 could not be woken')) });
    await expect(activities.sweep()).rejects.toThrow('1 could not be woken');
    // 0, which no sweep has set.
    expect(await samples('amends_sweep_last')).toEqual([]);
  });
});
