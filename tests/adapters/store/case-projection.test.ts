import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import type { CaseEvent } from '../../../domain/case/case-events.js';
import { claimOf, factsOf, newTenant, noon, placeAfter, projectionOf, viewOf } from './builders.js';
import { atOnce, counted, twins } from './twins.js';

describe.each(twins)('projecting facts into $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  const opened = async (journal: readonly CaseEvent[] = []) => {
    const claim = claimOf({ tenant: newTenant() });
    await stores.cases.open(claim);
    if (journal.length > 0) await stores.cases.apply(projectionOf(claim, { events: journal }));
    return claim;
  };
  const journalOf = async (claim: { tenant: string; caseId: string }) => (await stores.cases.get(claim))?.journal;

  it('appends the first facts and then the next, and shows the latest view with them', async () => {
    const [first, second] = [factsOf('run', 2), factsOf('run', 5).slice(2)];
    const claim = await opened();
    expect(await stores.cases.apply(projectionOf(claim, { events: first }))).toBe('applied');
    const later = projectionOf(claim, { before: first, events: second }, { stage: 're_survey', owner: 'kim' });
    expect(await stores.cases.apply(later)).toBe('applied');
    expect(await stores.cases.get(claim)).toStrictEqual({
      tenant: claim.tenant,
      caseId: 'case-1',
      customerId: 'customer-1',
      seq: 5,
      view: viewOf({ stage: 're_survey', owner: 'kim' }),
      journal: [...first, ...second],
    });
  });

  it('gives the journal back with the same chain, whatever shape its facts have', async () => {
    const facts: CaseEvent[] = [
      { rules: 1, type: 'held', until: noon, reason: 'customer asked: "later" \u200f🙏', actor: 'kim', at: noon },
      { type: 'survey_answered', score: 2.5, round: 1, heard: false, at: noon, actor: 'customer', rules: 1 },
      { at: noon, actor: 'system', rules: 1, type: 'resolved', incidents: ['b', 'a'], cause: '' },
    ];
    const claim = await opened(facts);
    expect(placeAfter((await journalOf(claim)) ?? [])).toEqual(placeAfter(facts));
  });

  it('follows on facts with undefined fields as on facts without them', async () => {
    const facts = factsOf('run', 2);
    const claim = await opened(factsOf('run', 1).map((fact) => Object.assign(fact, { heard: undefined })));
    const next = projectionOf(claim, { before: facts.slice(0, 1), events: facts.slice(1) });
    expect(await stores.cases.apply(next)).toBe('applied');
    expect(await journalOf(claim)).toEqual(facts);
  });

  it('calls a repeat of the same facts done already, also when later ones have followed', async () => {
    const facts = factsOf('run', 6);
    const claim = await opened(facts.slice(0, 2));
    const second = projectionOf(claim, { before: facts.slice(0, 2), events: facts.slice(2, 4) }, { owner: 'old' });
    await stores.cases.apply(second);
    expect(await stores.cases.apply(second)).toBe('already');
    await stores.cases.apply(
      projectionOf(claim, { before: facts.slice(0, 4), events: facts.slice(4) }, { owner: 'new' }),
    );
    expect(await stores.cases.apply(second)).toBe('already');
    expect(await stores.cases.get(claim)).toMatchObject({ seq: 6, view: { owner: 'new' }, journal: facts });
  });

  it('applies facts that arrive fifty times at once exactly once', async () => {
    const facts = factsOf('run', 4);
    const claim = await opened(facts.slice(0, 2));
    const next = projectionOf(claim, { before: facts.slice(0, 2), events: facts.slice(2) });
    expect(counted(await atOnce(50, () => stores.cases.apply(next)))).toEqual({ applied: 1, already: 49 });
    expect(await journalOf(claim)).toEqual(facts);
  });

  it('keeps one of fifty different continuations of a journal and calls the others a gap', async () => {
    const facts = factsOf('run', 2);
    const claim = await opened(facts);
    const answers = await atOnce(50, (index) =>
      stores.cases.apply(projectionOf(claim, { before: facts, events: factsOf(`run ${index}`, 3).slice(2) })),
    );
    expect(counted(answers)).toEqual({ applied: 1, gap: 49 });
    const winner = factsOf(`run ${answers.indexOf('applied')}`, 3).slice(2);
    expect(await journalOf(claim)).toEqual([...facts, ...winner]);
  });

  it('reports a gap for facts that do not follow on what is stored, and changes nothing', async () => {
    const facts = factsOf('run', 6);
    const claim = await opened(facts.slice(0, 2));
    const tooFar = projectionOf(claim, { before: facts.slice(0, 4), events: facts.slice(4) });
    const astray = projectionOf(claim, { before: factsOf('other', 2), events: facts.slice(2) });
    expect([await stores.cases.apply(tooFar), await stores.cases.apply(astray)]).toEqual(['gap', 'gap']);
    expect(await journalOf(claim)).toEqual(facts.slice(0, 2));
  });

  it('brings a stored journal forward when the whole one is sent', async () => {
    const facts = factsOf('run', 6);
    const claim = await opened(facts.slice(0, 2));
    expect(await stores.cases.apply(projectionOf(claim, { events: facts }))).toBe('applied');
    expect(await journalOf(claim)).toEqual(facts);
  });

  it('leaves a stored journal alone that begins with the whole one that is sent', async () => {
    const facts = factsOf('run', 6);
    const claim = await opened(facts);
    expect(await stores.cases.apply(projectionOf(claim, { events: facts.slice(0, 3) }))).toBe('already');
    expect(await stores.cases.apply(projectionOf(claim, { events: facts }))).toBe('already');
    expect(await journalOf(claim)).toEqual(facts);
  });

  it('replaces what is stored by a whole journal that took another turn, even a shorter one', async () => {
    const facts = factsOf('run', 6);
    const claim = await opened(facts);
    const afterReset = [...facts.slice(0, 2), ...factsOf('after the reset', 3).slice(2)];
    expect(await stores.cases.apply(projectionOf(claim, { events: afterReset }, { owner: 'kim' }))).toBe('applied');
    expect(await stores.cases.get(claim)).toMatchObject({ seq: 3, view: { owner: 'kim' }, journal: afterReset });
    const late = projectionOf(claim, { before: facts, events: factsOf('run', 7).slice(6) });
    expect(await stores.cases.apply(late)).toBe('gap');
  });

  it('ends with the longest of twenty whole journals of one run that arrive at once', async () => {
    const facts = factsOf('run', 20);
    await atOnce(5, async () => {
      const claim = await opened();
      await atOnce(20, (index) =>
        stores.cases.apply(projectionOf(claim, { events: facts.slice(0, ((index * 7) % 20) + 1) })),
      );
      expect(await journalOf(claim)).toEqual(facts);
    });
  });

  it('ends with a journal whole in itself when two whole journals and their continuations race', async () => {
    const claim = await opened();
    const runs = [factsOf('one', 6), factsOf('other', 6)];
    await atOnce(20, (index) => {
      const facts = runs[index % 2] ?? [];
      return stores.cases.apply(projectionOf(claim, { events: facts.slice(0, 1 + (index % 6)) }));
    });
    const stored = await stores.cases.get(claim);
    const isOfOneRun = runs.some(
      (facts) => placeAfter(facts.slice(0, stored?.seq)).chain === placeAfter(stored?.journal ?? []).chain,
    );
    expect(isOfOneRun && stored?.seq === stored?.journal.length).toBe(true);
  });

  it('stores a case anew from its whole journal when the store has lost it', async () => {
    const claim = claimOf({ tenant: newTenant() });
    const facts = factsOf('run', 3);
    const continued = projectionOf(claim, { before: facts, events: factsOf('run', 4).slice(3) });
    expect(await stores.cases.apply(continued)).toBe('gap');
    expect(await stores.cases.apply(projectionOf(claim, { events: facts }, { number: 4 }))).toBe('applied');
    expect(await stores.cases.apply(continued)).toBe('applied');
    const next = await stores.cases.open({ ...claim, caseId: 'case-2' });
    expect(next).toMatchObject({ kind: 'restored', caseId: 'case-1' });
  });

  it('shows another view, to lists as well, as long as the journal ends there', async () => {
    const facts = factsOf('run', 2);
    const claim = await opened(facts);
    await stores.cases.show(claim, placeAfter(facts), viewOf({ stage: 're_survey', waitingFor: 'customer' }));
    expect(await stores.cases.get(claim)).toMatchObject({ seq: 2, view: { stage: 're_survey' }, journal: facts });
    const { tenant } = claim;
    const found = await stores.cases.list({ tenant, stage: 're_survey', waitingFor: ['customer'] }, { limit: 9 });
    expect(found.items).toHaveLength(1);
    const next = projectionOf(claim, { before: facts, events: factsOf('run', 3).slice(2) }, { owner: 'kim' });
    expect(await stores.cases.apply(next)).toBe('applied');
    expect((await stores.cases.get(claim))?.view).toEqual(viewOf({ owner: 'kim' }));
  });

  it.each([
    ['facts have followed', factsOf('run', 2), {}],
    ['it is the journal of another run', factsOf('other', 3), {}],
    ['the case is closed', factsOf('run', 3), { stage: 'closed' }],
  ] as const)('leaves the view alone where %s', async (_why, known, view) => {
    const claim = await opened(factsOf('run', 2));
    const next = { before: factsOf('run', 2), events: factsOf('run', 3).slice(2) };
    await stores.cases.apply(projectionOf(claim, next, view));
    const before = await stores.cases.get(claim);
    await stores.cases.show(claim, placeAfter(known), viewOf({ stage: 're_survey' }));
    expect(await stores.cases.get(claim)).toEqual(before);
  });

  it('opens a closed case again when a later fact says so', async () => {
    const facts = factsOf('run', 2);
    const claim = await opened();
    await stores.cases.apply(projectionOf(claim, { events: facts.slice(0, 1) }, { stage: 'closed' }));
    await stores.cases.apply(projectionOf(claim, { before: facts.slice(0, 1), events: facts.slice(1) }));
    expect(await stores.cases.open({ ...claim, caseId: 'case-2' })).toMatchObject({ kind: 'restored', journal: facts });
  });

  describe('of a case that is closed', () => {
    const facts = factsOf('run', 4);
    const closed = async () => {
      const claim = await opened();
      await stores.cases.apply(projectionOf(claim, { events: facts }, { stage: 'closed' }));
      return claim;
    };

    it('is known to be closed, and no other', async () => {
      const claim = await closed();
      expect(await stores.cases.isClosed(claim)).toBe(true);
      expect(await stores.cases.isClosed(await opened(facts))).toBe(false);
      expect(await stores.cases.isClosed({ ...claim, caseId: 'nobody’s' })).toBe(false);
    });

    it.each([
      ['the whole journal of another course', 0],
      ['another course from a place that it has passed', 2],
    ])('is refused as closed before where it is %s, and leaves all as it is', async (_, from) => {
      const claim = await closed();
      const other = [...facts.slice(from, 3), ...factsOf('another run', 6).slice(3)];
      const late = projectionOf(claim, { before: facts.slice(0, from), events: other });
      expect(await stores.cases.apply(late)).toBe('closed_before');
      expect(await journalOf(claim)).toEqual(facts);
      expect(await stores.cases.isClosed(claim)).toBe(true);
    });

    it.each([
      ['from the beginning', 0],
      ['from a place on the way', 1],
    ])('is refused as closed before where it is told once more and stops short of its end, %s', async (_, from) => {
      const claim = await closed();
      const short = projectionOf(claim, { before: facts.slice(0, from), events: facts.slice(from, 3) });
      expect(await stores.cases.apply(short)).toBe('closed_before');
      expect(await journalOf(claim)).toEqual(facts);
    });

    it.each([0, 2, 4])('is taken in where it goes on after the end, told from fact %i on', async (from) => {
      const claim = await closed();
      const all = [...facts, ...factsOf('run', 6).slice(4)];
      const later = projectionOf(claim, { before: facts.slice(0, from), events: all.slice(from) });
      expect(await stores.cases.apply(later)).toBe(from === 2 ? 'gap' : 'applied');
      expect(await journalOf(claim)).toEqual(from === 2 ? facts : all);
    });

    it('is done already where it is told once more', async () => {
      const claim = await closed();
      expect(await stores.cases.apply(projectionOf(claim, { events: facts }, { stage: 'closed' }))).toBe('already');
    });
  });

  it('answers a reader with a minimum only when the store has come that far', async () => {
    const claim = await opened(factsOf('run', 3));
    expect((await stores.cases.get(claim, 3))?.seq).toBe(3);
    expect(await stores.cases.get(claim, 4)).toBeUndefined();
    expect(await stores.cases.get({ ...claim, caseId: 'case-2' })).toBeUndefined();
  });
});
