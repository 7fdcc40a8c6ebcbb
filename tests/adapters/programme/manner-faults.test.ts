import { describe, expect, it } from 'vitest';
import { expectFault, type FaultRow, faultsOf, withEdits } from './edited.js';

const en = (name: string): string => `templates/en/${name}`;
const CLOSING = en('closing.email.liquid');
const APOLOGY = en('apology.email.liquid');

/** A line that stands in every closing mail. */
const LAST = 'We write again about this only if you do.';

const ill: readonly FaultRow[] = [
  {
    what: 'a second apology',
    file: CLOSING,
    replace: [LAST, 'Once more, we apologise.'],
    at: 'apologise',
    message: '"apologise" apologises; only the apology does, once a case.',
  },
  {
    what: 'a second apology in an SMS',
    file: en('closing.sms.liquid'),
    replace: ['Ref', 'Sorry!'],
    at: 'Sorry',
    message: '"Sorry" apologises; only the apology does, once a case.',
  },
  {
    what: 'an apology that is said twice',
    file: APOLOGY,
    replace: ['reply and tell us.', 'reply and tell us. We regret this.'],
    at: 'regret',
    message: 'The text apologises twice.',
  },
  {
    what: 'an apology that is left out',
    file: APOLOGY,
    replace: [' We are sorry that it came to this.', ''],
    message: 'The text carries the apology and does not apologise.',
  },
  {
    what: 'an apology that is left out of the solution that carries it',
    file: en('resolution.email.liquid'),
    replace: [', and we are sorry', ''],
    message: 'The text carries the apology and does not apologise.',
  },
  {
    what: 'an apology without responsibility',
    file: APOLOGY,
    replace: ['is our responsibility, not yours', 'comes next'],
    message: 'An apology without responsibility.',
  },
  {
    what: 'an apology without a repair',
    file: en('apology.sms.liquid'),
    replace: ['Repair is our', 'This is our'],
    message: 'An apology without a repair.',
  },
  {
    what: 'an apology that does not name the failure',
    file: APOLOGY,
    replace: [
      'it went wrong for you: {{ topics }}, {% if proactive %}noticed by ourselves{% else %}reported{% endif %} {% if incidents.size > 1 %}first {% endif %}on {{ reported_at }}. That is frustrating, and it took time that you had other plans for.',
      'here we are.',
    ],
    message: 'An apology that does not name what went wrong.',
  },
  {
    what: 'a solution before the failure',
    file: APOLOGY,
    replace: ['You relied on us', 'All of it is resolved. You relied on us'],
    at: 'resolved',
    message: 'The solution comes before what went wrong.',
  },
  {
    what: 'a solution before the acknowledgement',
    file: en('acknowledgement.email.liquid'),
    replace: [
      'The report of {{ reported_at }} has reached us: {{ topics }}. You',
      'Your refund has been made. The report of {{ reported_at }} has reached us: {{ topics }}. You',
    ],
    at: 'Your refund',
    message: 'The solution comes before the acknowledgement.',
  },
  {
    what: 'a solution in the subject of an acknowledgement',
    file: en('acknowledgement.email.liquid'),
    replace: ["subject: '", "subject: 'A refund, and "],
    at: 'A refund',
    message: 'The solution comes before the acknowledgement.',
  },
  {
    what: 'a solution before news of how things stand',
    file: en('progress_update.sms.liquid'),
    replace: ['{{ brand }}:', '{{ brand }}: a replacement is on its way.'],
    at: 'a replacement',
    message: 'The solution comes before the acknowledgement.',
  },
  {
    what: 'a solution before the answer that it did not hold is taken up',
    file: en('second_chance.email.liquid'),
    replace: ['You told us', 'All is resolved now. You told us'],
    at: 'All is resolved',
    message: 'The solution comes before the acknowledgement.',
  },
  {
    what: 'selling',
    file: CLOSING,
    replace: [LAST, 'See our special offer.'],
    at: 'special offer',
    message: '"special offer" sells something to somebody whom we have failed.',
  },
  {
    what: 'a link of somebody else',
    file: CLOSING,
    replace: [LAST, 'See https://shop.example/new'],
    at: 'shop.example',
    message: 'The link "https://shop.example/new" is none of ours.',
  },
  {
    what: 'selling in a subject',
    file: CLOSING,
    replace: ["subject: '", "subject: 'Last deals: "],
    at: 'deals',
    message: '"deals" sells something to somebody whom we have failed.',
  },
  {
    what: 'selling in the layout',
    file: en('layout.email.mjml'),
    replace: ['You can reply', 'Shop now! You can reply'],
    at: 'Shop now',
    message: '"Shop now" sells something to somebody whom we have failed.',
  },
  {
    what: 'a picture of somebody else in the layout',
    file: en('layout.email.mjml'),
    replace: ['<mj-divider', '<mj-image src="https://pixel.example/1.gif" /><mj-divider'],
    at: 'pixel.example',
    message: 'The link "https://pixel.example/1.gif" is none of ours.',
  },
  {
    what: 'blame',
    file: CLOSING,
    replace: [LAST, "It was the courier's fault."],
    at: 'courier',
    message: '"courier\'s fault" blames somebody else.',
  },
  {
    what: 'a time that is no promise',
    file: CLOSING,
    replace: [LAST, 'You hear from us within two days.'],
    at: 'within two days',
    message: '"within two days" gives a time that is no recorded promise; say {{ promise_due }}.',
  },
];

describe('the manner of a text', () => {
  it.each(ill)('with $what is a fault at its file and line', expectFault);
});

describe('a solution', () => {
  const file = en('acknowledgement.email.liquid');
  const END = 'You will not need to explain anything again.';

  it.each([
    ['after the acknowledgement', END, `${END} Your refund has been made.`],
    ['that is still to come', 'The report of', 'Once the refund is made we write again. The report of'],
  ])('%s may be told before the case is resolved', async (_, from, to) => {
    await withEdits([{ file, replace: [from, to] }], ({ reading }) => expect(faultsOf(reading)).toEqual([]));
  });
});

describe('an SMS of more than one segment', () => {
  it('is a warning, and the programme may be published', async () => {
    const edit = { file: en('closing.sms.liquid'), replace: ['Ref', 'x'.repeat(160)] as const };
    await withEdits([edit], ({ reading }) => {
      expect(reading.kind).toBe('sound');
      expect(new Set(reading.warnings.map(({ file }) => file))).toEqual(new Set([en('closing.sms.liquid')]));
      expect(reading.warnings[0]?.message).toMatch(/^2 SMS segments \(\d+ characters, GSM-7\) with /);
    });
  });
});
