import { describe, expect, it } from 'vitest';
import { createCaseLinks } from '../../../adapters/links/case-links.js';
import { createSurveyLinks } from '../../../adapters/links/survey-links.js';

const secret = 'a secret of more than thirty-two bytes';
const publicUrl = 'https://care.example';
const links = createCaseLinks({ secret, publicUrl });
const mark = 'c2Rm-7Ku_Qx04BtaZZZZZZZZZZZZZZZZZZZZZZZZZZZ';
const named = mark.slice(0, 16);

const tokenOf = (url: string): string => url.split('/').at(-2) ?? '';
const token = tokenOf(links.url('call', mark));

describe('the link of a message', () => {
  it('names the message by the beginning of its mark, with a signature and the action', () => {
    expect(links.url('call', mark)).toMatch(/^https:\/\/care\.example\/c\/c2Rm-7Ku_Qx04Bta\.[\w-]{16}\/call$/);
    expect(links.read('call', token)).toBe(named);
  });

  it.each(['yes', 'no'] as const)('made for one action is read for no other: %s', (other) => {
    expect(links.read(other, token)).toBeUndefined();
    expect(links.read(other, tokenOf(links.url(other, mark)))).toBe(named);
  });

  it.each(Array.from({ length: token.length }, (_, at) => at))(
    'is read as nothing when character %i is another',
    (at) => {
      const other = token[at] === 'x' ? 'y' : 'x';
      expect(links.read('call', token.slice(0, at) + other + token.slice(at + 1))).toBeUndefined();
    },
  );

  it('that another secret signed, or that opens a survey, is read as nothing', () => {
    const foreign = createCaseLinks({ secret: `${secret}!`, publicUrl });
    expect(links.read('call', tokenOf(foreign.url('call', mark)))).toBeUndefined();
    const survey = createSurveyLinks({ secret, publicUrl }).url(named).split('/').at(-1) ?? '';
    expect(links.read('call', survey)).toBeUndefined();
  });
});
