import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportOf } from '../web/support/builders.js';
import { startDesk, type Desk } from './support/command.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const report = (typed: string, ...more: string[]) => desk.amends(['incident', 'report', '-', ...more], { typed });
const text = (overrides: Record<string, unknown> = {}): string => JSON.stringify(reportOf(overrides));

describe('incident report', () => {
  it('reports a JSON object from a file and says its reference', async () => {
    await writeFile(join(desk.folder, 'incident.json'), JSON.stringify(reportOf({ id: 'from-a-file' }), null, 2));
    const run = await desk.amends(['incident', 'report', 'incident.json']);
    expect(run).toMatchObject({ code: 0, error: '' });
    expect(run.out).toMatch(/^Reported from-a-file, reference [0-9A-Z]{8}\.$/);
    expect(desk.recoveries.reported).toContainEqual({ tenant: 'acme', customerId: 'c-77', incidentId: 'from-a-file' });
  });

  it('prints the receipt as one document with --json', async () => {
    const run = await report(text({ id: 'as-json' }), '--json');
    expect(run.json()).toEqual({
      incidentId: 'as-json',
      reference: expect.stringMatching(/^[0-9A-Z]{8}$/) as unknown,
      url: 'https://care.example/v1/incidents/as-json',
    });
  });

  it('reports each line of NDJSON and prints all receipts', async () => {
    const run = await report(`${text({ id: 'line-1' })}\n\n${text({ id: 'line-2' })}\n`, '--json');
    expect(run.code).toBe(0);
    expect(run.json()).toMatchObject({ items: [{ incidentId: 'line-1' }, { incidentId: 'line-2' }], next: null });
  });

  it('goes on after a refused line, prints its problem in its place, and fails', async () => {
    const run = await report(`${text({ id: 'bad', category: 'No Snake' })}\n${text({ id: 'good' })}`, '--json');
    expect(run.code).toBe(1);
    expect(run.json()).toMatchObject({
      items: [{ type: 'urn:amends:problem:invalid', errors: [{ field: 'category' }] }, { incidentId: 'good' }],
    });
    expect(run.error).toContain('Incident 1: The request has invalid fields: category');
    expect(run.error).toContain('1 of 2 incidents were reported.');
  });

  it('sends nothing when a line is no JSON object, and names the line', async () => {
    const before = desk.recoveries.reported.length;
    const run = await report(`${text({ id: 'never-sent' })}\n[1]`);
    expect(run).toMatchObject({ code: 1, out: '', error: 'Line 2 is no JSON object; nothing was sent.' });
    expect(desk.recoveries.reported).toHaveLength(before);
  });

  it.each([
    ['an empty input', ''],
    ['blank lines', '\n \n'],
  ])('fails on %s', async (_, typed) => {
    expect(await report(typed)).toMatchObject({ code: 1, error: 'There is no incident in the input.' });
  });

  it('fails on a file that is not there, and names it', async () => {
    const run = await desk.amends(['incident', 'report', 'missing.json']);
    expect(run).toMatchObject({ code: 1, error: 'missing.json cannot be read.' });
  });

  it('reports the same incident twice with the same answer', async () => {
    const first = await report(text({ id: 'twice' }), '--json');
    const second = await report(text({ id: 'twice' }), '--json');
    expect(second.out).toBe(first.out);
  });
});

describe('incident refused', () => {
  it('prints each refusal with its reason, and says so when there is none', async () => {
    expect((await desk.amends(['incident', 'refused'])).out).toBe('No incident was refused.');
    await report(text({ id: 'turned-away' }));
    await desk.stores.incidents.refuse({ tenant: 'acme', incidentId: 'turned-away' }, 'over_capacity');
    const { out } = await desk.amends(['incident', 'refused']);
    expect(out).toMatch(/^INCIDENT +REASON/);
    expect(out).toMatch(/turned-away +over_capacity +delivery +c-77/);
    expect((await desk.amends(['incident', 'refused', '--json'])).json()).toMatchObject({
      items: [{ incidentId: 'turned-away', reason: 'over_capacity' }],
      next: null,
    });
  });
});
