import { describe, expect, it } from 'vitest';
import { faultsOf, withEdits } from './edited.js';

/** File, what is replaced by what, the text on whose line the fault is, and its message. */
type Row = readonly [what: string, file: string, from: string, to: string, at: string, message: string | RegExp];

const DEFAULT = 'protocols/default.yaml';
const DESK = 'calendars/service_desk.yaml';
const CONTACT = "contactHours: { from: '08:00', until: '20:00' }\n";

const rows: readonly Row[] = [
  ['a key that nobody knows', DEFAULT, 'team: care', 'team: care\nteem: care', 'teem:', 'Unknown key "teem".'],
  ['a nested key that nobody knows', DEFAULT, '  target: 4', '  target: 4\n  goal: 4', 'goal:', 'Unknown key "goal".'],
  ['a key that is missing', DEFAULT, 'soon: PT1M\n', '', 'team: care', /^soon: /],
  ['a key that is given twice', DEFAULT, 'team: care', 'team: care\nteam: cure', 'team: cure', /unique/],
  ['YAML that is none', 'programme.yaml', 'brand: Larkfield', 'brand: a: b', 'brand:', /Nested mappings/],
  [
    'a duration in words',
    DEFAULT,
    'resolution: PT24H',
    'resolution: 24 hours',
    '24 hours',
    /"24 hours" is no ISO 8601 duration/,
  ],
  ['a cap of nothing', 'programme.yaml', 'most: 4', 'most: 0', 'most: 0', /contact\.marketing\.most/],
  ['a cap on receipts', 'programme.yaml', '  survey:', '  service:', 'service:', 'Unknown key "service".'],
  ['a duration in months', DEFAULT, 'PT24H', 'P1M', 'P1M', /"P1M" is no ISO 8601 duration/],
  [
    'a duration of nothing',
    DEFAULT,
    'longestHold: P14D',
    'longestHold: PT0S',
    'PT0S',
    /"PT0S" is no ISO 8601 duration/,
  ],
  ['a duration of a year', DEFAULT, 'longestHold: P14D', 'longestHold: P365D', 'P365D', /at most P100D/],
  [
    'a reminder after the end',
    DEFAULT,
    'reminderAfter: P4D',
    'reminderAfter: P14D',
    'reminderAfter',
    /has to come before expiresAfter/,
  ],
  [
    'an apology that waits past its clock',
    DEFAULT,
    'apologyWaits: PT2H',
    'apologyWaits: PT4H',
    'apologyWaits: ',
    /has to end before the apology clock/,
  ],
  ['warnings that do not rise', DEFAULT, '[50, 75, 90]', '[75, 50]', '[75, 50]', /has to rise/],
  ['replies that nobody has to answer', DEFAULT, 'answerWithin: PT4H\n', '', 'team: care', /^answerWithin: /],
  ['a severity that nobody has', 'wording.yaml', 'severity: critical', 'severity: dire', 'severity: dire', /severity/],
  [
    'a rule that is given twice',
    'wording.yaml',
    'name: public',
    'name: legal',
    'name: legal\n    severity: high',
    /given twice/,
  ],
  [
    'phrases of no language',
    'wording.yaml',
    '      en:',
    '      english_words:',
    '- lawyer',
    /english_words: Invalid key/,
  ],
  ['an empty phrase', 'wording.yaml', '- lawyer\n', "- ''\n", "- ''", /phrases/],
  ['a channel that nobody has', DEFAULT, '[email, sms]', '[email, fax]', 'fax', /channels\.1/],
  ['a channel named twice', DEFAULT, '[email, sms]', '[sms, sms]', '[sms, sms]', /names a channel twice/],
  ['a score that no survey has', DEFAULT, 'target: 4', 'target: 6', 'target: 6', /survey\.target/],
  ['a currency that nobody pays in', DEFAULT, 'currency: USD', 'currency: XYZ', 'XYZ', /is no ISO 4217 currency/],
  [
    'a limit in another currency',
    DEFAULT,
    'lossUpTo: { minor: 1000, currency: USD }',
    'lossUpTo: { minor: 1000, currency: EUR }',
    'EUR',
    /currency of the amount/,
  ],
  [
    'a team that does not exist',
    DEFAULT,
    'team: care',
    'team: cure',
    'team: cure',
    'There is no team "cure" in teams.yaml.',
  ],
  [
    'a category that another protocol claims',
    'protocols/delivery.yaml',
    'categories: [delivery',
    'categories: [fee',
    'fee',
    'The category "fee" is claimed by protocols/billing.yaml already.',
  ],
  [
    'a stranger on a ladder',
    'teams.yaml',
    '[s-101, s-104, s-007]',
    '[s-101, s-999]',
    's-999',
    '"s-999" on the ladder of team "care" is not in staff.',
  ],
  ['a staff id given twice', 'teams.yaml', 'id: s-104,', 'id: s-101,', 'Tobias', 'The id "s-101" is given twice.'],
  ['an empty ladder', 'teams.yaml', '[s-101, s-104, s-007]', '[]', 'ladder: []', /teams\.0\.ladder/],
  [
    'a zone that is none',
    'programme.yaml',
    'America/New_York',
    'America/Larkfield',
    'America/Larkfield',
    /is no IANA time zone/,
  ],
  ['hours of contact that are missing', DEFAULT, CONTACT, '', 'team: care', /^contactHours: /],
  [
    'hours of contact in words',
    DEFAULT,
    "from: '08:00'",
    'from: 8 am',
    '8 am',
    /has to be a time of day such as 08:00/,
  ],
  [
    'hours of contact that end before they begin',
    DEFAULT,
    "'20:00'",
    "'07:00'",
    '07:00',
    /has to begin before it ends/,
  ],
  ['hours of contact without a night', DEFAULT, "'08:00'", "'03:00'", '03:00', /between one hour and sixteen/],
  [
    'a calendar that does not exist',
    'teams.yaml',
    'service_desk',
    'office',
    'office',
    'There is no calendars/office.yaml.',
  ],
  ['a calendar in a zone that is none', DESK, 'America/New_York', '+01:00', '+01:00', /is no IANA time zone/],
  ['a day that no week has', DESK, 'sat, sun', 'sat, holiday', 'holiday', /week\.1\.days\.1/],
  [
    'hours that end before they begin',
    DESK,
    "until: '17:00'",
    "until: '09:00'",
    'sun',
    /until: has to come after from/,
  ],
  ['hours that overlap', DESK, 'sat, sun', 'fri, sat, sun', 'mon, tue', /has hours that overlap/],
  ['a closed date that no year has', DESK, 'closed: []', 'closed: [2026-02-30]', '2026-02-30', /closed\.0/],
  [
    'holidays of a country that is none',
    DESK,
    'country: US',
    'country: XX',
    'XX',
    /no data on the public holidays of XX\./,
  ],
  [
    'holidays of a part that a country does not have',
    DESK,
    'country: US',
    'country: US, region: BE',
    'region: BE',
    'There is no data on the public holidays of US-BE.',
  ],
  [
    'a severity that nobody has',
    'criteria.yaml',
    'defaultSeverity: medium',
    'defaultSeverity: awful',
    'awful',
    /defaultSeverity/,
  ],
  [
    'a locale that is none',
    'programme.yaml',
    'defaultLocale: en',
    'defaultLocale: EN_us',
    'EN_us',
    /is no BCP 47 locale/,
  ],
];

describe('settings', () => {
  it.each(rows)('%s is one fault at its file and line', async (...row) => {
    const [, file, from, to, at, message] = row;
    await withEdits([{ file, replace: [from, to] }], async ({ reading, lineOf }) => {
      const found = faultsOf(reading).filter((fault) => !fault.file.startsWith('templates/'));
      const line = await lineOf(file, at);
      expect(found.map((fault) => [fault.line, fault.message])).toContainEqual([line, expect.stringMatching(message)]);
      expect(new Set(found.map((fault) => fault.file)).size).toBe(1);
    });
  });

  it('a file that is missing is a fault, and the default protocol has to be there', async () => {
    await withEdits([{ file: DEFAULT }, { file: 'criteria.yaml' }], ({ reading }) => {
      expect(faultsOf(reading)).toEqual([
        { file: 'criteria.yaml', line: 1, message: 'The file is missing.' },
        { file: DEFAULT, line: 1, message: 'The file is missing.' },
      ]);
    });
  });

  it('all faults of all files are told together, in the order of files and lines', async () => {
    const edits = [
      { file: 'teams.yaml', replace: ['id: s-104,', 'id: s-101,'] as const },
      { file: DEFAULT, replace: ['team: care', 'team: cure'] as const },
      { file: DEFAULT, replace: ['resolution: PT24H', 'resolution: 1'] as const },
    ];
    await withEdits(edits, ({ reading }) => {
      const places = faultsOf(reading).map(({ file, line }) => [file, line] as const);
      expect(places.length).toBeGreaterThanOrEqual(2);
      const order = places.map(([file, line]) => `${file}:${String(line).padStart(3, '0')}`);
      expect(order).toEqual(order.toSorted());
      expect(new Set(places.map(([file]) => file))).toEqual(new Set(['teams.yaml', DEFAULT]));
    });
  });
});
