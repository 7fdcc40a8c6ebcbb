import { describe, expect, it } from 'vitest';
import { createSurveyLinks } from '../../../adapters/links/survey-links.js';
import { createUnsubscribeLinks } from '../../../adapters/links/unsubscribe-links.js';
import { marks } from '../../support/marks.js';

const settings = { secret: 'a secret of more than thirty-two bytes', publicUrl: 'https://care.example' };
const links = createUnsubscribeLinks(settings);
const mark = marks.markOf('acme/case-1/1/survey/1/email', 'f00d');
const token = links.url(mark).slice('https://care.example/u/'.length);

describe('a link to unsubscribe', () => {
  it('names the copy of a message beside its signature, and fits one line of a header', () => {
    expect(links.url(mark)).toMatch(/^https:\/\/care\.example\/u\/[\w-]{43}\.[\w-]{16}$/);
    expect(links.read(token)).toBe(mark);
  });

  it.each(Array.from({ length: token.length }, (_, at) => at))('is none when its character %i is another one', (at) => {
    const other = token[at] === 'x' ? 'y' : 'x';
    expect(links.read(token.slice(0, at) + other + token.slice(at + 1))).toBeUndefined();
  });

  it('is none when another secret signed it, or the same one for another purpose', () => {
    const foreign = createUnsubscribeLinks({ ...settings, secret: `${settings.secret}!` });
    expect(links.read(foreign.url(mark).slice('https://care.example/u/'.length))).toBeUndefined();
    const survey = createSurveyLinks(settings);
    expect(links.read(survey.url(mark.slice(0, 16)).slice('https://care.example/s/'.length))).toBeUndefined();
    expect(survey.read(token)).toBeUndefined();
  });
});
