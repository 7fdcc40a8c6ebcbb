import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CaseClosedError, CommandRefusedError, RecoveryUnavailableError } from '../../client/index.js';
import { refusals, type Refusal } from '../../domain/case/commands.js';
import { putCase } from './support/builders.js';
import { bearer, keys, noon, startEdge, type Edge } from './support/server.js';
import { wordsOfZod } from './support/words-of-zod.js';

let edge: Edge;
beforeEach(async () => {
  edge = await startEdge();
  await putCase(edge.stores.cases, { caseId: 'case-1', customerId: 'c-77', view: { round: 2 } });
});
afterEach(() => edge.app.close());

const send = (payload: object, id = 'case-1') =>
  edge.app.inject({ method: 'POST', url: `/v1/cases/${id}/commands`, headers: bearer(keys.lead), payload });

const addressed = { tenant: 'acme', customerId: 'c-77', caseId: 'case-1', actor: 's-105', round: 2, requestId: 'r-1' };

describe('a command', () => {
  it.each([
    [{ type: 'take' }, {}],
    [{ type: 'resolve', cause: 'parcel_found' }, {}],
    [{ type: 'resolve', cause: 'parcel_found', incidents: ['a', 'b'] }, {}],
    [{ type: 'hold', reason: 'courier', until: '2026-03-02T14:00:00+01:00' }, { until: noon + 3_600_000 }],
    [{ type: 'resume' }, {}],
    [{ type: 'recategorise', category: 'fee' }, {}],
    [{ type: 'withdraw', cause: 'fixed_alone' }, {}],
    [{ type: 'abort', cause: 'by_mistake' }, {}],
    [{ type: 'close', outcome: 'declined', cause: 'no_interest' }, {}],
  ])(
    '%j reaches the case with its actor and current round, and is answered with the place in the journal',
    async (body, changed) => {
      const answer = await send({ ...body, requestId: 'r-1' });
      expect(answer.statusCode).toBe(200);
      expect(answer.json()).toEqual({ caseId: 'case-1', seq: 7 });
      expect(edge.recoveries.commands).toEqual([{ ...body, ...changed, ...addressed }]);
    },
  );

  it('to an unknown case is not found and goes nowhere', async () => {
    expect((await send({ type: 'take', requestId: 'r-1' }, 'nothing')).statusCode).toBe(404);
    expect(edge.recoveries.commands).toEqual([]);
  });

  it.each([
    [{ type: 'fly' }, 'type'],
    [{}, 'type'],
    [{ type: 'take', requestId: undefined }, 'requestId'],
    [{ type: 'take', requestId: 'a b' }, 'requestId'],
    [{ type: 'take', round: 0 }, 'round'],
    [{ type: 'take', round: '1' }, 'round'],
    [{ type: 'take', actor: 's-001' }, 'actor'],
    [{ type: 'take', cause: 'x' }, 'cause'],
    [{ type: 'resolve' }, 'cause'],
    [{ type: 'resolve', cause: '' }, 'cause'],
    [{ type: 'resolve', cause: 'Mr Smith called' }, 'cause'],
    [{ type: 'hold', reason: 'call +12025550123', until: '2026-03-02T14:00:00Z' }, 'reason'],
    [{ type: 'resolve', cause: 'x', incidents: [] }, 'incidents'],
    [{ type: 'resolve', cause: 'x', incidents: [{ $ne: 1 }] }, 'incidents.0'],
    [{ type: 'hold', reason: 'x', until: 'tomorrow' }, 'until'],
    [{ type: 'hold', until: '2026-03-02T14:00:00Z' }, 'reason'],
    [{ type: 'close', outcome: 'happy', cause: 'x' }, 'outcome'],
    [{ type: 'close', outcome: 'declined', cause: 'x', note: 'x'.repeat(2_001) }, 'note'],
    [{ type: 'resume', note: 'x' }, 'note'],
  ])('%j is refused, names %s, and goes nowhere', async (body, field) => {
    const answer = await send({ requestId: 'r-1', ...body });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ type: 'urn:amends:problem:invalid', errors: [{ field }] });
    expect(answer.body).not.toMatch(wordsOfZod);
    expect(edge.recoveries.commands).toEqual([]);
  });
});

describe('a command that says which round its sender has seen', () => {
  const all = [
    { type: 'take' },
    { type: 'resolve', cause: 'parcel_found' },
    { type: 'hold', reason: 'courier', until: '2026-03-02T14:00:00Z' },
    { type: 'resume' },
    { type: 'recategorise', category: 'fee' },
    { type: 'withdraw', cause: 'fixed_alone' },
    { type: 'abort', cause: 'by_mistake' },
    { type: 'close', outcome: 'declined', cause: 'no_interest', note: 'x' },
  ];

  it.each(all)('reaches the case while that is its round: $type', async (body) => {
    expect((await send({ ...body, requestId: 'r-1', round: 2 })).statusCode).toBe(200);
    expect(edge.recoveries.commands).toMatchObject([{ type: body.type, round: 2 }]);
  });

  it.each(all)('is answered 409 other_round and goes nowhere when the case is in another: $type', async (body) => {
    for (const round of [1, 3]) {
      const answer = await send({ ...body, requestId: 'r-1', round });
      expect(answer.statusCode).toBe(409);
      expect(answer.json()).toMatchObject({ refusal: 'other_round', detail: `${refusals.other_round}.` });
    }
    expect(edge.recoveries.commands).toEqual([]);
    expect(await edge.stores.notes.ofCase({ tenant: 'acme', caseId: 'case-1' })).toEqual([]);
  });

  it('and was carried out in that round is answered as it was then', async () => {
    edge.recoveries.receipts.set('r-1', { seq: 4 });
    expect((await send({ type: 'take', requestId: 'r-1', round: 1 })).json()).toEqual({ caseId: 'case-1', seq: 4 });
  });
});

describe('a command that the case refuses', () => {
  it.each((Object.keys(refusals) as Refusal[]).filter((code) => code !== 'closed'))(
    'is answered 409 with %s and its meaning',
    async (code) => {
      edge.recoveries.failure = new CommandRefusedError('take', code);
      const answer = await send({ type: 'take', requestId: 'r-1' });
      expect(answer.statusCode).toBe(409);
      expect(answer.json()).toMatchObject({
        type: 'urn:amends:problem:not_now',
        refusal: code,
        detail: `${refusals[code]}.`,
      });
    },
  );

  it('leaves no note', async () => {
    edge.recoveries.failure = new CommandRefusedError('close', 'outcome_not_by_hand');
    await send({ type: 'close', outcome: 'recovered', cause: 'c', note: 'secret', requestId: 'r-1' });
    expect(await edge.stores.notes.ofCase({ tenant: 'acme', caseId: 'case-1' })).toEqual([]);
  });
});

describe('a command to a closed case', () => {
  beforeEach(() => putCase(edge.stores.cases, { caseId: 'closed-1', customerId: 'c-80', view: { stage: 'closed' } }));

  it('is answered 409 closed and never sent on, since the customer may have another case by now', async () => {
    const answer = await send({ type: 'take', requestId: 'r-1' }, 'closed-1');
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({ type: 'urn:amends:problem:closed' });
    expect(edge.recoveries.commands).toEqual([]);
  });

  it('that was carried out before it closed is answered as it was then', async () => {
    edge.recoveries.receipts.set('r-1', { seq: 4 });
    const answer = await send({ type: 'resolve', cause: 'c', requestId: 'r-1' }, 'closed-1');
    expect(answer.json()).toEqual({ caseId: 'closed-1', seq: 4 });
  });

  it('is answered 409 closed too when the case closes while it is on its way', async () => {
    edge.recoveries.failure = new CaseClosedError('take');
    expect((await send({ type: 'take', requestId: 'r-1' })).json()).toMatchObject({
      type: 'urn:amends:problem:closed',
    });
  });
});

describe('a command while nobody answers', () => {
  it('is answered 503 and may be repeated', async () => {
    edge.recoveries.failure = new RecoveryUnavailableError('the command take');
    const answer = await send({ type: 'take', requestId: 'r-1' });
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ detail: 'Repeat the request: a repeat has no second effect.' });
  });
});

describe('an internal note', () => {
  const close = {
    type: 'close',
    outcome: 'declined',
    cause: 'no_interest',
    note: 'He was rude.\nNever again.',
    requestId: 'r-1',
  };
  const notes = () => edge.stores.notes.ofCase({ tenant: 'acme', caseId: 'case-1' });

  it('is kept with the case and never reaches the recovery, from which messages are made', async () => {
    await send(close);
    expect(JSON.stringify(edge.recoveries.commands)).not.toContain('rude');
    expect(await notes()).toEqual([{ requestId: 'r-1', actor: 's-105', at: noon, note: close.note }]);
  });

  it('is kept once when the command is repeated', async () => {
    await send(close);
    await send(close);
    expect(await notes()).toHaveLength(1);
  });

  it('is kept by the repeat when the first try closed the case and failed before it was kept', async () => {
    const add = edge.stores.notes.add.bind(edge.stores.notes);
    edge.stores.notes.add = () => Promise.reject(new Error('gone'));
    expect((await send(close)).statusCode).toBe(500);
    edge.stores.notes.add = add;
    edge.recoveries.failure = new CaseClosedError('close');
    edge.recoveries.receipts.set('r-1', { seq: 7 });
    expect((await send(close)).statusCode).toBe(200);
    expect(await notes()).toHaveLength(1);
  });
});
