import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { layoutOf, type Layout } from '../../tools/dev/layout.js';
import { newIncident } from '../../tools/dev/new-incident.js';
import { anyPorts } from '../../tools/dev/places.js';
import { startDev, type Dev } from '../../tools/dev/start-dev.js';
import { zoneWhere } from '../support/zone-where.js';

const parts = ['we have it', 'this is our responsibility', 'resolved'] as const;
const said = parts.map((part) => expect.stringContaining(part) as string);
const patience = { timeout: 40_000, interval: 100 };
/** Six processes start, twice, each with a compiler in front. */
const LIMIT = 180_000;

let layout: Layout;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  layout = layoutOf(await mkdtemp(join(tmpdir(), 'amends-dev-')));
});
afterAll(async () => {
  await stopAll();
  await rm(layout.folder, { recursive: true });
}, LIMIT);

async function stopAll(): Promise<void> {
  for (const stop of stops.splice(0).reverse()) await stop();
}

async function started(): Promise<Dev> {
  return startDev({
    layout,
    ports: await anyPorts(),
    programme: resolve('programme'),
    pace: 1,
    say: () => undefined,
    atEnd: (stop) => stops.push(stop),
  });
}

/** Gives a command, which may have to wait for the case to be open. */
async function command(
  to: Dev,
  caseId: string,
  body: { readonly type: string; readonly cause?: string },
): Promise<void> {
  const text = JSON.stringify({ requestId: `r-${body.type}`, ...body });
  await vi.waitFor(
    async () => expect(await call(to, `/v1/cases/${caseId}/commands`, text)).toHaveProperty('seq'),
    patience,
  );
}

async function call({ url, apiKey }: Dev, path: string, body?: string): Promise<Record<string, unknown>> {
  const answer = await fetch(`${url}${path}`, {
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    ...(body !== undefined && { method: 'POST', body }),
  });
  return (await answer.json()) as Record<string, unknown>;
}

/** How often each message lies in the inbox, by the mark of its send key. */
async function copies({ services }: Dev): Promise<readonly number[]> {
  const marks = (await services.inbox.messages()).map(({ headers }) => String(headers['x-amends-key']));
  return [...new Set(marks)].map((mark) => marks.filter((other) => other === mark).length);
}

/** In the order of the journey: an inbox that has read its mails again shows them in any. */
async function subjects({ services }: Dev): Promise<readonly string[]> {
  const place = (subject: string): number => parts.findIndex((part) => subject.includes(part));
  const all = (await services.inbox.messages()).map(({ subject }) => subject);
  return all.sort((one, other) => place(one) - place(other));
}

describe('npm run dev, stopped and started around an open case', () => {
  it(
    'goes on with the case where it was: nothing is lost, and each mail is there exactly once',
    async () => {
      const first = await started();
      const { customer, ...rest } = JSON.parse(await newIncident(Date.now())) as { id: string; customer: object };
      // Where it is noon, all may be written to.
      const timeZone = zoneWhere(12, Date.now());
      const incident = JSON.stringify({ ...rest, customer: { ...customer, timeZone } });
      const { id } = rest;
      await call(first, '/v1/incidents', incident);
      await vi.waitFor(async () => expect(await subjects(first)).toEqual([said[0]]), patience);
      await command(first, id, { type: 'take' });
      await vi.waitFor(async () => expect(await subjects(first)).toEqual(said.slice(0, 2)), patience);
      expect(await readFile(layout.devFile, 'utf8')).toContain(first.url);
      await stopAll();
      expect(existsSync(layout.devFile)).toBe(false);

      const second = await started();
      expect(second.apiKey).toBe(first.apiKey);
      await command(second, id, { type: 'resolve', cause: 'parcel_found' });
      await vi.waitFor(async () => expect(await subjects(second)).toEqual(said), patience);
      const mails = await copies(second);
      expect(mails).toEqual(mails.map(() => 1));
    },
    LIMIT,
  );
});
