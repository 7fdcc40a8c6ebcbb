import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../domain/case/case-events.js';
import { DAY, HOUR, T0, openingEvent } from '../domain/support/builders.js';
import { opened } from '../domain/support/journey.js';
import { RESOLVE } from '../domain/support/pasts.js';
import { aClaim } from '../domain/support/sends.js';
import { goOn, putCase } from './support/builders.js';
import { bearer, keys, noon, startEdge, type Edge } from './support/server.js';

const caseOpened = openingEvent();
/** A fact that a later version records. */
const ofLater = JSON.parse(JSON.stringify({ ...caseOpened, type: 'sung_to' })) as CaseEvent;

let edge: Edge;
beforeEach(async () => {
  edge = await startEdge();
});
afterEach(() => edge.app.close());

const get = (url: string, key: string = keys.agent) => edge.app.inject({ method: 'GET', url, headers: bearer(key) });

describe('the list of cases', () => {
  beforeEach(async () => {
    const { cases } = edge.stores;
    const late = { owner: 's-104', sla: 'breached', severity: 'critical', dueAt: noon } as const;
    await putCase(cases, { caseId: 'a', customerId: 'c-1', view: { openedAt: noon, ...late } });
    await putCase(cases, {
      caseId: 'b',
      customerId: 'c-2',
      view: { openedAt: noon + 1, stage: 'closed', outcome: 'recovered', waitingFor: 'nothing' },
    });
    await putCase(cases, {
      caseId: 'c',
      customerId: 'c-3',
      view: { openedAt: noon + 2, stage: 'follow_up', waitingFor: 'decision', team: 'billing', protocol: 'account' },
    });
  });

  const idsOf = async (query: string): Promise<string[]> =>
    (await get(`/v1/cases?${query}`)).json<{ items: { caseId: string }[] }>().items.map(({ caseId }) => caseId);

  it.each([
    ['', ['c', 'b', 'a']],
    ['stage=follow_up', ['c']],
    ['owner=s-104', ['a']],
    ['customerId=c-2', ['b']],
    ['open=true', ['c', 'a']],
    ['open=false', ['b']],
    ['open=true&owner=s-104&stage=resolve', ['a']],
    ['open=false&owner=s-104', []],
    ['severity=critical', ['a']],
    ['sla=breached', ['a']],
    ['team=billing', ['c']],
    ['protocol=account', ['c']],
    ['outcome=recovered', ['b']],
    ['waitingFor=agent', ['a']],
    ['waitingFor=person', ['c', 'a']],
    ['dueBefore=2026-03-02T13:00:01%2B01:00', ['a']],
    ['dueBefore=2026-03-02T12:00:00Z', []],
    ['order=due', ['a', 'b', 'c']],
  ])('with "%s" holds the cases that fit, newest first', async (query, ids) => {
    expect(await idsOf(query)).toEqual(ids);
  });

  it('comes in pages that hold each case once', async () => {
    const first = (await get('/v1/cases?limit=2')).json<{ next: string }>();
    expect(first).toMatchObject({ items: [{ caseId: 'c' }, { caseId: 'b' }] });
    expect((await get(`/v1/cases?limit=2&cursor=${first.next}`)).json()).toMatchObject({
      items: [{ caseId: 'a' }],
      next: null,
    });
  });

  it('holds view and number of facts, and no journal', async () => {
    const { items } = (await get('/v1/cases?limit=1')).json<{ items: object[] }>();
    expect(Object.keys(items[0] ?? {})).toEqual(['caseId', 'customerId', 'seq', 'view']);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=ten', 'limit'],
    ['open=yes', 'open'],
    ['stage=limbo', 'stage'],
    ['severity=9', 'severity'],
    ['sla=late', 'sla'],
    ['outcome=fine', 'outcome'],
    ['waitingFor=godot', 'waitingFor'],
    ['dueBefore=tomorrow', 'dueBefore'],
    ['team=', 'team'],
    ['order=random', 'order'],
    ['owner[$gt]=', 'owner[$gt]'],
    ['owner=a&owner=b', 'owner'],
    ['cursor=forged', 'cursor'],
    ['sort=asc', 'sort'],
  ])('is refused with "%s", which names %s', async (query, field) => {
    const answer = await get(`/v1/cases?${query}`);
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ errors: [{ field }] });
  });
});

describe('a case', () => {
  it('shows view and journal', async () => {
    await putCase(edge.stores.cases, { caseId: 'a', facts: 3 });
    const answer = await get('/v1/cases/a');
    expect(answer.json()).toMatchObject({ caseId: 'a', customerId: 'c-77', seq: 3, view: { stage: 'resolve' } });
    expect(answer.json<{ journal: object[] }>().journal).toHaveLength(3);
  });

  it('shows clocks, promises and messages as its facts tell them, past facts of a version that this one does not know', async () => {
    const journal = [caseOpened, ofLater, ...opened().until(HOUR).journal];
    await putCase(edge.stores.cases, { caseId: 'a', journal });
    expect((await get('/v1/cases/a')).json()).toMatchObject({
      seq: journal.length,
      details: {
        clocks: [{ clock: 'acknowledgement', state: 'met' }, { clock: 'apology' }, { clock: 'resolution' }],
        promises: [{ id: 'p1', about: 'news', state: 'open' }],
        messages: [{ slot: '1/acknowledgement/1/email', state: 'accepted' }],
      },
    });
  });

  it('says in sentences how it stands, what a person has to do, and what its facts say', async () => {
    await putCase(edge.stores.cases, { caseId: 'a', journal: [caseOpened, ofLater], view: { dueAt: T0 + HOUR } });
    edge.time.now = T0;
    expect((await get('/v1/cases/a')).json()).toMatchObject({
      summary: expect.stringMatching(/^Waiting for a person to act\. Nobody has taken it\. Next target/) as unknown,
      todo: { act: 'take', dueAt: T0 + 5 * 60_000 },
      timeline: [
        { at: T0, actor: 'system', what: expect.stringMatching(/^opened for inc-1/) as unknown },
        { what: 'sung to' },
      ],
    });
  });

  it('that waits for no person of the team gives nobody anything to do', async () => {
    await putCase(edge.stores.cases, { caseId: 'a', journal: [caseOpened], view: { waitingFor: 'customer' } });
    expect((await get('/v1/cases/a')).json()).toMatchObject({ todo: null });
  });

  it('shows of each message what the ledger knows, and of none what it knows of another case', async () => {
    const journal = [caseOpened, ...opened().until(HOUR).journal];
    await putCase(edge.stores.cases, { caseId: 'a', journal });
    const { sends } = edge.stores;
    const messages = async () =>
      (await get('/v1/cases/a')).json<{ details: { messages: object[] } }>().details.messages[0];
    await sends.claim(aClaim({ key: 'acme/b/1/acknowledgement/1/email' }));
    expect(await messages()).not.toHaveProperty('ledger');
    await sends.claim(aClaim({ key: 'acme/a/1/acknowledgement/1/email' }));
    expect(await messages()).toMatchObject({ state: 'accepted', ledger: { state: 'claimed' } });
    const rejection = { state: 'rejected', code: 'greylisted', permanent: false, at: noon } as const;
    await sends.settle('acme/a/1/acknowledgement/1/email', 1, rejection);
    expect(await messages()).toMatchObject({ ledger: { state: 'rejected', code: 'greylisted' } });
  });

  it('shows of a message the locale of its text and the one asked for, and none before there was a text', async () => {
    const journal = [caseOpened, ...opened().until(HOUR).journal];
    await putCase(edge.stores.cases, { caseId: 'a', journal });
    const { sends } = edge.stores;
    const key = 'acme/a/1/acknowledgement/1/email';
    const ledger = async () =>
      (await get('/v1/cases/a')).json<{ details: { messages: { ledger?: object }[] } }>().details.messages[0]?.ledger;
    await sends.claim(aClaim({ key }));
    expect(await ledger()).toEqual({ state: 'claimed' });
    await sends.settle(key, 1, { state: 'in_doubt', code: 'timed_out', at: noon, locale: 'en' });
    expect(await ledger()).toEqual({ state: 'in_doubt', code: 'timed_out', locale: 'en' });
    const asked = { locale: 'en', localeAsked: 'pt-BR' };
    await sends.settle(key, 1, { state: 'accepted', providerId: 'p-1', at: noon, ...asked });
    expect(await ledger()).toEqual({ state: 'accepted', ...asked });
  });

  it('tells on by the ledger what its run has not shown yet of messages, in its facts and in what its customer was told', async () => {
    const resolved = opened()
      .until(HOUR)
      .does(RESOLVE)
      .until(2 * HOUR);
    const checked = resolved
      .until(3 * DAY)
      .journal.find((e) => e.type === 'message_requested' && e.message === 'follow_up');
    const at = checked?.at ?? 0;
    await putCase(edge.stores.cases, { caseId: 'a', journal: [caseOpened, ...resolved.journal] });
    const key = 'acme/a/1/follow_up/1/email';
    await edge.stores.sends.claim(aClaim({ key, claimedAt: at, deadlineAt: at + 60_000, promiseDueAt: at + DAY }));
    const shown = async () =>
      (await get('/v1/cases/a')).json<{ timeline: object[]; details: { messages: object[] } }>();
    expect((await shown()).details.messages.at(-1)).toMatchObject({ message: 'follow_up', state: 'requested' });
    await edge.stores.sends.settle(key, 1, { state: 'accepted', providerId: 'p-1', at: at + 1 });
    const answer = await shown();
    expect(answer.details).toMatchObject({
      messages: [{}, {}, { message: 'follow_up', state: 'accepted', at: at + 1 }],
      promises: [{ state: 'kept' }, { state: 'kept' }, { about: 'survey', state: 'open', dueAt: at + DAY }],
    });
    const { times } = (await get('/v1/cases/a/explanation')).json<{ times: { what: string }[] }>();
    expect(times.map(({ what }) => what).filter((what) => what.includes('survey'))).not.toEqual([]);
  });

  it('explains each due time by the steps that led to it', async () => {
    await putCase(edge.stores.cases, { caseId: 'a', journal: [caseOpened, ofLater] });
    const { times } = (await get('/v1/cases/a/explanation')).json<{ times: object[] }>();
    expect(times).toContainEqual(
      expect.objectContaining({ what: 'resolution of inc-1', dueAt: T0 + 24 * HOUR, state: 'running' }),
    );
    await putCase(edge.stores.cases, { caseId: 'b', customerId: 'c-2' });
    expect((await get('/v1/cases/b/explanation')).json()).toEqual({ caseId: 'b', times: [] });
    expect((await get('/v1/cases/nothing/explanation')).statusCode).toBe(404);
  });

  it('that nobody knows is not found', async () => {
    const answer = await get('/v1/cases/nothing');
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ type: 'urn:amends:problem:not_found' });
  });

  it('shows its internal notes to staff and not to backends', async () => {
    await putCase(edge.stores.cases, { caseId: 'a' });
    const note = { requestId: 'r', actor: 's-104', at: noon, note: 'He was rude.' };
    await edge.stores.notes.add({ tenant: 'acme', caseId: 'a', ...note });
    expect((await get('/v1/cases/a')).json()).toMatchObject({ notes: [{ actor: 's-104', note: 'He was rude.' }] });
    const forBackends = await get('/v1/cases/a', keys.backend);
    expect(forBackends.statusCode).toBe(200);
    expect(forBackends.body).not.toContain('rude');
  });
});

describe('a reader who asks for minSeq', () => {
  beforeEach(() => putCase(edge.stores.cases, { caseId: 'a', facts: 3 }));

  it('gets the case at once when it has come that far', async () => {
    expect((await get('/v1/cases/a?minSeq=3')).json()).toMatchObject({ seq: 3 });
  });

  it('waits for a case that comes that far after the first look', async () => {
    const { cases } = edge.stores;
    const look = cases.get.bind(cases);
    cases.get = async (...args) => {
      const found = await look(...args);
      cases.get = look;
      await goOn(cases, 'a', { stage: 'follow_up' });
      return found;
    };
    expect((await get('/v1/cases/a?minSeq=4')).json()).toMatchObject({ seq: 4, view: { stage: 'follow_up' } });
  });

  it('is told to ask again when the case does not come that far', async () => {
    const patient = await startEdge({ readPatience: 0 });
    await putCase(patient.stores.cases, { caseId: 'a', facts: 3 });
    const answer = await patient.app.inject({ url: '/v1/cases/a?minSeq=9', headers: bearer(keys.agent) });
    await patient.app.close();
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('2');
  });

  it('is not kept waiting for a case that is not there', async () => {
    expect((await get('/v1/cases/nothing?minSeq=1')).statusCode).toBe(404);
  });

  it.each(['-1', '1.5', 'x', ''])('is refused with %j', async (minSeq) => {
    expect((await get(`/v1/cases/a?minSeq=${minSeq}`)).json()).toMatchObject({ errors: [{ field: 'minSeq' }] });
  });
});
