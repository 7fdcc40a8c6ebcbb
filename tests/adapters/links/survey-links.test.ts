import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSurveyLinks } from '../../../adapters/links/survey-links.js';

const secret = 'a secret of more than thirty-two bytes';
const publicUrl = 'https://care.example';
const links = createSurveyLinks({ secret, publicUrl });
const surveyId = 'c2Rm-7Ku_Qx04Bta';

const tokenOf = (url: string): string => url.slice(`${publicUrl}/s/`.length);
const token = tokenOf(links.url(surveyId));
const [, signature = ''] = token.split('.');

describe('a survey link', () => {
  it('leads to the survey page and names the survey beside its signature', () => {
    expect(links.url(surveyId)).toMatch(/^https:\/\/care\.example\/s\/c2Rm-7Ku_Qx04Bta\.[\w-]{16}$/);
    expect(links.read(token)).toBe(surveyId);
  });

  it('is the same each time, so that a repeated message shows the same link', () => {
    expect(links.url(surveyId)).toBe(links.url(surveyId));
  });

  it('has 33 characters behind its address, so that it fits an SMS beside the text', () => {
    expect(token).toHaveLength(33);
  });
});

describe('a tampered token is read as nothing', () => {
  it.each(Array.from({ length: token.length }, (_, at) => at))('when its character %i is another one', (at) => {
    const other = token[at] === 'x' ? 'y' : 'x';
    expect(links.read(token.slice(0, at) + other + token.slice(at + 1))).toBeUndefined();
  });

  it.each([
    ['is empty', ''],
    ['has no signature', surveyId],
    ['has an empty signature', `${surveyId}.`],
    ['has a part too many', `${token}.x`],
    ['has characters after the signature that a decoder would skip', `${token}!!`],
    [
      'has a character in its signature that a decoder would skip',
      `${surveyId}.${signature.slice(0, 8)}!${signature.slice(8)}`,
    ],
    ['is spelled in the other alphabet of base64', token.replaceAll('-', '+').replaceAll('_', '/')],
    ['ends in a line break', `${token}\n`],
    ['has a signature cut short', token.slice(0, -4)],
    ['has an id cut short', token.slice(4)],
  ])('when it %s', (_, broken) => {
    expect(links.read(broken)).toBeUndefined();
  });

  it('when another secret signed it', () => {
    const foreign = createSurveyLinks({ secret: `${secret}!`, publicUrl });
    expect(links.read(tokenOf(foreign.url(surveyId)))).toBeUndefined();
  });

  it('when the same secret signed its id for another purpose; the control: for this purpose it is read', () => {
    const signed = (text: string): string =>
      createHmac('sha256', secret).update(text).digest().subarray(0, 12).toString('base64url');
    expect(links.read(`${surveyId}.${signed(surveyId)}`)).toBeUndefined();
    expect(links.read(`${surveyId}.${signed(`survey-link:${surveyId}`)}`)).toBe(surveyId);
  });
});
