import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownSubject } from '../../domain/contact/opt-outs.js';
import { aReport, aRefusal } from '../domain/support/builders.js';
import { putCase } from './support/builders.js';
import { bearer, keys, noon, Outage, startEdge, strangersKey, type Edge } from './support/server.js';

const DAY = 24 * 3_600_000;
const NOBODY = { decision: 'allow', reason: 'no_open_recovery', until: null, reference: null, caseId: null };

let edge: Edge;
beforeEach(async () => {
  edge = await startEdge({ readPatience: 50 });
});
afterEach(() => edge.app.close());

const ask = (payload: object, key: string = keys.backend) =>
  edge.app.inject({ method: 'POST', url: '/v1/contact-decisions', headers: bearer(key), payload });
const askAll = (payload: string, type = 'application/x-ndjson', key: string = keys.backend) =>
  edge.app.inject({
    method: 'POST',
    url: '/v1/contact-decisions:batch',
    headers: { ...bearer(key), 'content-type': type },
    payload,
  });
const marketing = (customerId: string) => ({ customerId, purpose: 'marketing' });
const linesOf = (body: string): unknown[] =>
  body
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
const reported = (customerId: string) =>
  edge.stores.incidents.put(aReport({ customer: { ...aReport().customer, id: customerId } }));

describe('whoever asks whether a customer may be contacted', () => {
  it('about one whom nobody has reported hears yes', async () => {
    expect((await ask(marketing('c-1'))).json()).toEqual({ ...marketing('c-1'), ...NOBODY });
  });

  it('hears no from the report on, before any case has taken it up', async () => {
    await reported('c-1');
    const { reference } = aReport();
    const answer = { decision: 'suppress', reason: 'open_recovery', until: null, reference, caseId: null };
    expect((await ask(marketing('c-1'))).json()).toEqual({ ...marketing('c-1'), ...answer });
  });

  it('hears until when, after a report that was refused', async () => {
    await reported('c-1');
    const lease = { kind: 'ends', at: noon + DAY, because: 'cool_off' } as const;
    await edge.stores.incidents.refuse({ tenant: 'acme', incidentId: aReport().id }, aRefusal('too_old', lease));
    expect((await ask(marketing('c-1'))).json()).toMatchObject({ decision: 'suppress', until: noon + DAY });
    edge.time.now = noon + DAY;
    expect((await ask(marketing('c-1'))).json()).toMatchObject({ decision: 'allow', reason: 'released' });
  });

  it('with a survey of their own is told which recovery asks instead', async () => {
    await putCase(edge.stores.cases, { caseId: 'case-1', customerId: 'c-1', view: { reference: 'AB12CD34' } });
    const answer = { decision: 'replace', reason: 'open_recovery', reference: 'AB12CD34', caseId: 'case-1' };
    expect((await ask({ customerId: 'c-1', purpose: 'survey' })).json()).toMatchObject(answer);
  });

  it('hears that the customer does not want it, also of one with no recovery; the control: for what they did not refuse, yes', async () => {
    const own = ownSubject({ tenant: 'acme', customerId: 'c-1' }, 'email');
    await edge.stores.consents.optOut(own, 'marketing', { at: noon, source: 'api', actor: 'shop' });
    const no = { decision: 'suppress', reason: 'no_marketing', until: null, reference: null, caseId: null };
    expect((await ask(marketing('c-1'))).json()).toEqual({ ...marketing('c-1'), ...no });
    const byMail = { ...marketing('c-1'), channel: 'email' };
    expect((await ask(byMail)).json()).toEqual({ ...byMail, ...no });
    expect(linesOf((await askAll(`${JSON.stringify(byMail)}\n`)).body)).toEqual([{ ...byMail, ...no }]);
    expect((await ask({ ...byMail, channel: 'sms' })).json()).toMatchObject({ decision: 'allow' });
    expect((await ask({ ...byMail, purpose: 'survey' })).json()).toMatchObject({ decision: 'allow' });
  });

  it('hears nothing of the customers of another tenant', async () => {
    await reported('c-1');
    expect((await ask(marketing('c-1'), strangersKey)).json()).toMatchObject(NOBODY);
  });

  it.each([
    ['the store is away', () => Promise.reject(new Outage('away'))],
    ['the store does not answer in time', () => setTimeout(5_000, [], { ref: false })],
    ['the store answers with nothing', () => Promise.resolve([])],
  ])('hears suppress where %s', async (_why, of) => {
    edge.stores.contacts.of = of;
    const { statusCode, body } = await ask(marketing('c-1'));
    expect([statusCode, JSON.parse(body)]).toMatchObject([200, { decision: 'suppress', reason: 'unreadable' }]);
  });

  it.each([
    [{ customerId: 'c-1' }, 'purpose'],
    [{ customerId: 'c-1', purpose: 'news' }, 'purpose'],
    [{ customerId: 'ada@customers.example', purpose: 'marketing' }, 'customerId'],
    [{ ...marketing('c-1'), channel: 'fax' }, 'channel'],
  ])('with %j is told what is wrong in %s', async (payload, field) => {
    expect((await ask(payload)).json()).toMatchObject({ status: 422, errors: [{ field }] });
  });

  it('needs a key', async () => {
    expect((await ask(marketing('c-1'), 'wrong')).statusCode).toBe(401);
    expect((await askAll('', undefined, 'wrong')).statusCode).toBe(401);
  });
});

describe('a list of questions', () => {
  it('is answered line by line, in its order, whoever is asked about twice', async () => {
    await reported('c-2');
    const ids = ['c-1', 'c-2', 'c-3', 'c-2'];
    const { headers, body } = await askAll(ids.map((id) => JSON.stringify(marketing(id))).join('\n'));
    expect(headers['content-type']).toBe('application/x-ndjson');
    const found = linesOf(body) as { customerId: string; decision: string }[];
    expect(found.map(({ customerId, decision }) => [customerId, decision])).toEqual([
      ['c-1', 'allow'],
      ['c-2', 'suppress'],
      ['c-3', 'allow'],
      ['c-2', 'suppress'],
    ]);
  });

  it('with lines that cannot be read has suppress in their places, with what is wrong', async () => {
    const lines = ['{', '', JSON.stringify(marketing('c-1')), '{"customerId":"c-1"}', `"${'x'.repeat(5_000)}"`];
    const found = linesOf((await askAll(lines.join('\r\n'))).body);
    expect(found).toEqual([
      { line: 1, decision: 'suppress', reason: 'malformed', detail: 'This is not JSON.' },
      { ...marketing('c-1'), ...NOBODY },
      { line: 4, decision: 'suppress', reason: 'malformed', detail: expect.stringContaining('purpose') as unknown },
      { line: 5, decision: 'suppress', reason: 'malformed', detail: 'A line may have 4096 characters.' },
    ]);
  });

  it('of ten thousand is answered whole, and what is beyond is to be asked anew', async () => {
    const lines = Array.from({ length: 10_002 }, (_, n) => JSON.stringify(marketing(`c-${n}`)));
    const found = linesOf((await askAll(lines.join('\n'))).body);
    expect(found).toHaveLength(10_002);
    expect(found[9_999]).toMatchObject({ customerId: 'c-9999', decision: 'allow' });
    expect(found.slice(10_000)).toMatchObject([{ line: 10_001, decision: 'suppress' }, { line: 10_002 }]);
  });

  it('is answered with suppress in every line while the store is away', async () => {
    edge.stores.contacts.of = () => Promise.reject(new Outage('away'));
    const found = linesOf(
      (await askAll(`${JSON.stringify(marketing('c-1'))}\n${JSON.stringify(marketing('c-2'))}`)).body,
    );
    expect(found).toMatchObject([{ reason: 'unreadable' }, { reason: 'unreadable' }]);
  });

  it('of another form than a line each is refused with how to send it', async () => {
    const answer = await askAll(JSON.stringify([marketing('c-1')]), 'application/json');
    expect(answer.json()).toMatchObject({ status: 415, detail: 'Send one question a line as application/x-ndjson.' });
  });

  it('that is empty is answered with nothing', async () => {
    const { statusCode, body } = await askAll('\n\n');
    expect([statusCode, body]).toEqual([200, '']);
  });
});
