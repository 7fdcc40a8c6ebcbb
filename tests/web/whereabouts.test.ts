import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Incident } from '../../domain/case/incident.js';
import { incidentOf } from '../adapters/store/builders.js';
import { putCase } from './support/builders.js';
import { bearer, keys, startEdge, strangersKey, type Edge } from './support/server.js';
import { aRefusal } from '../domain/support/builders.js';

let edge: Edge;
beforeEach(async () => {
  edge = await startEdge();
});
afterEach(() => edge.app.close());

const ref = { tenant: 'acme', incidentId: 'order-1042-late' };
const kept = (overrides: Partial<Incident> = {}) =>
  edge.stores.incidents.put(incidentOf({ id: ref.incidentId, ...overrides }));
const take = { type: 'take', requestId: 'r-1' };

/** What a reader and a commander of the case of this id are told. */
async function details(key: string = keys.lead, status = 404): Promise<readonly unknown[]> {
  const url = `/v1/cases/${ref.incidentId}`;
  const headers = bearer(key);
  const answers = [
    await edge.app.inject({ url, headers }),
    await edge.app.inject({ url: `${url}/explanation`, headers }),
    await edge.app.inject({ method: 'POST', url: `${url}/commands`, headers, payload: take }),
  ];
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([status, status, status]);
  return [...new Set(answers.map((answer) => answer.json<{ detail: string }>().detail))];
}

describe('whoever asks for a case by the id of an incident', () => {
  it('that has joined another case is told which one', async () => {
    await putCase(edge.stores.cases, { caseId: 'order-1041-late' });
    await kept();
    await edge.stores.incidents.takeUp(ref, 'order-1041-late');
    expect(await details()).toEqual([
      'There is no case of this id; the incident of this id is in the case order-1041-late.',
    ]);
    expect(edge.recoveries.commands).toEqual([]);
  });

  it('whose own case has not shown itself yet is asked to repeat the question in a moment', async () => {
    await kept();
    await edge.stores.incidents.takeUp(ref, ref.incidentId);
    expect(await details(keys.lead, 503)).toEqual(['The case is being opened: repeat the request in a moment.']);
  });

  it('that was refused is told why', async () => {
    await kept();
    await edge.stores.incidents.refuse(ref, aRefusal('too_old'));
    expect(await details()).toEqual(['There is no case of this id; the incident of this id was refused: too_old.']);
  });

  it('that waits is told so', async () => {
    await kept();
    expect(await details()).toEqual([
      'There is no case of this id yet; the incident of this id has not been taken up.',
    ]);
  });

  it('that nobody reported, or another tenant did, is told nothing of it', async () => {
    expect(await details()).toEqual(['There is no case of this id.']);
    await kept();
    await edge.stores.incidents.takeUp(ref, 'order-1041-late');
    expect(await details(strangersKey)).toEqual(['There is no case of this id.']);
  });
});
