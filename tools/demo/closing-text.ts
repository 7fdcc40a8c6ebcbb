import type { ClockName } from '../../domain/protocol/protocol.js';
import type { Remarks, Summary } from './count.js';
import { storyText, type Story } from './stories.js';

/** What is told at the end of a run. */
export interface Told {
  readonly summary: Summary;
  readonly remarks: Remarks;
  readonly faults: readonly string[];
  readonly stories: readonly Story[];
  /** The clocks whose breaches count at this pace. */
  readonly clocks: readonly ClockName[];
  /** Milliseconds of plan that pass in one. */
  readonly pace: number;
}

/** The summary and the stories as text. */
export function closingText({ summary, remarks, faults, stories, clocks, pace }: Told): string {
  const { incidents, cases, messages, duplicates, lost, inDoubt, breaches, secondRounds, seconds } = summary;
  const outcomes = Object.entries(summary.outcomes).sort(([, a], [, b]) => b - a);
  const lines = [
    ['incidents', `${incidents} in ${cases} cases`],
    ['outcomes', outcomes.map(([outcome, number]) => `${number} ${outcome}`).join(', ')],
    ['messages', `${messages.email} by e-mail, ${messages.sms} by SMS, as they lie at the receivers`],
    ['duplicates', `${duplicates}`],
    ['lost', `${lost}`],
    ['in doubt', inDoubt === 0 ? '0' : `${inDoubt}, of which ${remarks.inDoubtArrived} did arrive`],
    ['breaches', `${breaches}${ofClocks(clocks)}${shortClocks(remarks)}`],
    ['second rounds', `${secondRounds}`],
    ['seconds', `${seconds}`],
  ];
  return [
    '\nCounted at the receivers and held against the ledger:',
    ...lines.map(([name = '', value = '']) => `  ${name.padEnd(14)} ${value}`),
    ...(stories.length === 0 ? [] : [storiesHead]),
    ...stories.map((story) => storyText(story, pace)),
    ...faults.map((fault) => `Not as it has to be: ${fault}.`),
  ].join('\n');
}

const storiesHead = `
Three customers, as their messages reached them. The days are of the plan; times inside a text are of this run, in the
customer's zone.
`;

function ofClocks(clocks: readonly ClockName[]): string {
  return clocks.length === 0 ? '' : ` of the ${clocks.join(' and ')} clock`;
}

function shortClocks({ otherBreaches }: Remarks): string {
  return otherBreaches === 0 ? '' : ` (and ${otherBreaches} of clocks too short at this pace to count)`;
}
