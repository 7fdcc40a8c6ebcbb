import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createMessagePreviews } from '../../activities/message-previews.js';
import { createTextLint } from '../../adapters/programme/text-lint.js';
import { MemoryVouchers } from '../../adapters/remedies/voucher/memory-vouchers.js';
import { openMemoryStores } from '../../adapters/store/memory/open.js';
import { createTemplates } from '../../adapters/templates/index.js';
import { readProgramme } from '../../app/read-programme.js';
import { draftTypes } from '../../domain/contact/written-text.js';
import { viewOf } from '../../domain/journey/view-of.js';
import { actKey } from '../../domain/sends/send-key.js';
import type { Programme } from '../../ports/programme-store.js';
import type { StoredCase } from '../../ports/case-store.js';
import { aProtocol, aReport, HOUR, openingEvent, T0 } from '../domain/support/builders.js';
import type { Journey } from '../domain/support/journey.js';
import { opened } from '../domain/support/journey.js';
import { RESOLVE } from '../domain/support/pasts.js';

let programme: Programme;
beforeAll(async () => {
  const reading = await readProgramme(join(import.meta.dirname, '../../programme'));
  if (reading.kind === 'faulty') throw new Error('the shipped programme has faults');
  programme = reading.programme;
});

const ref = { tenant: 'acme', caseId: 'inc-1' };

/** The desk of a person who is about to write to a customer of this locale, in a case that has gone like this. */
async function desk(locale: string, past: (j: Journey) => Journey = (j) => j) {
  const stores = openMemoryStores();
  const customer = { id: 'cust-1', name: 'Ada', locale, email: 'ada@customers.example' };
  await stores.customers.upsert('acme', customer, T0);
  await stores.incidents.put(aReport({ customer }));
  const hash = await stores.programmes.publish('acme', programme, T0);
  const opening = { reachableBy: ['email'] as const, protocol: aProtocol({ programme: hash }) };
  const j = past(opened(opening).until(HOUR));
  const journal = [openingEvent(opening), ...j.journal];
  const view = viewOf(j.state, j.next(), j.now);
  const stored: StoredCase = { ...ref, customerId: 'cust-1', seq: journal.length, view, journal };
  const vouchers = new MemoryVouchers();
  const previews = createMessagePreviews({
    ...stores,
    clock: { now: () => j.now },
    links: { url: (id) => `https://care.example/s/${id}` },
    unsubscribeLinks: { url: (mark) => `https://care.example/u/${mark}` },
    caseLinks: { url: (action, mark) => `https://care.example/c/${mark}/${action}` },
    vouchers,
    templates: createTemplates(stores.programmes),
  });
  return { previews, stored, vouchers };
}

describe.each(['en', 'de', 'es'])('a person who writes in %s', (locale) => {
  it.each(draftTypes)(
    'can start from the text of the %s, without greeting, before and after the solution',
    async (type) => {
      for (const past of [(j: Journey) => j, (j: Journey) => j.does(RESOLVE)]) {
        const { previews, stored } = await desk(locale, past);
        const draft = await previews.draft(stored, type);
        expect(draft.text.length).toBeGreaterThan(40);
        expect(draft.text).not.toMatch(/\{\{|\{%|Ada|K7QX2M9A|https?:/);
      }
    },
  );

  it('sees the mail with greeting, own words and reference', async () => {
    const { previews, stored } = await desk(locale);
    const shown = await previews.written(stored, { text: 'Found.', actor: 's-101' });
    expect(shown).toMatchObject({ kind: 'message', channel: 'email', locale });
    expect('text' in shown && shown.text).toMatch(/Ada[^]*\n\nFound\.\n\n[^]*K7QX2M9A/);
  });

  it('is warned of words that may not be meant so', () => {
    const loose = { en: 'We will write soon.', de: 'Wir schreiben bald.', es: 'Le escribiremos pronto.' }[locale] ?? '';
    const warnings = createTextLint().warningsOn({ text: loose, locale, apologised: false });
    expect(warnings).toHaveLength(1);
    expect(createTextLint().warningsOn({ text: '', locale, apologised: true })).toEqual([]);
  });
});

describe('a draft', () => {
  const open = (j: Journey) => j;
  const resolved = (j: Journey) => j.does(RESOLVE);
  const told = (j: Journey) => j.does(RESOLVE).until(2 * HOUR);
  const again = (j: Journey) => told(j).does({ type: 'not_settled', input: 'in-1' });

  it.each([
    ['progress_update', 'of a resolved case', resolved, /not resolved yet/],
    ['resolution', 'of an open case', open, /is resolved/],
    ['follow_up', 'of an open case', open, /is open/],
    ['follow_up', 'before the solution was told', resolved, /has not been told/],
    ['second_chance', 'though nobody said so', told, /nobody did/],
  ] as const)('of the %s warns of what it says that is not so: %s', async (...row) => {
    const [type, , past, warning] = row;
    const { previews, stored } = await desk('en', past);
    expect((await previews.draft(stored, type)).warnings).toEqual([expect.stringMatching(warning)]);
  });

  it.each([
    ['acknowledgement', open],
    ['apology', open],
    ['progress_update', open],
    ['resolution', resolved],
    ['follow_up', told],
    ['second_chance', again],
  ] as const)('of the %s warns of nothing where all of it is so', async (type, past) => {
    const { previews, stored } = await desk('en', past);
    expect((await previews.draft(stored, type)).warnings).toEqual([]);
  });
});

describe('a draft of a solution with a voucher', () => {
  it('shows no more of the code than its end', async () => {
    const { previews, stored, vouchers } = await desk('en', (j) => j.does(RESOLVE));
    const amount = { minor: 1000, currency: 'USD' };
    const key = actKey('acme', 'inc-1', 'voucher');
    await vouchers.fulfil(key, { ...ref, amount, at: T0 });
    const { code = '' } = (await vouchers.find(key)) ?? {};
    const { text: draft } = await previews.draft(stored, 'resolution');
    expect(code).not.toBe('');
    expect(draft).not.toContain(code);
    expect(draft).toContain(`****-****-${code.slice(-4)}`);
  });
});
