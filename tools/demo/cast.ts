import type { Severity } from '../../domain/case/incident.js';

/** What staff does about a case; each script answers to what the case list shows. */
export type StaffScript = 'promptly' | 'late' | 'after_a_hold' | 'withdraws' | 'does_not_uphold';

/** A made-up customer for one complaint, and how customer and staff behave. */
export interface Part {
  readonly complaintId: string;
  readonly name: string;
  /** How the customer can be reached; none: a person would have to. */
  readonly reachedBy: readonly ('email' | 'sms')[];
  readonly staff: StaffScript;
  /** The scores that the customer gives, one a survey; none left: no answer. */
  readonly answers: readonly number[];
  /** Answers only when reminded. */
  readonly whenReminded?: true;
  /** Nobody decides after a second low answer, until the protocol does. */
  readonly undecided?: true;
  /** The complaint that this customer reported first; staff waits for both. */
  readonly sameCustomerAs?: string;
  readonly lossMinor?: number;
  /** Missing: the criteria of the programme say. */
  readonly severity?: Severity;
  readonly vulnerable?: true;
  readonly tier?: 'vip';
}

const email = ['email'] as const;
const phone = ['sms'] as const;
const both = ['email', 'sms'] as const;

/** Who plays what. Amounts are the ones that the narratives name. */
export const cast: readonly Part[] = [
  { complaintId: '3066098', name: 'Nadia Osei', reachedBy: both, staff: 'promptly', answers: [], tier: 'vip' },
  { complaintId: '3091460', name: 'Walt Brennecke', reachedBy: email, staff: 'promptly', answers: [], lossMinor: 2900 },
  { complaintId: '3092091', name: 'Ileana Cortez', reachedBy: email, staff: 'promptly', answers: [2, 5] },
  {
    complaintId: '3099451',
    name: 'Deacon Purcell',
    reachedBy: email,
    staff: 'promptly',
    answers: [2, 1],
    undecided: true,
    lossMinor: 11_500,
  },
  { complaintId: '3099783', name: 'Mei Tanaka', reachedBy: both, staff: 'promptly', answers: [1, 2], severity: 'high' },
  {
    complaintId: '3102653',
    name: 'Harold Lindqvist',
    reachedBy: email,
    staff: 'late',
    answers: [2, 5],
    lossMinor: 10_000_000,
  },
  {
    complaintId: '3104828',
    name: 'Rosa Villarreal',
    reachedBy: email,
    staff: 'promptly',
    answers: [5],
    lossMinor: 41_000,
  },
  {
    complaintId: '3105342',
    name: 'Rosa Villarreal',
    reachedBy: email,
    staff: 'promptly',
    answers: [5],
    sameCustomerAs: '3104828',
    lossMinor: 14_000,
  },
  { complaintId: '3106867', name: 'Travis Boone', reachedBy: phone, staff: 'promptly', answers: [4] },
  { complaintId: '3117308', name: 'Agnes Kowal', reachedBy: email, staff: 'late', answers: [4], lossMinor: 35_000 },
  { complaintId: '3117905', name: 'Jerome Whitlock', reachedBy: phone, staff: 'promptly', answers: [] },
  { complaintId: '3120934', name: 'Paige Donnelly', reachedBy: email, staff: 'withdraws', answers: [] },
  { complaintId: '3123558', name: 'Curtis Amsel', reachedBy: email, staff: 'does_not_uphold', answers: [] },
  {
    complaintId: '3127203',
    name: 'Imani Brooks',
    reachedBy: both,
    staff: 'after_a_hold',
    answers: [5],
    lossMinor: 70_000,
  },
  { complaintId: '3128523', name: 'Sofia Reyes', reachedBy: email, staff: 'promptly', answers: [5], lossMinor: 6900 },
  { complaintId: '3134564', name: 'Lamar Tate', reachedBy: phone, staff: 'promptly', answers: [3, 5] },
  { complaintId: '3142325', name: 'Ruth Adler', reachedBy: email, staff: 'promptly', answers: [4] },
  { complaintId: '3156673', name: 'Clyde Mercer', reachedBy: [], staff: 'promptly', answers: [] },
  {
    complaintId: '3160960',
    name: 'June Halvorsen',
    reachedBy: email,
    staff: 'promptly',
    answers: [4],
    whenReminded: true,
    vulnerable: true,
  },
  { complaintId: '3165502', name: 'Denise Marlowe', reachedBy: both, staff: 'late', answers: [4], vulnerable: true },
  { complaintId: '3176280', name: 'Arjun Mehta', reachedBy: email, staff: 'promptly', answers: [5], severity: 'low' },
  {
    complaintId: '3234419',
    name: 'Ellis Fontaine',
    reachedBy: email,
    staff: 'promptly',
    answers: [4],
    severity: 'low',
  },
  { complaintId: '3253325', name: 'Marisol Vega', reachedBy: email, staff: 'promptly', answers: [5] },
  {
    complaintId: '3307625',
    name: 'Kwame Boateng',
    reachedBy: both,
    staff: 'promptly',
    answers: [5],
    lossMinor: 100_000,
  },
  { complaintId: '3313223', name: 'Patrick Nolan', reachedBy: email, staff: 'promptly', answers: [5], lossMinor: 800 },
];
