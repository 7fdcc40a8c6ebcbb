import type { ContactCaps } from '../../domain/contact/caps.js';
import type { Criteria } from '../../domain/protocol/criteria.js';
import type { Programme, Team } from '../../ports/programme-store.js';

/** A protocol as published. */
export type Protocol = Programme['protocols'][number];

/** Nothing is shorter: a machine needs this long to carry out what is due. */
const SHORTEST = 500;

/** `pace` milliseconds of plan pass in one; every duration of a protocol is divided by it. */
export function pacedProtocol({ contactHours, ...protocol }: Protocol, pace: number): Protocol {
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
    ...(protocol.answerWithin !== undefined && { answerWithin: scaled(protocol.answerWithin) }),
    // Nights are those of real clocks: at a pace it is always day.
    ...(contactHours !== undefined && pace === 1 && { contactHours }),
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

/** The same for teams: at a pace they are always at work. */
export function pacedTeams(teams: readonly Team[], pace: number): readonly Team[] {
  return pace === 1 ? teams : teams.map(({ calendar: _, ...team }) => team);
}

/** The same for what stands in `programme.yaml`: of all that, caps alone have durations. */
export function pacedGeneral<T extends Pick<Programme, 'contact'>>(general: T, pace: number): T {
  const { contact } = general;
  if (contact === undefined) return general;
  const scaled = Object.entries(contact).map(([purpose, { most, within }]) => [
    purpose,
    { most, within: scale(within, pace) },
  ]);
  return { ...general, contact: Object.fromEntries(scaled) as ContactCaps };
}

function scale(duration: number, pace: number): number {
  return Math.max(SHORTEST, Math.round(duration / pace));
}
