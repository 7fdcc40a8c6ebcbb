import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { openRecoveryMetrics, openRequestMetrics } from '../../adapters/metrics/index.js';
import { metricsSeenOfSdk } from './support/sdk-metrics.js';
import { alertRules, allQueries, countersIn, metricsIn, namesIn, panels } from './support/observing.js';
import { readCompose } from './support/compose-file.js';

describe('dashboard and alert rules', () => {
  let known: ReadonlySet<string>;

  beforeAll(async () => {
    const own = await Promise.all([openRecoveryMetrics().expose(), openRequestMetrics().expose()]);
    known = new Set([...own.flatMap(({ body }) => namesIn(body)), ...(await metricsSeenOfSdk()).names]);
  });

  const unknownIn = (expression: string): readonly string[] => metricsIn(expression).filter((name) => !known.has(name));

  it('ask only for metrics that web, worker or the SDK expose', async () => {
    const queries = await allQueries();
    expect(queries.filter(({ expression }) => unknownIn(expression).length > 0)).toEqual([]);
    expect(queries.filter(({ expression }) => metricsIn(expression).length === 0).map(({ where }) => where)).toEqual([
      'alert AmendsWebAway',
      'alert AmendsWorkerAway',
    ]);
  });

  it.each([
    ['a metric that nobody exposes', 'sum(rate(amends_sends_total[5m]))'],
    ['a histogram without its suffix', 'rate(amends_http_request_duration_seconds[5m])'],
    ['a name of the SDK as it is without suffixes', 'rate(temporal_workflow_task_execution_failed[5m])'],
  ])('and the control: %s is found', (_, expression) => {
    expect(unknownIn(expression)).toHaveLength(1);
  });

  it('know what the SDK exposes from the version that is installed', async () => {
    const text = await readFile('node_modules/@temporalio/worker/package.json', 'utf8');
    const { version } = JSON.parse(text) as { readonly version: string };
    expect((await metricsSeenOfSdk()).sdk).toBe(version);
  });

  it('find each counter that they ask for at 0 before it has counted anything: the first of a rare event is an increase', async () => {
    const books = await Promise.all([openRecoveryMetrics().expose(), openRequestMetrics().expose()]);
    const samples = books.flatMap(({ body }) => body.split('\n')).filter((line) => line.endsWith(' 0'));
    const asked = (await allQueries()).flatMap(countersIn);
    expect(asked.map(({ label }) => label)).toContain('fact="promise_missed"');
    expect(asked.map(({ label }) => label)).toContain('result="in_doubt"');
    const unborn = asked.filter(
      ({ counter, label = '' }) => !samples.some((line) => line.startsWith(`${counter}{`) && line.includes(label)),
    );
    expect(unborn).toEqual([]);
  });

  it('and the control: a label that no counter begins with is found', async () => {
    const { body } = await openRecoveryMetrics().expose();
    const [asked] = countersIn({ where: 'here', expression: 'increase(amends_facts_total{fact="noted"}[1h])' });
    expect(asked).toEqual({ where: 'here', counter: 'amends_facts_total', label: 'fact="noted"' });
    expect(body).not.toContain('fact="noted"');
  });

  it('take the start of a worker for the last sweep where it has seen none, instead of the year 1970', async () => {
    const since = (await allQueries()).filter(({ expression }) => /time\(\) - .*amends_sweep_last/.test(expression));
    expect(since.map(({ where }) => where.split(' ')[0])).toEqual(['panel', 'alert']);
    for (const { expression, where } of since) {
      expect(expression, where).toContain(
        'time() - (max(amends_sweep_last_timestamp_seconds > 0) or min(amends_process_start_time_seconds{job="amends-worker"}))',
      );
    }
  });

  it('name facts that cases have', async () => {
    const expressions = (await allQueries()).map(({ expression }) => expression).join('\n');
    const named = [...expressions.matchAll(/fact=~?"([^"]+)"/g)].flatMap(([, facts = '']) => facts.split('|'));
    const events = await readFile('domain/case/case-events.ts', 'utf8');
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((fact) => !events.includes(`\n  ${fact}: `))).toEqual([]);
  });

  it('ask the data source and read the rules that are provisioned', async () => {
    const source = parse(await readFile('deploy/grafana/provisioning/datasources/prometheus.yml', 'utf8')) as {
      readonly datasources: readonly { readonly uid: string; readonly url: string }[];
    };
    const asked = new Set((await panels()).map(({ datasource }) => datasource?.uid));
    expect([...asked]).toEqual(source.datasources.map(({ uid }) => uid));
    expect(await readFile('deploy/prometheus/prometheus.yml', 'utf8')).toContain('rule_files: [alerts.yml]');
  });

  it('say with each alarm how urgent it is, what it means and what to do', async () => {
    const rules = await alertRules();
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    const incomplete = rules.filter(
      ({ labels, annotations }) =>
        !/^(page|ticket)$/.test(labels['severity'] ?? '') || !annotations['summary'] || !annotations['action'],
    );
    expect(incomplete).toEqual([]);
  });
});

describe('Prometheus', () => {
  it('scrapes the ports at which web and worker expose their metrics', async () => {
    const { scrape_configs: jobs } = parse(await readFile('deploy/prometheus/prometheus.yml', 'utf8')) as {
      readonly scrape_configs: readonly {
        readonly dns_sd_configs: readonly { readonly names: readonly string[]; readonly port: number }[];
      }[];
    };
    const scraped = jobs.flatMap(({ dns_sd_configs: found }) =>
      found.map(({ names, port }) => `${names.join()} ${port}`),
    );
    const { web, worker } = (await readCompose()).services;
    expect(scraped).toEqual([
      `web ${web?.environment?.['METRICS_PORT']}`,
      `worker ${worker?.environment?.['METRICS_PORT']}`,
      `worker ${worker?.environment?.['SDK_METRICS_PORT']}`,
    ]);
  });
});
