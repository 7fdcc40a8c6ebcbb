import { describe, expect, it } from 'vitest';
import type { Incident, ReportedCustomer } from '../../domain/case/incident.js';
import { onFive } from '../../domain/case/incident.js';
import type { Criteria, SeverityRule } from '../../domain/protocol/criteria.js';
import { qualify } from '../../domain/protocol/criteria.js';
import { DAY, T0, aReport } from './support/builders.js';

const criteria: Criteria = {
  maxAge: 90 * DAY,
  minConfidence: 0.6,
  scoreUpTo: 3,
  severityRules: [],
  defaultSeverity: 'medium',
};
const usd = (minor: number) => ({ kind: 'money', amount: { minor, currency: 'USD' } }) as const;

describe('an incident qualifies', () => {
  it('with the default severity when nothing says otherwise', () => {
    expect(qualify(criteria, aReport(), T0)).toEqual({ kind: 'qualifies', severity: 'medium' });
  });

  it('on the ninetieth day, and is too old a millisecond later', () => {
    expect(qualify(criteria, aReport({ occurredAt: T0 - 90 * DAY }), T0).kind).toBe('qualifies');
    expect(qualify(criteria, aReport({ occurredAt: T0 - 90 * DAY - 1 }), T0)).toEqual({
      kind: 'refused',
      reason: 'too_old',
    });
  });

  it('at any age where its customer wrote to us, and at least as grave as that is taken for', () => {
    const letter = aReport({ occurredAt: T0 - 91 * DAY, leastSeverity: 'medium' });
    const mild: Criteria = { ...criteria, defaultSeverity: 'low' };
    expect(qualify(mild, letter, T0)).toEqual({ kind: 'qualifies', severity: 'medium' });
    expect(qualify(mild, { ...letter, leastSeverity: 'critical' }, T0)).toMatchObject({ severity: 'critical' });
    const ofVulnerable: Criteria = { ...mild, severityRules: [{ severity: 'high', vulnerable: true }] };
    const customer = { ...letter.customer, vulnerable: true };
    expect(qualify(ofVulnerable, { ...letter, customer }, T0)).toMatchObject({ severity: 'high' });
    expect(qualify(ofVulnerable, letter, T0)).toMatchObject({ severity: 'medium' });
    // The control: everything else is judged as any report is.
    expect(qualify(mild, { ...letter, confidence: 0.1 }, T0).kind).toBe('refused');
  });

  it('with a confidence of 0.6, and is not certain enough below', () => {
    expect(qualify(criteria, aReport({ confidence: 0.6 }), T0).kind).toBe('qualifies');
    expect(qualify(criteria, aReport({ confidence: 0.59 }), T0)).toEqual({
      kind: 'refused',
      reason: 'not_confident_enough',
    });
  });

  it('with a three of five, and has too good a score with a four', () => {
    expect(qualify(criteria, aReport({ score: { value: 3, of: 5 } }), T0).kind).toBe('qualifies');
    expect(qualify(criteria, aReport({ score: { value: 4, of: 5 } }), T0)).toEqual({
      kind: 'refused',
      reason: 'score_too_good',
    });
  });

  it('with any score on its own scale that comes to three of five or less', () => {
    expect(qualify(criteria, aReport({ score: { value: 6, of: 10 } }), T0).kind).toBe('qualifies');
    expect(qualify(criteria, aReport({ score: { value: 7, of: 10 } }), T0).kind).toBe('refused');
  });

  it('without a score whatever the limit', () => {
    expect(qualify({ ...criteria, scoreUpTo: 0 }, aReport(), T0).kind).toBe('qualifies');
  });
});

describe('the severity of an incident', () => {
  const under = (rules: readonly SeverityRule[], report = aReport()) => {
    const result = qualify({ ...criteria, severityRules: rules }, report, T0);
    return result.kind === 'qualifies' ? result.severity : result.reason;
  };

  it('is what the report says, whatever the rules say', () => {
    expect(under([{ severity: 'critical' }], aReport({ severity: 'low' }))).toBe('low');
  });

  it('is that of the first rule that matches', () => {
    expect(under([{ severity: 'critical', tier: ['vip'] }, { severity: 'high' }, { severity: 'low' }])).toBe('high');
  });

  it('is the default when no rule matches', () => {
    expect(under([{ severity: 'critical', tier: ['vip'] }])).toBe('medium');
  });

  const of = (customer: Partial<ReportedCustomer>) =>
    aReport({ customer: { id: 'cust-1', locale: 'en', ...customer } });
  const scored = (value: number) => aReport({ score: { value, of: 5 } });
  const euros = { kind: 'money', amount: { minor: 60_000, currency: 'EUR' } } as const;
  const from = usd(50_000).amount;
  const examples: readonly { what: string; rule: Omit<SeverityRule, 'severity'>; yes: Incident; no: Incident }[] = [
    {
      what: 'its category',
      rule: { categories: ['packaging'] },
      yes: aReport({ category: 'packaging' }),
      no: aReport(),
    },
    { what: 'its score', rule: { scoreUpTo: 1 }, yes: scored(1), no: scored(2) },
    { what: 'a score at all', rule: { scoreUpTo: 5 }, yes: scored(3), no: aReport() },
    {
      what: 'its loss',
      rule: { lossFrom: from },
      yes: aReport({ loss: usd(50_000) }),
      no: aReport({ loss: usd(49_999) }),
    },
    {
      what: 'its currency',
      rule: { lossFrom: from },
      yes: aReport({ loss: usd(60_000) }),
      no: aReport({ loss: euros }),
    },
    {
      what: 'a known loss',
      rule: { lossFrom: from },
      yes: aReport({ loss: usd(50_000) }),
      no: aReport({ loss: { kind: 'money' } }),
    },
    { what: 'the tier', rule: { tier: ['vip'] }, yes: of({ tier: 'vip' }), no: of({ tier: 'valued' }) },
    {
      what: 'the standard tier where none is given',
      rule: { tier: ['standard'] },
      yes: of({}),
      no: of({ tier: 'vip' }),
    },
    { what: 'a vulnerable customer', rule: { vulnerable: true }, yes: of({ vulnerable: true }), no: of({}) },
  ];

  it.each(examples)('depends on $what', ({ rule, yes, no }) => {
    expect(under([{ severity: 'critical', ...rule }], yes)).toBe('critical');
    expect(under([{ severity: 'critical', ...rule }], no)).toBe('medium');
  });

  it('asks of a rule with two conditions that both hold', () => {
    const rule = { severity: 'critical', vulnerable: true, lossFrom: usd(50_000).amount } as const;
    const vulnerable = of({ vulnerable: true });
    expect(under([rule], { ...vulnerable, loss: usd(50_000) })).toBe('critical');
    expect(under([rule], vulnerable)).toBe('medium');
    expect(under([rule], aReport({ loss: usd(50_000) }))).toBe('medium');
  });
});

describe('a score on the scale of one to five', () => {
  it.each([
    { value: 1, of: 5, five: 1 },
    { value: 5, of: 5, five: 5 },
    { value: 2, of: 10, five: 1 },
    { value: 7, of: 10, five: 3.5 },
    { value: 10, of: 10, five: 5 },
    { value: 50, of: 100, five: 2.5 },
    { value: 2, of: 3, five: 3.5 },
    { value: 0, of: 10, five: 1 },
  ])('is $five for $value of $of', ({ value, of, five }) => {
    expect(onFive({ value, of })).toBe(five);
  });
});
