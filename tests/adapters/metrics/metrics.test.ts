import { describe, expect, it } from 'vitest';
import {
  openRecoveryMetrics,
  openRequestMetrics,
  silentMetrics,
  type MetricsBook,
} from '../../../adapters/metrics/index.js';
import type { RecoveryMetrics, RequestMetrics } from '../../../ports/metrics.js';

/** The exposed samples of a metric. */
async function samplesOf(book: MetricsBook<unknown>, metric: string): Promise<readonly string[]> {
  const { body } = await book.expose();
  return body.split('\n').filter((line) => line.startsWith(metric));
}

/** Tells a worker's metrics one of everything. */
function oneOfAll(metrics: RecoveryMetrics): void {
  metrics.attempted({ message: 'apology', channel: 'email', result: 'accepted' });
  metrics.projected('applied', ['case_opened', 'clock_breached']);
  metrics.swept({ incidents: 2, cases: 1, at: 1_772_452_800_000 });
  metrics.counted([
    { stage: 'resolve', sla: 'breached', cases: 2, inDoubt: 1 },
    { stage: 'resolve', sla: 'on_track', cases: 5, inDoubt: 2 },
  ]);
  metrics.orphans('incident_never_taken_up', 4);
  metrics.released();
}

const answer: Parameters<RequestMetrics['answered']>[0] = {
  method: 'GET',
  route: '/v1/cases/:id',
  status: 200,
  seconds: 0.02,
};

describe('the metrics of a worker', () => {
  it.each([
    ['amends_send_attempts_total', '{message="apology",channel="email",result="accepted"} 1'],
    ['amends_projections_total', '{result="applied"} 1'],
    ['amends_facts_total{fact="clock_breached"}', ' 1'],
    ['amends_sweep_woken_total{kind="incident"}', ' 2'],
    ['amends_sweep_woken_total{kind="case"}', ' 1'],
    ['amends_sweep_last_timestamp_seconds', ' 1772452800'],
    ['amends_messages_in_doubt', ' 3'],
    ['amends_open_cases{stage="resolve",sla="breached"}', ' 2'],
    ['amends_released_total', ' 1'],
    ['amends_orphans', '{kind="incident_never_taken_up"} 4'],
  ])('expose %s%s', async (metric, sample) => {
    const book = openRecoveryMetrics();
    oneOfAll(book.metrics);
    expect((await samplesOf(book, metric)).filter((line) => !line.endsWith(' 0'))).toEqual([`${metric}${sample}`]);
  });

  it('no longer show a group of cases that is empty by now', async () => {
    const book = openRecoveryMetrics();
    oneOfAll(book.metrics);
    book.metrics.counted([{ stage: 'closed', sla: 'met', cases: 1, inDoubt: 0 }]);
    expect(await samplesOf(book, 'amends_open_cases{')).toEqual(['amends_open_cases{stage="closed",sla="met"} 1']);
    expect(await samplesOf(book, 'amends_messages_in_doubt')).toEqual(['amends_messages_in_doubt 0']);
  });

  it('show a gauge as it was set last, and a counter as the sum', async () => {
    const book = openRecoveryMetrics();
    oneOfAll(book.metrics);
    oneOfAll(book.metrics);
    book.metrics.orphans('incident_never_taken_up', 0);
    expect(await samplesOf(book, 'amends_orphans')).toEqual(['amends_orphans{kind="incident_never_taken_up"} 0']);
    expect(await samplesOf(book, 'amends_sweep_woken_total{kind="incident"}')).toEqual([
      'amends_sweep_woken_total{kind="incident"} 4',
    ]);
  });

  it('are not shared by two books of one process', async () => {
    const [told, untold] = [openRecoveryMetrics(), openRecoveryMetrics()];
    oneOfAll(told.metrics);
    const opened = 'amends_facts_total{fact="case_opened"}';
    expect(await samplesOf(told, opened)).toEqual([`${opened} 1`]);
    expect(await samplesOf(untold, opened)).toEqual([`${opened} 0`]);
  });
});

describe('the metrics of the web edge', () => {
  it('count requests and their duration by method, route and status', async () => {
    const book = openRequestMetrics();
    book.metrics.answered(answer);
    const labels = 'method="GET",route="/v1/cases/:id",status="200"';
    const samples = await samplesOf(book, 'amends_http_request_duration_seconds');
    expect(samples).toContain(`amends_http_request_duration_seconds_count{${labels}} 1`);
    expect(samples).toContain(`amends_http_request_duration_seconds_sum{${labels}} 0.02`);
    expect(samples).toContain(`amends_http_request_duration_seconds_bucket{le="0.025",${labels}} 1`);
    expect(samples).toContain(`amends_http_request_duration_seconds_bucket{le="0.01",${labels}} 0`);
  });
});

describe('the metrics of reports', () => {
  it('count by door and by whether the ledger has their message', async () => {
    const book = openRequestMetrics();
    book.metrics.reported({ source: 'twilio', result: 'taken', count: 1 });
    book.metrics.reported({ source: 'email_events', result: 'unknown', count: 3 });
    book.metrics.reported({ source: 'email_events', result: 'unknown', count: 2 });
    expect(await samplesOf(book, 'amends_provider_reports_total')).toEqual([
      'amends_provider_reports_total{source="twilio",result="taken"} 1',
      'amends_provider_reports_total{source="email_events",result="unknown"} 5',
    ]);
  });
});

describe('the metrics of contacts by others', () => {
  it('count by purpose and by what is wrong, each from 0 so that the first can be noticed', async () => {
    const book = openRequestMetrics();
    expect(await samplesOf(book, 'amends_contact_leaks_total')).toEqual([
      'amends_contact_leaks_total{leak="suppressed"} 0',
      'amends_contact_leaks_total{leak="against_answer"} 0',
    ]);
    book.metrics.contacted({ purpose: 'service' });
    book.metrics.contacted({ purpose: 'marketing', leak: 'suppressed' });
    const some = (await samplesOf(book, 'amends_')).filter((line) => /contact.* [1-9]/.test(line));
    expect(some).toEqual([
      'amends_reported_contacts_total{purpose="service"} 1',
      'amends_reported_contacts_total{purpose="marketing"} 1',
      'amends_contact_leaks_total{leak="suppressed"} 1',
    ]);
  });
});

describe('the silent twin', () => {
  it('takes everything that the others take, and does nothing', () => {
    expect(() => oneOfAll(silentMetrics)).not.toThrow();
    expect(() => silentMetrics.answered(answer)).not.toThrow();
    expect(() => silentMetrics.contacted({ purpose: 'survey' })).not.toThrow();
    expect(() => silentMetrics.reported({ source: 'twilio', result: 'taken', count: 1 })).not.toThrow();
  });
});
