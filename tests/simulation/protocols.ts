import fc from 'fast-check';
import type { FrozenProtocol } from '../../domain/protocol/protocol.js';
import { office, places } from './places.js';
import type { Script } from './script.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** No duration of a frozen protocol is shorter (architecture.md, frozen programme). */
const SHORTEST = 500;

interface Variant {
  readonly pace: number;
  readonly remedy: boolean;
  readonly ladder: number;
  readonly resolution: number;
  readonly lowBudget: number;
  readonly surveyAfter: number;
  readonly holdProactive: number | undefined;
  /** Whether the customer is written to by day alone, and promised news for the hours of an office. */
  readonly byDay: boolean;
  readonly byOffice: boolean;
}

/** Protocols of the shapes that a business would tune; `pace` is the one that they are frozen at. */
export const protocols = fc
  .record({
    pace: fc.constantFrom(1, 1, 1, 36_000),
    remedy: fc.boolean(),
    ladder: fc.integer({ min: 1, max: 3 }),
    resolution: fc.constantFrom(24, 24, 2, 96),
    lowBudget: fc.constantFrom(3, 3, 4, 5),
    surveyAfter: fc.constantFrom(72, 120, 24),
    holdProactive: fc.constantFrom(2, 2, 30, undefined),
    place: places,
    byOffice: fc.boolean(),
  })
  .map(({ place, ...variant }) => {
    // At a pace it is always day.
    const byDay = place !== undefined && variant.pace === 1;
    return { pace: variant.pace, protocol: frozen({ ...variant, byDay }), ...(byDay && { place }) };
  });

/** The protocol of a category in the programme of a journey: of `wrong_item` another than of all else. */
export function protocolOf({ protocol, pace }: Pick<Script, 'protocol' | 'pace'>, category: string): FrozenProtocol {
  if (category !== 'wrong_item') return protocol;
  const { clocks, followUpAfter, survey } = protocol;
  const later = (duration: number): number => duration + Math.round((30 * HOUR) / pace);
  return {
    ...protocol,
    name: 'delivery',
    team: 'delivery',
    clocks: { ...clocks, resolution: later(clocks.resolution) },
    followUpAfter: later(followUpAfter),
    survey: { ...survey, after: later(survey.after) },
  };
}

function frozen(variant: Variant): FrozenProtocol {
  const paced = (duration: number): number => Math.max(SHORTEST, Math.round(duration / variant.pace));
  const amount = { minor: 1000, currency: 'USD' };
  return {
    name: 'default',
    programme: 'f0f0',
    team: 'care',
    channels: ['email', 'sms'],
    clocks: {
      acknowledgement: paced(5 * MINUTE),
      apology: paced(4 * HOUR),
      resolution: paced(variant.resolution * HOUR),
    },
    warnings: { at: [50, 75, 90], shortAt: [75], shortUnder: paced(4 * HOUR) },
    escalateAgainAfter: paced(4 * HOUR),
    ladder: ['s-1', 's-2', 's-3'].slice(0, variant.ladder),
    apologyWaits: paced(2 * HOUR),
    followUpAfter: paced(48 * HOUR),
    survey: {
      after: paced(variant.surveyAfter * HOUR),
      reminderAfter: paced(4 * DAY),
      expiresAfter: paced(14 * DAY),
      target: 4,
    },
    promises: { atLeast: paced(HOUR), renewedFor: paced(24 * HOUR), slack: paced(4 * HOUR) },
    ...(variant.byDay && { contactHours: { from: 8 * 60, until: 20 * 60 } }),
    ...(variant.byDay && variant.byOffice && { staffed: office }),
    decideWithin: paced(7 * DAY),
    apologyWindow: paced(30 * DAY),
    messageBudget: { low: variant.lowBudget, medium: 5, high: 8, critical: 8 },
    ...(variant.remedy && { automaticRemedy: { kind: 'voucher', amount, lossUpTo: amount } }),
    remedyWithin: paced(3 * MINUTE),
    ...(variant.holdProactive !== undefined && { holdProactive: paced(variant.holdProactive * HOUR) }),
    longestHold: paced(14 * DAY),
    worthSending: paced(12 * HOUR),
    soon: paced(MINUTE),
  };
}
