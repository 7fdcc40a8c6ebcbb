import type { CaseEvent, CaseFact, Opening } from '../../../domain/case/case-events.js';
import { fold } from '../../../domain/case/evolve.js';
import type { CaseIncident, Incident } from '../../../domain/case/incident.js';
import type { OpenCase } from '../../../domain/case/recovery-case.js';
import { newCase } from '../../../domain/case/evolve.js';
import type { Lease } from '../../../domain/contact/lease.js';
import type { Refusal } from '../../../ports/incident-store.js';
import type { FrozenProtocol } from '../../../domain/protocol/protocol.js';

/** The fixed clock: a Monday, nine in the morning. Specs name times as distances from here. */
export const T0 = Date.UTC(2026, 2, 2, 9);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The default numbers of product.md. */
export function aProtocol(overrides: Partial<FrozenProtocol> = {}): FrozenProtocol {
  return {
    name: 'default',
    programme: 'programme-1',
    team: 'care',
    channels: ['email', 'sms'],
    clocks: { acknowledgement: 5 * MINUTE, apology: 4 * HOUR, resolution: 24 * HOUR },
    warnings: { at: [50, 75, 90], shortAt: [75], shortUnder: 4 * HOUR },
    escalateAgainAfter: 4 * HOUR,
    ladder: ['s-101', 's-104', 's-007'],
    apologyWaits: 2 * HOUR,
    followUpAfter: 48 * HOUR,
    survey: { after: 72 * HOUR, reminderAfter: 4 * DAY, expiresAfter: 14 * DAY, target: 4 },
    promises: { atLeast: HOUR, renewedFor: 24 * HOUR, slack: 4 * HOUR },
    decideWithin: 7 * DAY,
    apologyWindow: 30 * DAY,
    coolOff: 14 * DAY,
    messageBudget: { low: 3, medium: 5, high: 8, critical: 8 },
    automaticRemedy: {
      kind: 'voucher',
      amount: { minor: 1000, currency: 'USD' },
      lossUpTo: { minor: 1000, currency: 'USD' },
    },
    remedyWithin: 3 * MINUTE,
    longestHold: 14 * DAY,
    worthSending: 12 * HOUR,
    soon: MINUTE,
    ...overrides,
  };
}

/** A grave failure of unknown loss, so that every stage has a message of its own. */
export function anIncident(overrides: Partial<CaseIncident> = {}): CaseIncident {
  return { id: 'inc-1', category: 'late_delivery', severity: 'high', reportedAt: T0, ...overrides };
}

/** A small failure whose loss is known, so that the automatic remedy makes it good. */
export function aSmallIncident(overrides: Partial<CaseIncident> = {}): CaseIncident {
  return anIncident({
    severity: 'low',
    loss: { kind: 'money', amount: { minor: 590, currency: 'USD' } },
    ...overrides,
  });
}

/** What was frozen when the case opened. */
export function anOpening(overrides: Partial<Opening> = {}): Opening {
  return {
    caseId: 'inc-1',
    number: 1,
    reference: 'K7QX2M9A',
    incident: anIncident(),
    protocol: aProtocol(),
    reachableBy: ['email', 'sms'],
    ...overrides,
  };
}

/** The first fact of a journal. */
export function openingEvent(overrides: Partial<Opening> = {}): CaseEvent {
  return { type: 'case_opened', ...anOpening(overrides), at: T0, actor: 'system', rules: 1 };
}

/** A case that has just opened, then what else is said to have happened at that moment. */
export function buildCase(opening: Partial<Opening> = {}, ...facts: readonly CaseFact[]): OpenCase {
  const stamp = { at: T0, actor: 'system', rules: 1 };
  const all: readonly CaseFact[] = [{ type: 'case_opened', ...anOpening(opening) }, ...facts];
  const built = fold(
    all.map((fact) => ({ ...fact, ...stamp })),
    newCase,
  );
  if (built.phase === 'new') throw new Error('a case that was opened is not new');
  return built;
}

/** An incident as reported and stored. */
export function aReport(overrides: Partial<Incident> = {}): Incident {
  return {
    tenant: 'acme',
    id: 'inc-1',
    reference: 'K7QX2M9A',
    source: 'backend_event',
    confidence: 1,
    category: 'late_delivery',
    occurredAt: T0 - HOUR,
    reportedAt: T0,
    customer: { id: 'cust-1', locale: 'en', email: 'ada@customers.example' },
    ...overrides,
  };
}

/** Why a report was refused, with a lease that nothing ends by itself. */
export function aRefusal(reason: string, lease: Lease = { kind: 'held', because: 'unhappy' }): Refusal {
  return { reason, lease };
}
