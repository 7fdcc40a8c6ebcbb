import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../../domain/case/case-view.js';
import { progressOn, type Screen } from '../../../tools/demo/progress.js';
import type { CaseItem } from '../../../web/api/case.js';
import { aView } from './support/views.js';

const run = { beganAt: Date.now() + 60_000, pace: 36_000 };

function anItem(caseId: string, overrides: Partial<CaseView> = {}): CaseItem {
  const view = aView({ reference: caseId.toUpperCase(), severity: 'high', openedAt: 0, ...overrides });
  return { caseId, customerId: `c-${caseId}`, seq: 1, view };
}

function screenOf(size: Partial<Screen>): { readonly screen: Screen; readonly written: string[] } {
  const written: string[] = [];
  return {
    screen: { ...size, write: (text) => written.push(stripVTControlCharacters(text).replace('\r', '')) },
    written,
  };
}

const terminal = { isTTY: true, rows: 40, columns: 120 };

describe('progress where there is no terminal', () => {
  it('is one line for each change of a case, and none while nothing changes', () => {
    const { screen, written } = screenOf({});
    const progress = progressOn(screen, run, 2);
    progress.show([anItem('aa')]);
    progress.show([anItem('aa'), anItem('bb', { openedAt: 1, stage: 'apologize' })]);
    progress.show([anItem('aa', { sla: 'breached' }), anItem('bb', { openedAt: 1, stage: 'apologize' })]);
    progress.show([anItem('aa', { stage: 'closed', outcome: 'recovered' })]);
    expect(written.map((line) => line.replace(/ {2,}/g, ' ').trimEnd())).toEqual([
      'day 0 00 h AA fee high resolve',
      'day 0 00 h BB fee high apologize',
      'day 0 00 h AA fee high resolve -> resolve (overdue)',
      'day 0 00 h AA fee high resolve (overdue) -> closed as recovered',
    ]);
  });

  it('tells a second round and a hold', () => {
    const { screen, written } = screenOf({});
    const progress = progressOn(screen, run, 2);
    progress.show([anItem('aa', { round: 2 })]);
    progress.show([anItem('aa', { round: 2, heldUntil: 5 })]);
    expect(written.join('')).toContain('resolve (2) -> on hold (2)');
  });
});

describe('progress on a terminal', () => {
  it('is a table, a line a case, drawn again over itself', () => {
    const { screen, written } = screenOf(terminal);
    const progress = progressOn(screen, run, 2);
    progress.show([anItem('bb', { openedAt: 1, heldUntil: 5, waitingFor: 'hold' }), anItem('aa')]);
    const cells = (written[0] ?? '').split('\n').map((line) => line.split(/ {2,}/));
    expect(cells).toEqual([
      ['day', '0 00 h', '2 cases, 0 closed'],
      ['case', 'category', 'stage', 'severity', 'SLA', 'waiting for'],
      ['AA', 'fee', 'resolve', 'high', 'on_track', 'agent'],
      ['BB', 'fee', 'on hold', 'high', 'on_track', 'hold'],
      [''],
    ]);
    progress.show([anItem('aa', { stage: 'closed', sla: 'met', waitingFor: 'nothing', outcome: 'recovered' })]);
    expect(written[1]).toContain('1 cases, 1 closed');
    expect(written[1]).toMatch(/AA .* closed .* met .*recovered/);
  });

  it('keeps the table below what is said meanwhile', () => {
    const { screen, written } = screenOf(terminal);
    const progress = progressOn(screen, run, 1);
    progress.show([anItem('aa')]);
    progress.say('The worker is killed.');
    expect(written[1]?.split('\n')[0]).toBe('The worker is killed.');
    expect(written[1]).toContain('AA');
  });

  it.each([
    ['too low', { ...terminal, rows: 20 }],
    ['too narrow', { ...terminal, columns: 60 }],
  ])('is plain lines where it is %s for a table', (_what, size) => {
    const { screen, written } = screenOf(size);
    progressOn(screen, run, 24).show([anItem('aa')]);
    expect(written).toEqual([expect.stringMatching(/^day .* resolve\n$/)]);
  });
});
