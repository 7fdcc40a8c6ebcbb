import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readProgramme } from '../../app/read-programme.js';
import { runCommand } from '../../tools/dev-services/child-process.js';
import {
  startSmtpStandIn,
  startTemporal,
  temporalCliPath,
  type SmtpStandIn,
  type TemporalService,
} from '../../tools/dev-services/index.js';
import { freePort } from '../../tools/dev-services/ports.js';
import { allQueries, metricsIn, namesIn } from '../deploy/support/observing.js';
import { ownDatabase } from '../support/mongo.js';
import { Balancer } from './support/balancer.js';
import { buildRelease, type Release, type Server } from './support/release.js';

const secret = (): string => randomBytes(32).toString('hex');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const patience = { timeout: 20_000, interval: 100 };
/** Incidents that are reported while everything is restarted. */
const INCIDENTS = 25;

const key = secret();
const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
let temporal: TemporalService;
let inbox: SmtpStandIn;
let release: Release;
let shared: Readonly<Record<string, string>>;

/** A web edge, as it would be started in production. */
async function webAt(port: number): Promise<Server> {
  const own = { HTTP_PORT: String(port), DRAIN_SECONDS: '0.5', API_KEYS: `acme:operations:admin:${sha256(key)}` };
  return release.start('web/main.js', { ...shared, ...own }, `http://127.0.0.1:${port}/readyz`);
}

/** A worker, as it would be started in production, and the ports of its metrics. */
async function worker(): Promise<Server & { readonly metrics: string; readonly sdkMetrics: string }> {
  const [port, sdkPort] = [await freePort(), await freePort()];
  const own = {
    KEY_SECRET: shared['KEY_SECRET'] ?? '',
    SMTP_URL: inbox.smtpUrl,
    MAIL_FROM: 'care@larkfield.example',
    METRICS_PORT: String(port),
    SDK_METRICS_PORT: String(sdkPort),
  };
  const server = await release.start('worker/main.js', { ...shared, ...own }, `http://127.0.0.1:${port}/healthz`);
  const page = (at: number) => `http://127.0.0.1:${at}/metrics`;
  return { ...server, metrics: page(port), sdkMetrics: page(sdkPort) };
}

beforeAll(async () => {
  [temporal, inbox, release] = await Promise.all([
    startTemporal({ searchAttributes: [], ui: false }),
    startSmtpStandIn(),
    buildRelease(),
  ]);
  shared = {
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://care.example',
    LINK_SECRET: secret(),
    KEY_SECRET: secret(),
    MONGODB_URI: await ownDatabase(),
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: 'amends',
    LOG_LEVEL: 'info',
  };
  await prepareNamespace();
}, 120_000);

afterAll(async () => {
  await release.remove();
  await Promise.all([inbox.stop(), temporal.stop()]);
});

/** What the job `temporal-namespace` of docker-compose.yml does. */
async function prepareNamespace(): Promise<void> {
  const path = `${(await temporalCliPath()).replace(/\/[^/]+$/, '')}:${process.env['PATH'] ?? ''}`;
  const env = { PATH: path, TEMPORAL_ADDRESS: temporal.address, TEMPORAL_NAMESPACE: 'amends' };
  await runCommand({ file: '/bin/sh', args: ['deploy/temporal/prepare-namespace.sh'], env }, 30_000);
}

async function publish(balancer: Balancer): Promise<void> {
  const reading = await readProgramme('programme');
  if (reading.kind === 'faulty') throw new Error('the shipped programme has faults');
  const answer = await balancer.fetch('/v1/programmes', {
    method: 'POST',
    headers,
    body: JSON.stringify(reading.programme),
  });
  expect(answer.status).toBe(201);
}

function reportOf(id: string): string {
  return JSON.stringify({
    id,
    source: 'backend_event',
    category: 'website',
    severity: 'high',
    occurredAt: new Date().toISOString(),
    customer: { id: `c-${id}`, name: 'Zerubabel Quince', locale: 'en', email: `${id}@customers.example` },
  });
}

/** Reports incidents and looks at them, all the time until told to stop; what did not succeed, and what was reported. */
function load(balancer: Balancer) {
  const failed: string[] = [];
  const reported: string[] = [];
  let going = true;
  const call = async (path: string, expected: number, body?: string): Promise<void> => {
    try {
      const answer = await balancer.fetch(path, { headers, ...(body !== undefined && { method: 'POST', body }) });
      await answer.text();
      if (answer.status !== expected) failed.push(`${path}: ${answer.status}`);
    } catch (error) {
      failed.push(`${path}: ${String((error as Error).cause ?? error)}`);
    }
  };
  const caller = async (): Promise<void> => {
    for (let turn = 0; going; turn++) {
      const id = `incident-${reported.length}`;
      if (turn % 5 === 0 && reported.length < INCIDENTS) {
        reported.push(id);
        await call('/v1/incidents', 202, reportOf(id));
      } else await call(`/v1/incidents/${reported[turn % reported.length]}`, 200);
      await pause(20);
    }
  };
  const callers = caller();
  return { failed, reported, stop: () => ((going = false), callers) };
}

describe('a release in production', () => {
  let logs = '';
  const exposed: string[] = [];

  it('is replaced part by part under load with no failed request, no lost case and no mail twice', async () => {
    const ports = [await freePort(), await freePort()];
    const edges = await Promise.all(ports.map(webAt));
    const old = await worker();
    const balancer = new Balancer(ports.map((port) => `http://127.0.0.1:${port}`));
    await balancer.until(2);
    await publish(balancer);
    const calls = load(balancer);
    await vi.waitFor(() => expect(inbox.mails.length).toBeGreaterThan(2), patience);

    const fresh = await worker();
    for (const page of [old.metrics, old.sdkMetrics]) exposed.push(await (await fetch(page)).text());
    expect(await old.end()).toBe(0);
    const replaced: Server[] = [];
    for (const [at, port] of ports.entries()) {
      expect(await edges[at]?.end()).toBe(0);
      replaced.push(await webAt(port));
      await balancer.until(2);
    }

    await vi.waitFor(() => expect(calls.reported).toHaveLength(INCIDENTS), patience);
    await calls.stop();
    expect(calls.failed).toEqual([]);
    const receipts = () => inbox.mails.filter((mail) => mail.content.subject?.includes('we have it'));
    await vi.waitFor(() => expect(receipts()).toHaveLength(INCIDENTS), patience);
    expect(new Set(receipts().flatMap((mail) => mail.envelope.to)).size).toBe(INCIDENTS);
    expect([...inbox.copiesBy('X-Amends-Key').values()]).toEqual(Array(inbox.mails.length).fill(1));

    await balancer.stop();
    expect(await Promise.all([fresh, ...replaced].map((server) => server.end()))).toEqual([0, 0, 0]);
    logs = [old, fresh, ...edges, ...replaced].map((server) => server.output()).join('');
  }, 90_000);

  it('has logged in JSON, and nothing of its customers', () => {
    const lines = logs.trim().split('\n');
    const processes = lines.map((line) => (JSON.parse(line) as { readonly process: string }).process);
    expect(new Set(processes)).toEqual(new Set(['web', 'worker']));
    expect(logs).not.toMatch(/Zerubabel|Quince|@customers\.example/);
    expect(logs).not.toContain(key);
  });

  it('has exposed what dashboard and alert rules ask of a worker, but for failures that did not happen', async () => {
    const names = exposed.flatMap(namesIn);
    const asked = (await allQueries()).flatMap(({ expression }) => metricsIn(expression));
    // The web edge exposes what it counts of requests and of contacts.
    const missing = asked.filter((name) => !names.includes(name) && !/^amends_(http|contact)_/.test(name));
    expect(missing.filter((name) => !/_failed_total$/.test(name))).toEqual([]);
    expect(exposed.join('')).toMatch(/amends_facts_total\{fact="case_opened"\} [1-9]/);
    expect(exposed.join('')).toMatch(
      /amends_send_attempts_total\{message="acknowledgement",channel="email",result="accepted"\}/,
    );
  });
});
