import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSurveyLinks } from '../../../adapters/links/index.js';

const secret = 'a secret of more than thirty-two bytes';
const publicUrl = 'https://care.example';
const links = createSurveyLinks({ secret, publicUrl });
const expiresAt = Date.UTC(2030, 0, 15);
const surveyId = 'acme/case-7/1';

const tokenOf = (url: string): string => url.slice(`${publicUrl}/s/`.length);
const token = tokenOf(links.url(surveyId, expiresAt));

describe('a survey link', () => {
  it('leads to the survey page and names the survey and its expiry under the signature', () => {
    expect(links.url(surveyId, expiresAt)).toMatch(/^https:\/\/care\.example\/s\/[\w-]+\.[\w-]{22}$/);
    expect(links.read(token, expiresAt - 1)).toEqual({ surveyId, expired: false });
  });

  it('is expired from its expiry on, and still says which survey it was', () => {
    expect(links.read(token, expiresAt)).toEqual({ surveyId, expired: true });
  });

  it('is the same each time, so that a repeated message shows the same link', () => {
    expect(links.url(surveyId, expiresAt)).toBe(links.url(surveyId, expiresAt));
  });

  it('fits an SMS beside its text when the survey has a short id', () => {
    expect(token.length).toBeLessThanOrEqual(60);
  });
});

describe('a tampered token is read as nothing', () => {
  it.each(Array.from({ length: token.length }, (_, at) => at))('when its character %i is another one', (at) => {
    const other = token[at] === 'x' ? 'y' : 'x';
    expect(links.read(token.slice(0, at) + other + token.slice(at + 1), 0)).toBeUndefined();
  });

  it.each([
    ['is empty', ''],
    ['has no signature', token.split('.')[0] ?? ''],
    ['has an empty signature', `${token.split('.')[0] ?? ''}.`],
    ['has a part too many', `${token}.x`],
    ['has characters after the signature that a decoder would skip', `${token}!!`],
    ['has a signature cut short', token.slice(0, -4)],
  ])('when it %s', (_, broken) => {
    expect(links.read(broken, 0)).toBeUndefined();
  });

  it('when another secret signed it', () => {
    const foreign = createSurveyLinks({ secret: `${secret}!`, publicUrl });
    expect(links.read(tokenOf(foreign.url(surveyId, expiresAt)), 0)).toBeUndefined();
  });

  it('when the same secret signed its payload for another purpose', () => {
    const payload = token.split('.')[0] ?? '';
    const mac = createHmac('sha256', secret).update(payload).digest().subarray(0, 16).toString('base64url');
    expect(links.read(`${payload}.${mac}`, 0)).toBeUndefined();
  });
});
