import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readProgramme } from '../../app/read-programme.js';
import type { Programme } from '../../ports/programme-store.js';
import { bearer, keys, startEdge, strangersKey, type Edge } from './support/server.js';

type Protocol = Programme['protocols'][number];

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

const atDefault = (): number => programme.protocols.findIndex(({ name }) => name === 'default');
const ofDefault = (): Protocol => {
  const found = programme.protocols[atDefault()];
  if (found === undefined) throw new Error('the shipped programme has no default protocol');
  return found;
};
const withDefault = (changed: Partial<Protocol>): Programme => ({
  ...programme,
  protocols: programme.protocols.map((one) => (one.name === 'default' ? { ...one, ...changed } : one)),
});

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
    expect(answer.json()).toMatchObject({
      type: 'urn:amends:problem:too_large',
      detail: 'Send at most 2048 KiB.',
    });
  });

  it.each([
    ['an unknown field', { colour: 'red' }, 'colour'],
    ['no protocols', { protocols: [] }, 'protocols'],
    ['a pace below 1', { pace: 0.5 }, 'pace'],
    ['a text at a place that is none', { templates: { '../../etc': { text: 'x' } } }, 'templates.../../etc'],
    ['a locale that names no teams', { names: { de: { categories: {}, facts: {} } } }, 'names.de.teams'],
    ['a text without words', { templates: { 'en/apology/sms': { text: '' } } }, 'templates.en/apology/sms.text'],
  ])('refuses %s, names it, and changes nothing', async (_, changed, field) => {
    const answer = await publish({ ...programme, ...changed });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ errors: [{ field }] });
    expect(await current()).toBeUndefined();
  });

  it.each([0, -1, 0.5])('refuses the duration %d, which would stall or spin a case', async (duration) => {
    const answer = await publish(withDefault({ clocks: { ...ofDefault().clocks, apology: duration } }));
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ errors: [{ field: `protocols.${atDefault()}.clocks.apology` }] });
  });

  it('takes a rest of no length, which a high pace rounds to, since nothing waits for it', async () => {
    expect((await publish(withDefault({ soon: 0 }))).statusCode).toBe(201);
  });

  it.each([[[50, 100]], [[0, 50]], [[50, 50]], [[90, 50]]])('refuses warnings at %j percent', async (at) => {
    const answer = await publish(withDefault({ warnings: { ...ofDefault().warnings, at } }));
    expect(answer.statusCode).toBe(422);
    const [fault] = answer.json<{ errors: { field: string }[] }>().errors;
    expect(fault?.field).toMatch(/^protocols\.\d\.warnings\.at/);
  });

  it.each([
    ['a team that is not there', () => withDefault({ team: 'nobody' }), /^protocols\.\d\.team$/],
    ['a ladder without a rung', () => withDefault({ ladder: [] }), /^protocols\.\d\.ladder$/],
    ['a stranger on a ladder', () => withDefault({ ladder: ['s-101', 's-999'] }), /^protocols\.\d\.ladder\.1$/],
    ['no protocol "default"', () => withDefault({ name: 'other' }), /^protocols$/],
    [
      'a category that two protocols claim',
      () => ({ ...programme, protocols: programme.protocols.map((one) => ({ ...one, categories: ['lost_parcel'] })) }),
      /^protocols\.1\.categories\.0$/,
    ],
    [
      'hours of contact that never open',
      () => withDefault({ contactHours: { from: 480, until: 480 } }),
      /^protocols\.\d\.contactHours$/,
    ],
    [
      'hours of contact without a night',
      () => withDefault({ contactHours: { from: 0, until: 1440 } }),
      /^protocols\.\d\.contactHours$/,
    ],
    ['a team whose calendar is not there', () => ({ ...programme, calendars: [] }), /^teams\.0\.calendar$/],
    [
      "a stranger on a team's ladder",
      () => ({ ...programme, teams: [...programme.teams, { id: 'new', name: 'the new team', ladder: ['s-999'] }] }),
      /^teams\.\d\.ladder\.0$/,
    ],
  ])('refuses %s, names it, and changes nothing', async (_, faulty, field) => {
    const answer = await publish(faulty());
    expect(answer.statusCode).toBe(422);
    expect(answer.json<{ errors: { field: string }[] }>().errors[0]?.field).toMatch(field);
    expect(await current()).toBeUndefined();
  });

  it.each(['en/closing/sms', 'en/second_chance/email', 'en/layout/email'])('refuses to do without %s', async (key) => {
    const { [key]: _, ...templates } = programme.templates;
    const answer = await publish({ ...programme, templates });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ errors: [{ field: `templates.${key}` }] });
  });

  it('refuses a protocol with a number that is none and names its place', async () => {
    const protocols = programme.protocols.map((protocol) => ({ ...protocol, followUpAfter: 'PT48H' }));
    const answer = await publish({ ...programme, protocols });
    expect(answer.json()).toMatchObject({
      errors: protocols.map((_, at) => ({ field: `protocols.${at}.followUpAfter` })),
    });
  });
});

describe('reading what is published', () => {
  const read = (key: string) => edge.app.inject({ method: 'GET', url: '/v1/programmes/current', headers: bearer(key) });

  it('gives the current programme with its hash, as it was published last', async () => {
    await publish(programme);
    const { hash } = (await publish({ ...programme, brand: 'Larkfield & Co' })).json<{ hash: string }>();
    const answer = await read(keys.lead);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ hash, programme: { ...programme, brand: 'Larkfield & Co' } });
  });

  it('finds nothing before anything is published, nor what another tenant has published', async () => {
    await publish(programme);
    expect((await read(strangersKey)).statusCode).toBe(404);
    expect((await read(strangersKey)).json()).toMatchObject({ detail: 'No programme is published yet.' });
  });
});
