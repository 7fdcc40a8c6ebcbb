import type { Criteria } from '../../domain/protocol/criteria.js';
import type { Programme } from '../../ports/programme-store.js';

/** A protocol as published. */
export type Protocol = Programme['protocols'][number];

/** Nothing is shorter: a machine needs this long to carry out what is due. */
const SHORTEST = 500;

/** `pace` milliseconds of plan pass in one; every duration of a protocol is divided by it. */
export function pacedProtocol(protocol: Protocol, pace: number): Protocol {
  const { clocks, warnings, survey, promises } = protocol;
  const scaled = (duration: number): number => scale(duration, pace);
  return {
    ...protocol,
    clocks: {
      acknowledgement: scaled(clocks.acknowledgement),
      apology: scaled(clocks.apology),
      resolution: scaled(clocks.resolution),
    },
    warnings: { ...warnings, shortUnder: scaled(warnings.shortUnder) },
    escalateAgainAfter: scaled(protocol.escalateAgainAfter),
    apologyWaits: scaled(protocol.apologyWaits),
    followUpAfter: scaled(protocol.followUpAfter),
    survey: {
      ...survey,
      after: scaled(survey.after),
      reminderAfter: scaled(survey.reminderAfter),
      expiresAfter: scaled(survey.expiresAfter),
    },
    promises: {
      atLeast: scaled(promises.atLeast),
      renewedFor: scaled(promises.renewedFor),
      slack: scaled(promises.slack),
    },
    decideWithin: scaled(protocol.decideWithin),
    apologyWindow: scaled(protocol.apologyWindow),
    ...(protocol.coolOff !== undefined && { coolOff: scaled(protocol.coolOff) }),
    remedyWithin: scaled(protocol.remedyWithin),
    ...(protocol.holdProactive !== undefined && { holdProactive: scaled(protocol.holdProactive) }),
    longestHold: scaled(protocol.longestHold),
    worthSending: scaled(protocol.worthSending),
    ...(protocol.receiptWithin !== undefined && { receiptWithin: scaled(protocol.receiptWithin) }),
    // Nothing has to be done within it: held at the least, it would keep hours of plan from the screens.
    soon: Math.round(protocol.soon / pace),
  };
}

/** The same for criteria. */
export function pacedCriteria(criteria: Criteria, pace: number): Criteria {
  return { ...criteria, maxAge: scale(criteria.maxAge, pace) };
}

function scale(duration: number, pace: number): number {
  return Math.max(SHORTEST, Math.round(duration / pace));
}
