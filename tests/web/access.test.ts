import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../web/api-keys.js';
import { aProgramme } from '../support/a-programme.js';
import { putCase, reportOf } from './support/builders.js';
import { KEY, REACH, putDoubt, putReach, sendUrl } from './support/sends.js';
import { bearer, keys, startEdge, strangersKey, type Edge } from './support/server.js';

let edge: Edge;
beforeAll(async () => {
  edge = await startEdge();
  await putCase(edge.stores.cases, { caseId: 'case-1' });
  await putDoubt(edge.stores);
  await putReach(edge.stores);
  await edge.stores.customers.upsert('acme', { id: 'c-77', locale: 'en' }, 0);
  await edge.stores.programmes.publish('acme', aProgramme(), 0);
});
afterAll(() => edge.app.close());

const report: InjectOptions = { method: 'POST', url: '/v1/incidents', payload: reportOf() };
const readIncident: InjectOptions = { method: 'GET', url: '/v1/incidents/order-1041-late' };
const list: InjectOptions = { method: 'GET', url: '/v1/cases' };
const read: InjectOptions = { method: 'GET', url: '/v1/cases/case-1' };
const command: InjectOptions = {
  method: 'POST',
  url: '/v1/cases/case-1/commands',
  payload: { type: 'take', requestId: 'r-1' },
};
const publish: InjectOptions = { method: 'POST', url: '/v1/programmes', payload: {} };

const staff: readonly Role[] = ['agent', 'lead', 'manager', 'admin'];
const above: readonly Role[] = ['lead', 'manager', 'admin'];
const everybody: readonly Role[] = ['backend', ...staff];
const table: readonly (readonly [what: string, request: InjectOptions, roles: readonly Role[]])[] = [
  ['reporting', report, ['backend', 'admin']],
  ['reading an incident', readIncident, everybody],
  ['listing cases', list, everybody],
  ['reading a case', read, everybody],
  ['reading how its times came about', { method: 'GET', url: '/v1/cases/case-1/explanation' }, everybody],
  ['reading what its customer was told', { method: 'GET', url: '/v1/cases/case-1/messages' }, staff],
  ['a command', command, staff],
  ['listing messages', { method: 'GET', url: '/v1/sends' }, staff],
  ['reading a message', { method: 'GET', url: sendUrl() }, staff],
  ['settling a message', { method: 'POST', url: sendUrl(KEY, '/settlement'), payload: {} }, staff],
  ['listing tasks', { method: 'GET', url: '/v1/tasks' }, staff],
  ['reading a task', { method: 'GET', url: `/v1/tasks/${REACH}` }, staff],
  ['ending a task', { method: 'POST', url: `/v1/tasks/${REACH}/done`, payload: {} }, staff],
  ['reading a customer', { method: 'GET', url: '/v1/customers/c-77' }, staff],
  ['correcting a contact', { method: 'PUT', url: '/v1/customers/c-77/contact', payload: {} }, everybody],
  ['passing an opt-out on', { method: 'POST', url: '/v1/customers/c-77/opt-outs', payload: {} }, everybody],
  ['passing an opt-in on', { method: 'POST', url: '/v1/customers/c-77/opt-ins', payload: {} }, everybody],
  ['reopening an address', { method: 'POST', url: '/v1/customers/c-77/reopenings', payload: {} }, above],
  ['reporting a contact', { method: 'POST', url: '/v1/contacts', payload: {} }, ['backend', 'admin']],
  ['listing leaks', { method: 'GET', url: '/v1/contacts/leaks' }, everybody],
  ['reading events', { method: 'GET', url: '/v1/events' }, everybody],
  ['publishing', publish, ['admin']],
  ['reading what is published', { method: 'GET', url: '/v1/programmes/current' }, ['lead', 'admin']],
];

describe.each(table)('%s', (_, request, roles) => {
  it.each(everybody.map((role) => [role, roles.includes(role) ? 'may' : 'may not'] as const))(
    '%s %s',
    async (role, may) => {
      const { statusCode } = await edge.app.inject({ ...request, headers: bearer(keys[role]) });
      if (may === 'may') expect([200, 202, 422]).toContain(statusCode);
      else expect(statusCode).toBe(403);
    },
  );

  it.each([
    ['no key', {}],
    ['an unknown key', bearer('key-of-the-backenx')],
    ['a key cut short', bearer(keys.admin.slice(0, -1))],
    ['an empty key', { authorization: 'Bearer ' }],
    ['another scheme', { authorization: `Basic ${Buffer.from(`admin:${keys.admin}`).toString('base64')}` }],
  ])('is refused with %s, before the body is looked at', async (_what, headers) => {
    const answer = await edge.app.inject({ ...request, headers });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(answer.json()).toMatchObject({ type: 'urn:amends:problem:unauthenticated' });
  });
});

describe('a key of another tenant', () => {
  it('sees no case, list or incident of ours, and commands nothing', async () => {
    const headers = bearer(strangersKey);
    expect((await edge.app.inject({ ...read, headers })).statusCode).toBe(404);
    expect((await edge.app.inject({ ...list, headers })).json()).toEqual({ items: [], next: null });
    const before = edge.recoveries.commands.length;
    expect((await edge.app.inject({ ...command, headers })).statusCode).toBe(404);
    expect(edge.recoveries.commands).toHaveLength(before);
  });
});
