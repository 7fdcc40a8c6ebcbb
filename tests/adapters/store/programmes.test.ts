import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import { canonicalJson } from '../../../domain/canonical-json.js';
import type { Programme } from '../../../ports/programme-store.js';
import { hour, newTenant, noon } from './builders.js';
import { atOnce, twins } from './twins.js';

function programmeOf(overrides: Partial<Programme> = {}): Programme {
  return {
    brand: 'Acme',
    defaultLocale: 'en',
    criteria: {
      maxAge: 90 * 24 * hour,
      minConfidence: 0.5,
      scoreUpTo: 2.5,
      severityRules: [],
      defaultSeverity: 'medium',
    },
    protocols: [],
    teams: [{ id: 'care', name: 'the care team', ladder: ['kim', 'sam'] }],
    staff: [{ id: 'kim', name: 'Kim' }],
    templates: { 'en-GB/apology/email': { subject: '{{ name }}', text: 'Sorry.\n"We" were late: £5 😔' } },
    pace: 1,
    ...overrides,
  };
}

describe.each(twins)('programmes in $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  it('publishes a programme under the first half of the SHA-256 of its canonical JSON and makes it current', async () => {
    const tenant = newTenant();
    const hash = await stores.programmes.publish(tenant, programmeOf(), noon);
    expect(hash).toBe(createHash('sha256').update(canonicalJson(programmeOf())).digest('hex').slice(0, 32));
    expect(await stores.programmes.current(tenant)).toEqual({ hash, programme: programmeOf() });
    expect(await stores.programmes.byHash(tenant, hash)).toEqual(programmeOf());
  });

  it('gives the same content the same hash, whatever the order of its fields, and a changed one another', async () => {
    const tenant = newTenant();
    const hash = await stores.programmes.publish(tenant, programmeOf(), noon);
    const { brand, pace, ...rest } = programmeOf();
    expect(await stores.programmes.publish(tenant, { pace, ...rest, brand }, noon + 1)).toBe(hash);
    expect(await stores.programmes.publish(tenant, programmeOf({ pace: 2 }), noon + 1)).not.toBe(hash);
  });

  it('makes the last published one current, also an earlier one again, and keeps the others to be found', async () => {
    const tenant = newTenant();
    const first = await stores.programmes.publish(tenant, programmeOf(), noon);
    const second = await stores.programmes.publish(tenant, programmeOf({ brand: 'Acme & Co' }), noon);
    expect((await stores.programmes.current(tenant))?.hash).toBe(second);
    expect((await stores.programmes.byHash(tenant, first))?.brand).toBe('Acme');
    await stores.programmes.publish(tenant, programmeOf(), noon);
    expect((await stores.programmes.current(tenant))?.hash).toBe(first);
  });

  it('knows nothing of a tenant that has published nothing, nor of its neighbour', async () => {
    const hash = await stores.programmes.publish(newTenant(), programmeOf(), noon);
    const other = newTenant();
    expect(await stores.programmes.current(other)).toBeUndefined();
    expect(await stores.programmes.byHash(other, hash)).toBeUndefined();
  });

  it('gives one hash to twenty publications of the same content at once', async () => {
    const tenant = newTenant();
    const hashes = await atOnce(20, () => stores.programmes.publish(tenant, programmeOf(), noon));
    expect(new Set(hashes).size).toBe(1);
    expect((await stores.programmes.current(tenant))?.programme).toEqual(programmeOf());
  });
});
