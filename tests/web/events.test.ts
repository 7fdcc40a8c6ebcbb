import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bearer, keys, noon, startEdge, strangersKey, type Edge } from './support/server.js';

let edge: Edge;
beforeEach(async () => {
  edge = await startEdge();
});
afterEach(() => edge.app.close());

const read = (query = '', key: string = keys.backend) =>
  edge.app.inject({ method: 'GET', url: `/v1/events${query}`, headers: bearer(key) });

async function released(...customers: readonly string[]): Promise<void> {
  for (const customerId of customers) {
    const what = { tenant: 'acme', id: `released/${customerId}/${noon}`, type: 'released', customerId } as const;
    await edge.stores.events.keep({ ...what, at: noon, because: 'cool_off', reference: 'AB12CD34' });
  }
}

describe('the feed of events', () => {
  it('gives each event as CloudEvents have it, with the opaque id of the customer and nothing else of them', async () => {
    await released('c-1');
    expect((await read()).json()).toEqual({
      items: [
        {
          specversion: '1.0',
          id: `released/c-1/${noon}`,
          source: 'urn:amends:acme',
          type: 'amends.released',
          time: '2026-03-02T12:00:00.000Z',
          subject: 'c-1',
          datacontenttype: 'application/json',
          data: { because: 'cool_off', reference: 'AB12CD34', caseId: null },
        },
      ],
      next: '1',
    });
  });

  it('goes on where a reader ended, also where there was nothing yet', async () => {
    expect((await read()).json()).toEqual({ items: [], next: '0' });
    await released('c-1', 'c-2', 'c-3');
    const subjects = async (query: string) => {
      const { items, next } = (await read(query)).json<{ items: { subject: string }[]; next: string }>();
      return [items.map(({ subject }) => subject), next];
    };
    expect(await subjects('?after=0&limit=2')).toEqual([['c-1', 'c-2'], '2']);
    expect(await subjects('?after=2')).toEqual([['c-3'], '3']);
    expect(await subjects('?after=3')).toEqual([[], '3']);
  });

  it('shows another tenant nothing', async () => {
    await released('c-1');
    expect((await read('', strangersKey)).json()).toEqual({ items: [], next: '0' });
  });

  it.each(['?after=x', '?after=-1', '?limit=201', '?from=1'])('refuses %s', async (query) => {
    expect((await read(query)).statusCode).toBe(422);
  });
});
