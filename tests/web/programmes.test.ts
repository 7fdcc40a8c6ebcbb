import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readProgramme } from '../../app/read-programme.js';
import type { Programme } from '../../ports/programme-store.js';
import { bearer, keys, startEdge, type Edge } from './support/server.js';

let programme: Programme;
beforeAll(async () => {
  const reading = await readProgramme(join(import.meta.dirname, '..', '..', 'programme'));
  if (reading.kind === 'faulty') throw new Error('the shipped programme has faults');
  ({ programme } = reading);
});

let edge: Edge;
beforeEach(async () => {
  edge = await startEdge();
});
afterEach(() => edge.app.close());

const publish = (payload: object) =>
  edge.app.inject({ method: 'POST', url: '/v1/programmes', headers: bearer(keys.admin), payload });
const current = () => edge.stores.programmes.current('acme');

describe('publishing', () => {
  it('keeps the programme under its hash and makes it current', async () => {
    const answer = await publish(programme);
    expect(answer.statusCode).toBe(201);
    expect(await current()).toEqual({ hash: answer.json<{ hash: string }>().hash, programme });
  });

  it('takes a programme larger than what other requests may send', async () => {
    const text = 'x'.repeat(40_000);
    const templates = Object.fromEntries(['de', 'es', 'ja'].map((locale) => [`${locale}/apology/sms`, { text }]));
    expect((await publish({ ...programme, templates: { ...programme.templates, ...templates } })).statusCode).toBe(201);
  });

  it('refuses what is above 2 MiB', async () => {
    const answer = await publish({ ...programme, brand: 'x'.repeat(2 * 1024 * 1024) });
    expect(answer.statusCode).toBe(413);
    expect(answer.json()).toMatchObject({ type: 'urn:amends:problem:too_large' });
  });

  it.each([
    ['an unknown field', { colour: 'red' }, 'colour'],
    ['no protocols', { protocols: [] }, 'protocols'],
    ['a pace below 1', { pace: 0.5 }, 'pace'],
    ['a text at a place that is none', { templates: { '../../etc': { text: 'x' } } }, 'templates.../../etc'],
    ['a text without words', { templates: { 'en/apology/sms': { text: '' } } }, 'templates.en/apology/sms.text'],
  ])('refuses %s, names it, and changes nothing', async (_, changed, field) => {
    const answer = await publish({ ...programme, ...changed });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ errors: [{ field }] });
    expect(await current()).toBeUndefined();
  });

  it('refuses a protocol with a number that is none and names its place', async () => {
    const protocols = programme.protocols.map((protocol) => ({ ...protocol, followUpAfter: 'PT48H' }));
    const answer = await publish({ ...programme, protocols });
    expect(answer.json()).toMatchObject({ errors: [{ field: 'protocols.0.followUpAfter' }, {}, {}] });
  });
});
