import { describe, expect, it } from 'vitest';
import { optOutReasons } from '../../domain/contact/opt-outs.js';
import { stopWords } from '../../cli/commands/stop-words.js';

describe('what a reason keeps from an address', () => {
  it.each([
    [optOutReasons.survey, 'no surveys there'],
    [optOutReasons.marketing, 'no promotion there'],
    [optOutReasons.all, 'stopped: opted_out'],
    ['mailbox_refused', 'stopped: mailbox_refused'],
  ])('%s reads as "%s"', (reason, words) => {
    expect(stopWords(reason)).toBe(words);
  });
});
