import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RecoveryUnavailableError } from '../../client/index.js';
import type { LinkAction } from '../../domain/contact/customer-words.js';
import { incidentOf } from '../adapters/store/builders.js';
import { aClaim } from '../domain/support/sends.js';
import { aProgramme } from '../support/a-programme.js';
import { marks } from '../support/marks.js';
import { putCase } from './support/builders.js';
import { noon, publicUrl, startEdge, type Edge } from './support/server.js';

const KEY = 'acme/case-1/1/resolution/1/email';
const MARK = marks.markOf(KEY, 'hash-1');

let edge: Edge;
beforeEach(async () => {
  edge = await startEdge({ rateLimits: { perKey: 100_000, perAddress: 100_000 } });
  await edge.stores.sends.claim(aClaim({ key: KEY, mark: MARK }));
  await putCase(edge.stores.cases, { caseId: 'case-1', customerId: 'c-77', view: { reference: 'K7QX2M9A' } });
});
afterEach(() => edge.app.close());

const pathOf = (action: LinkAction, mark = MARK) => edge.caseLinks.url(action, mark).slice(publicUrl.length);
const open = (url: string, method: 'GET' | 'HEAD' = 'GET') => edge.app.inject({ method, url });
const press = (url: string) =>
  edge.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: '',
  });
const inputIdOf = (action: LinkAction) => `link-${action}-${MARK.slice(0, 16)}`;

describe('the page behind a link of a message', () => {
  it.each([
    ['call', 'Yes, please call me'],
    ['yes', 'Yes, it is settled'],
    ['no', 'No, it is not settled yet'],
  ] as const)('says what %s is for, and has a button, and nothing happens yet', async (action, button) => {
    await edge.stores.programmes.publish('acme', { ...aProgramme(), brand: 'Larks & <Sons>' }, noon);
    await edge.stores.incidents.put(incidentOf({ id: 'case-1', subject: 'The bathroom of room 7' }));
    const page = await open(pathOf(action));
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain(`<button type="submit">${button}</button>`);
    expect(page.body).toContain('Larks &#38; &#60;Sons&#62;, your case <strong>K7QX2M9A</strong>.');
    expect(page.body).toContain('noindex');
    expect(page.body).not.toMatch(/<script|bathroom|undefined/);
    expect(edge.recoveries.told).toEqual([]);
  });

  it.each([
    ['call', 'call_me', 'We will call you'],
    ['yes', 'settled', 'Thank you'],
    ['no', 'not_settled', 'We take it up again'],
  ] as const)('the button of %s stores the word and tells the case: %s', async (action, kind, title) => {
    const answer = await press(pathOf(action));
    expect([answer.statusCode, answer.body]).toEqual([200, expect.stringContaining(`<h1>${title}</h1>`) as string]);
    const stored = await edge.stores.inputs.get({ tenant: 'acme', inputId: inputIdOf(action) });
    expect(stored).toMatchObject({ kind, channel: 'page', customerId: 'c-77', caseId: 'case-1', receivedAt: noon });
    expect(edge.recoveries.told).toMatchObject([{ type: kind, input: inputIdOf(action), caseId: 'case-1' }]);
  });

  it('asks for the number to call without saying whether there is one', async () => {
    for (const page of [await open(pathOf('call')), await press(pathOf('call'))]) {
      expect(page.body).toContain('If we do not have your number yet');
      expect(page.body).not.toMatch(/number that we have|\+\d/);
    }
  });

  it('promises a person after a no, and does not say that anybody knows the case: a voucher went out by itself', async () => {
    for (const page of [await open(pathOf('no')), await press(pathOf('no'))]) {
      expect(page.body).toMatch(/A person (?:takes it up|looks into it)/);
      expect(page.body).not.toContain('People who know your case');
    }
  });

  it('pressed twice says that we have it, and tells nobody again', async () => {
    await press(pathOf('call'));
    const again = await press(pathOf('call'));
    expect([again.statusCode, again.body]).toEqual([200, expect.stringContaining('We have this already') as string]);
    // Whether somebody is still to call it does not know.
    expect(again.body).toMatch(/If nobody has called you .* reply to our message/);
    expect(edge.recoveries.told).toHaveLength(1);
  });

  it('tells whoever says yes after a no to the same mail that people are at work on it again', async () => {
    expect((await press(pathOf('yes'))).body).not.toMatch(/both of your answers|noted that it is settled/);
    await press(pathOf('no'));
    expect((await press(pathOf('yes'))).body).toContain('people have taken it up again');
    expect((await press(pathOf('no'))).body).not.toContain('both of your answers');
  });

  it('thanks the customer also while the recovery cannot be told: the sweep tells it', async () => {
    edge.recoveries.failure = new RecoveryUnavailableError('telling of call_me');
    const answer = await press(pathOf('call'));
    expect(answer.statusCode).toBe(200);
    expect((await edge.stores.inputs.unheard(noon + 1)).map(({ inputId }) => inputId)).toEqual([inputIdOf('call')]);
    expect(edge.logged.join('')).toContain('did not hear');
  });

  it('is shown for no other action, no other message and no message that was never sent', async () => {
    const token = pathOf('call').split('/')[2] ?? '';
    const strangers = [
      ...[`/c/${token}/yes`, `/c/${token}/refund`, `/c/${token.slice(0, -1)}x/call`, '/c/x/call'],
      pathOf('call', marks.markOf('acme/case-2/1/apology/1/email', 'hash-1')),
    ];
    for (const url of strangers) {
      for (const answer of [await open(url), await press(url)]) {
        expect([url, answer.statusCode]).toEqual([url, 404]);
        expect(answer.body).toContain('This link is not complete');
      }
    }
    expect(edge.recoveries.told).toEqual([]);
  });
});

describe('machines that open every link of a thousand mails', () => {
  // Eight thousand requests: seconds on a machine of our own, more on one that is busy.
  it('by GET and HEAD bring about no word, no call and no answer; the control: one button does', async () => {
    const mails = await Promise.all(
      Array.from({ length: 1_000 }, async (_, at) => {
        const key = `acme/case-1/1/resolution/${at + 2}/email`;
        const mark = marks.markOf(key, 'hash-1');
        await edge.stores.sends.claim(aClaim({ key, mark }));
        const invitation = { tenant: 'acme', caseId: `case-${at}`, customerId: `c-${at}`, round: 1 };
        const survey = await edge.stores.surveys.invite({ ...invitation, expiresAt: noon + 1_000 });
        const page = edge.links.url(survey.surveyId).slice(publicUrl.length);
        return { survey, links: [page, pathOf('call', mark), pathOf('yes', mark), pathOf('no', mark)] };
      }),
    );
    for (const url of mails.flatMap(({ links }) => links)) {
      for (const method of ['GET', 'HEAD'] as const) expect((await open(url, method)).statusCode).toBe(200);
    }
    expect([edge.recoveries.told, edge.recoveries.answers, edge.recoveries.reported]).toEqual([[], [], []]);
    expect(await edge.stores.inputs.unheard(noon + 1)).toEqual([]);
    const answered = await Promise.all(mails.map(({ survey }) => edge.stores.surveys.get(survey.surveyId)));
    expect(answered.filter((one) => one?.answer !== undefined)).toEqual([]);
    await press(mails[0]?.links[1] ?? '');
    expect(edge.recoveries.told).toHaveLength(1);
  }, 60_000);
});
