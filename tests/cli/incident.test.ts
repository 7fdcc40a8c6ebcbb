import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aProgramme } from '../support/a-programme.js';
import { incidentBody } from '../../web/api/incident.js';
import { noon } from '../web/support/server.js';
import { reportOf } from '../web/support/builders.js';
import { startDesk, type Desk } from './support/command.js';
import { commandTree } from './support/tree.js';
import { aRefusal } from '../domain/support/builders.js';

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
    expect(run.out).toMatch(
      /^Reported from-a-file, reference [0-9A-Z]{8}\.\nWhether it qualifies is decided next: amends incident show from-a-file$/,
    );
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

  it.each([
    ['missing.json', 'there is no such file'],
    ['.', 'it is a folder'],
  ])('fails on %s, names it, and says that %s', async (file, why) => {
    const run = await desk.amends(['incident', 'report', file]);
    expect(run).toMatchObject({ code: 1, error: `${file} cannot be read: ${why}.` });
  });

  it.each([
    [
      '{\n  "id": "a"\n  "source": "review"\n}\n',
      'The input is no JSON object: see line 3, column 3; nothing was sent.',
    ],
    ['{\n  "id": "a",\n', 'The input is no JSON object'],
    ['{"id": "a"}\n{"id": }\n', 'Line 2 is no JSON object: unexpected }; nothing was sent.'],
  ])('says of %j where it breaks off being JSON', async (typed, error) => {
    const run = await report(typed);
    expect(run.code).toBe(1);
    expect(run.error).toContain(error);
  });

  it('warns of a category that no protocol claims, once for all its incidents, and of no other', async () => {
    const shipped = aProgramme();
    const protocols = shipped.protocols.flatMap((one) => [
      one,
      { ...one, name: 'delivery', categories: ['late_delivery'] },
    ]);
    await desk.stores.programmes.publish('acme', { ...shipped, protocols }, noon);
    const unclaimed = 'warning No protocol claims the category lost_luggage, so the default one applies.';
    const one = await report(text({ id: 'lost-1', category: 'lost_luggage' }), '--json');
    expect([one.code, one.error]).toEqual([0, unclaimed]);
    const lines = ['lost-2', 'lost-3'].map((id) => text({ id, category: 'lost_luggage' }));
    expect((await report(lines.join('\n'))).error).toBe(unclaimed);
    expect((await report(text({ id: 'known', category: 'late_delivery' }))).error).toBe('');
  });

  it('says that a repeat is safe when nobody answers', async () => {
    const server = { url: 'http://127.0.0.1:1', apiKey: 'k' };
    const run = await desk.amends(['incident', 'report', '-'], { typed: text(), server });
    expect(run.code).toBe(5);
    expect(run.error).toMatch(/^No answer .* A repeat is safe: the same report has no second effect\.$/);
  });

  it('names every field of a report in its help, and which of them have to be there', () => {
    const { help = '' } = commandTree().find(({ name }) => name === 'incident report') ?? {};
    const needed = incidentBody.safeParse({}).error?.issues.map(({ path }) => path[0]);
    expect(needed).toHaveLength(5);
    for (const field of Object.keys(incidentBody.shape)) {
      const mark = needed?.includes(field) ? ' \\*' : '';
      expect(help).toMatch(new RegExp(`^  ${field}${mark} {2,}\\S`, 'm'));
    }
    for (const field of Object.keys(incidentBody.shape.customer.shape)) expect(help).toContain(field);
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
    await desk.stores.incidents.refuse({ tenant: 'acme', incidentId: 'turned-away' }, aRefusal('over_capacity'));
    const { out } = await desk.amends(['incident', 'refused']);
    expect(out).toMatch(/^INCIDENT +REASON/);
    expect(out).toMatch(/turned-away +over_capacity +delivery +c-77/);
    expect((await desk.amends(['incident', 'refused', '--json'])).json()).toMatchObject({
      items: [{ incidentId: 'turned-away', reason: 'over_capacity' }],
      next: null,
    });
  });
});

describe('incident show', () => {
  const shown = async (id: string): Promise<string> => (await desk.amends(['incident', 'show', id])).out;

  it('says that an incident waits, in which case it is, or why it was refused', async () => {
    for (const id of ['undecided', 'taken-up', 'too-late']) await report(text({ id }));
    await desk.stores.incidents.takeUp({ tenant: 'acme', incidentId: 'taken-up' }, 'other-case');
    await desk.stores.incidents.refuse({ tenant: 'acme', incidentId: 'too-late' }, aRefusal('too_old'));
    expect(await shown('undecided')).toMatch(
      /^Incident undecided, reference \S{8}, reported 2026-03-02 12:00Z\nWaiting: /,
    );
    expect(await shown('taken-up')).toContain('In the case other-case: amends case show other-case');
    expect(await shown('too-late')).toContain('Refused: too_old. Nothing is sent to the customer.');
  });

  it('ends with 3 for an incident that nobody reported', async () => {
    expect(await desk.amends(['incident', 'show', 'nobody-knows'])).toMatchObject({ code: 3, out: '' });
  });
});
