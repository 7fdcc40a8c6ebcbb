import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RecoveryUnavailableError } from '../../client/index.js';
import type { Survey } from '../../ports/survey-store.js';
import { aProgramme } from '../support/a-programme.js';
import { incidentOf } from '../adapters/store/builders.js';
import { putCase } from './support/builders.js';
import { noon, Outage, publicUrl, startEdge, type Edge } from './support/server.js';

const day = 86_400_000;
const expiresAt = noon + 14 * day;
const invitation = { tenant: 'acme', caseId: 'case-1', customerId: 'c-77', round: 1, expiresAt };

let edge: Edge;
let survey: Survey;
let path: string;
const pathOf = ({ surveyId }: Pick<Survey, 'surveyId'>): string => edge.links.url(surveyId).slice(publicUrl.length);
beforeEach(async () => {
  edge = await startEdge();
  survey = await edge.stores.surveys.invite(invitation);
  path = pathOf(survey);
});
afterEach(() => edge.app.close());

const open = (url = path) => edge.app.inject({ method: 'GET', url });
const answer = (fields: Record<string, string> | string, url = path) =>
  edge.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
  });
const stored = (): Promise<Survey | undefined> => edge.stores.surveys.get(survey.surveyId);

describe('opening a survey link', () => {
  it('shows a form that needs no script and no key, and fits in 30 kB', async () => {
    const page = await open();
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.body).toContain('<form method="post">');
    expect(page.body).not.toMatch(/<script|onclick|javascript:/i);
    expect(page.rawPayload.length).toBeLessThanOrEqual(30_000);
  });

  it('says which company asks and about which case, and nothing that somebody wrote about it', async () => {
    await edge.stores.programmes.publish('acme', { ...aProgramme(), brand: 'Larks & <Sons>' }, noon);
    await putCase(edge.stores.cases, { caseId: 'case-1', view: { reference: 'K7QX2M9A' } });
    await edge.stores.incidents.put(incidentOf({ id: 'case-1', subject: 'The bathroom of room 7' }));
    const { body } = await open();
    expect(body).toContain(
      'Larks &#38; &#60;Sons&#62; would like to know this about your case <strong>K7QX2M9A</strong>.',
    );
    expect(body).not.toContain('bathroom');
  });

  it('shows the questions also where neither company nor case is known', async () => {
    const { body } = await open();
    expect(body).toContain('We would like to know how we did. It takes');
    expect(body).not.toContain('undefined');
  });

  it('asks for the score, for being heard, for repeating oneself and for a comment, each with its label', async () => {
    const { body } = await open();
    for (const name of ['score', 'heard', 'repeated']) {
      const choices = [...body.matchAll(new RegExp(`<label><input type="radio" name="${name}"`, 'g'))];
      expect(choices).toHaveLength(name === 'score' ? 5 : 2);
    }
    expect([...body.matchAll(/<legend>(.+)<\/legend>/g)].map(([, legend]) => legend)).toEqual([
      'How well did we put this right, from 1 to 5?',
      'Did you feel heard?',
      'Did you have to repeat yourself?',
    ]);
    expect(body).toContain('<label class="question" for="comment">');
    expect(body).toContain('prefers-color-scheme: dark');
    expect(body).toContain('<html lang="en">');
  });

  it.each(['GET', 'HEAD'] as const)('by %s, a hundred times, writes nothing and tells nobody', async (method) => {
    for (let time = 0; time < 100; time++) expect((await edge.app.inject({ method, url: path })).statusCode).toBe(200);
    expect(await stored()).toEqual(survey);
    expect(edge.recoveries.answers).toEqual([]);
  });

  it('is guarded: no framing, no script, no referrer, no caching, only its own style', async () => {
    const { headers } = await open();
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none';style-src 'sha256-[^']+';form-action 'self';base-uri 'none';frame-ancestors 'none'$/,
    );
  });

  it('leaves the token in no log line', async () => {
    await open();
    await open(`${path}x`);
    await open(`${path}/more`);
    await open(`${path}%`);
    await answer({ score: '9' });
    const token = path.slice('/s/'.length);
    expect(edge.logged.join('')).toContain('"route":"/s/:token"');
    expect(edge.logged.join('')).not.toContain(token.split('.')[0]);
    expect(edge.logged.join('')).not.toContain(token.split('.')[1]);
  });
});

describe('an answer', () => {
  it('is kept with its comment, and the case hears it without the comment', async () => {
    const page = await answer({ score: '4', heard: 'yes', repeated: 'no', comment: ' Thanks!\r\n  Ada ' });
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('<h1>Thank you</h1>');
    const verdict = { score: 4, heard: true, repeated: false };
    expect((await stored())?.answer).toEqual({ ...verdict, at: noon, comment: 'Thanks!\n  Ada' });
    expect(edge.recoveries.answers).toEqual([
      { tenant: 'acme', customerId: 'c-77', caseId: 'case-1', round: 1, ...verdict },
    ]);
  });

  it('may be a score alone', async () => {
    await answer({ score: '1', comment: '' });
    expect((await stored())?.answer).toEqual({ score: 1, at: noon });
  });

  it('may hold a comment of 2,000 characters, line breaks counted once', async () => {
    const comment = `${'x'.repeat(1_000)}\r\n${'y'.repeat(999)}`;
    expect((await answer({ score: '5', comment })).statusCode).toBe(200);
  });

  it.each([
    ['no score', 'heard=yes'],
    ['a score of 6', 'score=6'],
    ['a score of 0', 'score=0'],
    ['two scores', 'score=1&score=5'],
    ['a half score', 'score=4.5'],
    ['an unknown field', 'score=5&tenant=other'],
    ['another word than yes or no', 'score=5&heard=maybe'],
    ['a comment of 2,001 characters', `score=5&comment=${'x'.repeat(2_001)}`],
    ['a comment with a NUL', 'score=5&comment=a%00b'],
    ['nothing', ''],
  ])('with %s shows the form again and keeps nothing', async (_, body) => {
    const page = await answer(body);
    expect(page.statusCode).toBe(422);
    expect(page.body).toContain('role="alert"');
    expect(page.body).toContain('<form method="post">');
    expect((await stored())?.answer).toBeUndefined();
    expect(edge.recoveries.answers).toEqual([]);
  });

  it('is not taken as JSON: whoever sent it is told to use the page, not to try again', async () => {
    const page = await edge.app.inject({ method: 'POST', url: path, payload: { score: '5' } });
    expect(page.statusCode).toBe(415);
    expect(page.body).toContain('<h1>This answer did not come from our form</h1>');
    expect(page.body).not.toMatch(/try again|once more/i);
    expect((await stored())?.answer).toBeUndefined();
  });

  it('is kept and thanked for while the case cannot hear it', async () => {
    edge.recoveries.failure = new RecoveryUnavailableError('telling of an answer');
    const page = await answer({ score: '2' });
    expect(page.body).toContain('<h1>Thank you</h1>');
    expect((await stored())?.answer).toMatchObject({ score: 2 });
    expect(edge.logged.join('')).toContain('did not hear of a survey answer yet');
  });

  it('that cannot be kept is asked for once more, and no case hears it', async () => {
    edge.stores.surveys.answer = () => Promise.reject(new Outage());
    const page = await answer({ score: '2' });
    expect(page.statusCode).toBe(503);
    expect(page.body).toContain('please go back and send it once more');
    expect(edge.recoveries.answers).toEqual([]);
  });
});

describe('a link that leads to no question shows a friendly page, whatever an answer to it holds, and keeps none,', () => {
  const both = async (url: string, [status, title]: readonly [number, string]): Promise<void> => {
    const asJson = await edge.app.inject({ method: 'POST', url, payload: { score: '5' } });
    const unreadable = [await answer('score=6', url), await answer({ comment: 'x'.repeat(70_000) }, url), asJson];
    for (const page of [await open(url), await answer({ score: '5' }, url), ...unreadable]) {
      expect(page.statusCode).toBe(status);
      expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(page.body).toContain(`<h1>${title}</h1>`);
      expect(page.body).not.toContain('<form');
    }
    expect(edge.recoveries.answers).toEqual([]);
  };

  it('once it has been used: the first answer stands', async () => {
    await answer({ score: '5' });
    edge.recoveries.answers.length = 0;
    await both(path, [410, 'We already have your answer']);
    expect((await stored())?.answer).toMatchObject({ score: 5 });
  });

  it('from its expiry on', async () => {
    edge.time.now = expiresAt - 1;
    expect((await open()).statusCode).toBe(200);
    edge.time.now = expiresAt;
    await both(path, [410, 'This survey has ended']);
    expect((await stored())?.answer).toBeUndefined();
  });

  it('when a later round has asked anew', async () => {
    await edge.stores.surveys.invite({ ...invitation, round: 2 });
    await both(path, [410, 'There is a newer survey']);
  });

  it('when it was tampered with', async () => {
    await both(`${path.slice(0, -2)}${path.endsWith('AA') ? 'BB' : 'AA'}`, [404, 'This link is not complete']);
    expect((await stored())?.answer).toBeUndefined();
  });

  it('when it names another survey under this signature', async () => {
    const other = await edge.stores.surveys.invite({ ...invitation, caseId: 'case-2', customerId: 'c-78' });
    await both(`/s/${other.surveyId}.${path.split('.')[1] ?? ''}`, [404, 'This link is not complete']);
  });

  it('when it is rightly signed for a survey that is not there', async () => {
    await both(pathOf({ surveyId: 'surveynotinstore' }), [404, 'This link is not complete']);
  });

  it.each(['/s/', '/s/x', '/s/..%2f..', `/s/${'x'.repeat(900)}`, '/s/a/b'])('when it is %s', async (url) => {
    await both(url, [404, 'This link is not complete']);
  });

  it('when its encoding is broken', async () => {
    await both('/s/%ZZ', [400, 'This link is not complete']);
  });
});

describe('two answers at the same moment', () => {
  it('leave one: one is thanked for, the other is told so', async () => {
    const pages = await Promise.all([answer({ score: '1' }), answer({ score: '5' })]);
    expect(pages.map(({ statusCode }) => statusCode).sort()).toEqual([200, 410]);
    expect(edge.recoveries.answers).toHaveLength(1);
  });
});
