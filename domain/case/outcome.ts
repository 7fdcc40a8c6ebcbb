/** How a case can end. */
export const outcomes = [
  'recovered',
  'not_recovered',
  'unconfirmed',
  'not_upheld',
  'unreachable',
  'declined',
  'withdrawn',
  'refused',
] as const;
/** One of the outcomes. */
export type Outcome = (typeof outcomes)[number];

/** Why a round began. */
export type RoundCause = 'first' | 'second_chance' | 'joined';
