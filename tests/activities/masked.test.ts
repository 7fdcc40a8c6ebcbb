import { describe, expect, it } from 'vitest';
import { maskedSources } from '../../activities/masked.js';
import { createLinks } from '../../adapters/links/index.js';
import { linkActions, type LinkAction } from '../../domain/contact/customer-words.js';
import { marks } from '../support/marks.js';
import { Desk } from './support/desk.js';

const settings = { secret: 'the secret of these tests, of 32 bytes and more', publicUrl: 'https://care.example' };
const mark = marks.markOf('acme/case-1/1/apology/1/email', 'hash-1');
const real = createLinks(settings);
const shown = maskedSources({ ...new Desk().stores, ...real, vouchers: new Desk().vouchers });
const actions = Object.keys(linkActions) as readonly LinkAction[];

describe('a link as staff is shown it', () => {
  it.each(actions)('of a case says what it is for, and does not do it: %s', (action) => {
    expect(shown.caseLinks.url(action, mark)).toBe(`https://care.example/c/…/${action}`);
    // The control: the customer's own does.
    const token = real.caseLinks.url(action, mark).split('/').at(-2) ?? '';
    expect(real.caseLinks.read(action, token)).toBeDefined();
  });

  it('of a survey or to unsubscribe has no token either', () => {
    expect(shown.links.url('survey-1')).toBe('https://care.example/s/…');
    expect(shown.unsubscribeLinks.url(mark)).toBe('https://care.example/u/…');
  });
});
