import { Counter, Gauge, type Registry } from 'prom-client';
import type { RecoveryMetrics } from '../../ports/metrics.js';
import { openBook, type MetricsBook } from './book.js';
import { knownAttempts, knownProjections, watchedFacts, wokenKinds } from './known-labels.js';

/** The metrics of a worker. */
export function openRecoveryMetrics(): MetricsBook<RecoveryMetrics> {
  return openBook((registry) => ({
    ...sending(registry),
    ...counting(registry),
    ...projecting(registry),
    ...sweeping(registry),
  }));
}

function sending(registry: Registry): Pick<RecoveryMetrics, 'attempted'> {
  const attempts = new Counter({
    name: 'amends_send_attempts_total',
    help: 'Attempts to send a message, by message, channel and how they ended.',
    labelNames: ['message', 'channel', 'result'],
    registers: [registry],
  });
  for (const attempt of knownAttempts) attempts.inc(attempt, 0);
  return { attempted: ({ message, channel, result }) => attempts.inc({ message, channel, result }) };
}

function counting(registry: Registry): Pick<RecoveryMetrics, 'counted'> {
  const cases = new Gauge({
    name: 'amends_open_cases',
    help: 'Open cases by stage and by the worst of their clocks, as the last sweep of this worker saw them.',
    labelNames: ['stage', 'sla'],
    registers: [registry],
  });
  const inDoubt = new Gauge({
    name: 'amends_messages_in_doubt',
    help: 'Messages of open cases of which nobody knows whether they arrived, as the last sweep of this worker saw it.',
    registers: [registry],
  });
  return {
    counted: (open) => {
      // A group that is empty by now is not named in the count: its old figure would stand for ever.
      cases.reset();
      for (const { stage, sla, cases: count } of open) cases.set({ stage, sla }, count);
      inDoubt.set(open.reduce((sum, group) => sum + group.inDoubt, 0));
    },
  };
}

function projecting(registry: Registry): Pick<RecoveryMetrics, 'projected'> {
  const projections = new Counter({
    name: 'amends_projections_total',
    help: 'Projections into the read model, by what became of them.',
    labelNames: ['result'],
    registers: [registry],
  });
  const facts = new Counter({
    name: 'amends_facts_total',
    help: 'Facts of cases that the read model has taken in, by type.',
    labelNames: ['fact'],
    registers: [registry],
  });
  for (const result of knownProjections) projections.inc({ result }, 0);
  for (const fact of watchedFacts) facts.inc({ fact }, 0);
  return {
    projected: (result, types) => {
      projections.inc({ result });
      for (const fact of types) facts.inc({ fact });
    },
  };
}

function sweeping(registry: Registry): Pick<RecoveryMetrics, 'swept' | 'released' | 'orphans'> {
  const woken = new Counter({
    name: 'amends_sweep_woken_total',
    help: 'What sweeps found asleep and woke, by kind.',
    labelNames: ['kind'],
    registers: [registry],
  });
  for (const kind of wokenKinds) woken.inc({ kind }, 0);
  const last = new Gauge({
    name: 'amends_sweep_last_timestamp_seconds',
    help: 'When a sweep ended on this worker for the last time.',
    registers: [registry],
  });
  const released = new Counter({
    name: 'amends_released_total',
    help: 'Customers from whom promotion was kept away and who were announced as free again.',
    registers: [registry],
  });
  const orphans = new Gauge({
    name: 'amends_orphans',
    help: 'What has fallen out of every queue, by kind, as the last sweep of this worker saw it.',
    labelNames: ['kind'],
    registers: [registry],
  });
  return {
    swept: ({ incidents, cases, at }) => {
      woken.inc({ kind: 'incident' }, incidents);
      woken.inc({ kind: 'case' }, cases);
      last.set(at / 1_000);
    },
    released: () => released.inc(),
    orphans: (kind, count) => orphans.set({ kind }, count),
  };
}
