import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readReference, referenceOf } from '../../web/reference.js';
import { putCase, reportOf } from './support/builders.js';
import { bearer, keys, startEdge, strangersKey, type Edge } from './support/server.js';
import { aRefusal } from '../domain/support/builders.js';

let edge: Edge;
const references: Record<string, string> = {};
beforeAll(async () => {
  edge = await startEdge();
  for (const id of ['first', 'joined', 'waiting', 'refused']) {
    const payload = reportOf({ id });
    const answer = await edge.app.inject({
      method: 'POST',
      url: '/v1/incidents',
      headers: bearer(keys.backend),
      payload,
    });
    references[id] = answer.json<{ reference: string }>().reference;
  }
  await putCase(edge.stores.cases, { caseId: 'first' });
  await putCase(edge.stores.cases, { caseId: 'other', customerId: 'c-9' });
  for (const incidentId of ['first', 'joined'])
    await edge.stores.incidents.takeUp({ tenant: 'acme', incidentId }, 'first');
  await edge.stores.incidents.refuse({ tenant: 'acme', incidentId: 'refused' }, aRefusal('too_old'));
});
afterAll(() => edge.app.close());

const casesUnder = async (reference: string, key: string = keys.agent): Promise<string[]> => {
  const url = `/v1/cases?reference=${encodeURIComponent(reference)}`;
  const answer = await edge.app.inject({ method: 'GET', url, headers: bearer(key) });
  return answer.json<{ items: { caseId: string }[] }>().items.map(({ caseId }) => caseId);
};

describe('the case behind a reference', () => {
  it.each(['first', 'joined'])('is found by the reference that the customer got for the %s incident', async (id) => {
    expect(await casesUnder(references[id] ?? '')).toEqual(['first']);
  });

  it('is found however the reference is read out', async () => {
    const reference = references['first'] ?? '';
    const readOut = reference.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
    expect(await casesUnder(`${readOut.slice(0, 4)} ${readOut.slice(4)}`)).toEqual(['first']);
  });

  it('is none while no case holds the incident, for a reference nobody was given, and for another tenant', async () => {
    expect(await casesUnder(references['waiting'] ?? '')).toEqual([]);
    expect(await casesUnder(references['refused'] ?? '')).toEqual([]);
    expect(await casesUnder('ZZZZZZZZ')).toEqual([]);
    expect(await casesUnder(references['first'] ?? '', strangersKey)).toEqual([]);
  });

  it('is not looked for by what can be no reference', async () => {
    const url = '/v1/cases?reference=order-1041-late';
    const answer = await edge.app.inject({ method: 'GET', url, headers: bearer(keys.agent) });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ errors: [{ field: 'reference' }] });
  });
});

describe('readReference', () => {
  it.each([
    ['k2vy786s', 'K2VY786S'],
    ['K2VY-786S', 'K2VY786S'],
    ['oil0 LI1O', '01101110'],
    ['K2VY786', undefined],
    ['K2VY786SS', undefined],
    ['U2VY786S', undefined],
    ['K2VY786!', undefined],
  ])('reads %j as %j', (text, read) => {
    expect(readReference(text)).toBe(read);
  });

  it('reads each reference that is made as itself', () => {
    for (const id of Array.from({ length: 200 }, (_, at) => `incident-${at}`)) {
      expect(readReference(referenceOf('acme', id))).toBe(referenceOf('acme', id));
    }
  });
});
