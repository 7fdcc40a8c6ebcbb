import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FieldFault } from '../../web/api/problem.js';
import { customerOf, putCase, reportOf } from './support/builders.js';
import { bearer, keys, startEdge, type Edge } from './support/server.js';

let edge: Edge;
beforeAll(async () => {
  edge = await startEdge();
  await putCase(edge.stores.cases, { caseId: 'case-1' });
});
afterAll(() => edge.app.close());

async function faultsOf(url: string, payload: object): Promise<readonly FieldFault[]> {
  const answer = await edge.app.inject({ method: 'POST', url, headers: bearer(keys.admin), payload });
  return answer.json<{ errors: FieldFault[] }>().errors;
}

describe('a fault of a report says what the value has to be', () => {
  it.each<[what: string, overrides: Record<string, unknown>, fault: readonly [field: string, reason: string]]>([
    ['is missing', { category: undefined }, ['category', 'This is missing.']],
    [
      'is missing among few',
      { source: undefined },
      [
        'source',
        'This is missing: one of backend_event, survey, review, social, feedback_form, live_contact, interaction, operational.',
      ],
    ],
    ['is missing, a part', { customer: undefined }, ['customer', 'This is missing.']],
    ['is no text', { subject: 5 }, ['subject', 'This has to be a text.']],
    ['is no number', { confidence: 'high' }, ['confidence', 'This has to be a number.']],
    [
      'is not true or false',
      { customer: customerOf({ vulnerable: 1 }) },
      ['customer.vulnerable', 'This has to be true or false.'],
    ],
    ['is no object', { customer: [] }, ['customer', 'This has to be an object.']],
    ['is null', { loss: null }, ['loss', 'This has to be an object.']],
    ['is above its bound', { confidence: 2 }, ['confidence', 'This has to be 1 or less.']],
    ['is below its bound', { confidence: -1 }, ['confidence', 'This has to be 0 or more.']],
    ['is not above its bound', { score: { value: 0, of: 0 } }, ['score.of', 'This has to be more than 0.']],
    ['is none of few', { severity: 'urgent' }, ['severity', 'This has to be one of low, medium, high, critical.']],
    [
      'is of no kind that is allowed',
      { facts: { a: [] } },
      ['facts.a', 'This has to be a text, a number, true or false.'],
    ],
    [
      'is too long for one of its kinds',
      { facts: { a: 'x'.repeat(501) } },
      ['facts.a', 'This may be 500 characters long.'],
    ],
    ['has a bad name', { facts: { $a: 1 } }, ['facts.$a', 'A fact is named by letters, digits and _.']],
    ['is not known', { colour: 'red' }, ['colour', 'This field is not known.']],
  ])('when it %s', async (_, overrides, [field, reason]) => {
    expect(await faultsOf('/v1/incidents', reportOf(overrides))).toEqual([{ field, reason }]);
  });

  it('and names the body where that is no object', async () => {
    expect(await faultsOf('/v1/incidents', [])).toEqual([{ field: 'body', reason: 'This has to be an object.' }]);
  });
});

describe('a fault of a command says what the value has to be', () => {
  const close = { type: 'close', cause: 'no_interest' };

  it.each<[body: Record<string, unknown>, field: string, reason: string]>([
    [
      {},
      'type',
      'This is missing: one of take, resolve, hold, resume, recategorise, message, log_contact, withdraw, abort, close.',
    ],
    [{ type: 'take', round: 1.5 }, 'round', 'This has to be a whole number.'],
    [{ type: 'resolve', cause: 'x', incidents: 'a' }, 'incidents', 'This has to be a list.'],
    [{ type: 'resolve', cause: 'x', incidents: Array(101).fill('a') }, 'incidents', 'There may be 100 at most.'],
    [close, 'outcome', 'This is missing: one of not_recovered, not_upheld, unreachable, declined.'],
    [
      { ...close, outcome: 'happy' },
      'outcome',
      'This has to be one of not_recovered, not_upheld, unreachable, declined.',
    ],
  ])('%j', async (body, field, reason) => {
    expect(await faultsOf('/v1/cases/case-1/commands', { requestId: 'r-1', ...body })).toEqual([{ field, reason }]);
  });

  it('and names all commands where it knows none of that type', async () => {
    const [fault] = await faultsOf('/v1/cases/case-1/commands', { requestId: 'r-1', type: 'fly' });
    expect(fault?.field).toBe('type');
    expect(fault?.reason).toMatch(/^This has to be one of take, resolve, hold, (\w+, )+close\.$/);
  });
});
