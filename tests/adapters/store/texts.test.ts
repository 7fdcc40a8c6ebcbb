import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import { hour, newTenant, noon } from './builders.js';
import { atOnce, counted, twins } from './twins.js';

describe.each(twins)('what people wrote to customers, in $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  const textOf = (overrides = {}) => ({
    tenant: newTenant(),
    caseId: 'case-1',
    requestId: 'r-1',
    actor: 's-104',
    at: noon,
    subject: 'Your parcel',
    text: 'It is with your neighbour. 📦\n\nWe rang twice.',
    ...overrides,
  });

  it('is given back as it was written', async () => {
    const written = textOf();
    expect(await stores.texts.put(written)).toBe('stored');
    const { tenant: _t, caseId: _c, ...text } = written;
    expect(await stores.texts.get(written)).toEqual(text);
  });

  it('has no subject where its writer gave none', async () => {
    const { subject: _, ...written } = textOf();
    await stores.texts.put(written);
    expect(await stores.texts.get(written)).not.toHaveProperty('subject');
  });

  it('is kept once: the same words under the same request are the same text, whenever they come', async () => {
    const written = textOf();
    const answers = await atOnce(5, (later) => stores.texts.put({ ...written, at: noon + later }));
    expect(counted(answers)).toEqual({ stored: 1, same: 4 });
  });

  it.each([{ text: 'Another text.' }, { subject: 'Another subject' }])(
    'is never replaced: %j under the same request is another text',
    async (changed) => {
      const written = textOf();
      await stores.texts.put(written);
      expect(await stores.texts.put({ ...written, ...changed, at: noon + hour })).toBe('different');
      expect(await stores.texts.get(written)).toMatchObject({ at: noon, text: written.text, subject: written.subject });
    },
  );

  it('is found neither in another case nor by another tenant', async () => {
    const written = textOf();
    await stores.texts.put(written);
    expect(await stores.texts.get({ ...written, caseId: 'case-2' })).toBeUndefined();
    expect(await stores.texts.get({ ...written, tenant: newTenant() })).toBeUndefined();
  });
});
