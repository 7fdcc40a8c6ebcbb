import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../domain/case/summary.js';
import { detailsOf } from '../../domain/journey/details-of.js';
import { explain } from '../../domain/journey/explain/explain.js';
import { todoOf } from '../../domain/journey/todo.js';
import { viewOf } from '../../domain/journey/view-of.js';
import { cardOf } from '../../workflows/card.js';
import { DAY, HOUR, MINUTE, T0 } from './support/builders.js';
import { opened, type Journey } from './support/journey.js';
import { resolvedAfter } from './support/pasts.js';

const CALL = 'call-inc-1-1';
const asked = (j: Journey) => j.does({ type: 'call_me', input: 'link-1' }, { actor: 'customer' });
const done = { type: 'task_done', task: CALL, outcome: 'called' } as const;

/** The customer was told of the solution, asked for a call, and somebody let the case go on without it. */
const told = resolvedAfter(HOUR)
  .and({ type: 'rules_adopted', version: 4 })
  .until(2 * HOUR);
const released = asked(told)
  .until(2 * HOUR + MINUTE)
  .does({ type: 'resume' })
  .until(3 * HOUR);

const view = (j: Journey) => viewOf(j.state, j.next(), j.now);
const todo = (j: Journey) => todoOf(j.state, view(j), j.now);

describe('a call that is still to be made once the case goes on', () => {
  it('is what the case waits for, first of all, with the time by which it is due', () => {
    expect(view(released)).toMatchObject({ waitingFor: 'agent', answerBy: T0 + 6 * HOUR });
    expect(view(released)).not.toHaveProperty('repliedAt');
    expect(todo(released)).toMatchObject({ act: 'call', task: CALL, dueAt: T0 + 6 * HOUR });
    expect(todo(released)?.why).toMatch(/^The customer asked for a call at 2026-03-02 11:00 UTC, .*; the case goes on/);
  });

  it('stands on the card, whose first words say that a person has to act', () => {
    const card = cardOf('acme', released.state, view(released));
    expect(card).toMatch(/^Waiting for a person to act\./);
    expect(card).toContain(`- task \`${CALL}\`: call the customer by 2026-03-02 15:00 UTC`);
    expect(summaryOf(view(released), detailsOf(released.state))).toMatch(/^Waiting for a person to act\./);
  });

  it('is so during a hold as well', () => {
    const held = released.does({ type: 'hold', reason: 'courier', until: released.now + DAY });
    expect(view(held).waitingFor).toBe('agent');
  });

  it('is nowhere once it was made: the case waits for what is next', () => {
    const j = released.does(done);
    expect(view(j).waitingFor).toBe('time');
    expect(view(j)).not.toHaveProperty('answerBy');
    expect([todo(j), cardOf('acme', j.state, view(j)).includes(CALL)]).toEqual([undefined, false]);
  });

  it('leaves an answer to nobody: whoever let the case go on has read what was written', () => {
    const reply = { type: 'customer_replied', input: 'mail-1', reading: 'reply' } as const;
    const j = told
      .does(reply, { actor: 'customer' })
      .until(2 * HOUR + MINUTE)
      .does({ type: 'resume' })
      .until(3 * HOUR);
    expect(view(j).waitingFor).toBe('time');
    expect([todo(j), view(j).answerBy]).toEqual([undefined, undefined]);
  });

  it('is waited for before the case ends, for as long as a case waits for people', () => {
    const answered = released.until(5 * DAY).does({ type: 'answer', round: 1, score: 5 }, { actor: 'customer' });
    const waiting = answered.until(6 * DAY);
    expect(waiting.next()).toMatchObject({ kind: 'wait', waitingFor: 'agent' });
    expect(waiting.does(done).until(7 * DAY).state.closed).toMatchObject({ outcome: 'recovered' });
    const end = explain(waiting.state, waiting.now).find(({ what }) => what.includes(CALL));
    expect(end).toMatchObject({ dueAt: T0 + 7 * DAY + 2 * HOUR, state: 'planned' });
    const lapsed = waiting.until(8 * DAY);
    expect(lapsed.facts('task_lapsed')).toEqual([{ type: 'task_lapsed', task: CALL }]);
    expect(lapsed.state.closed).toMatchObject({ outcome: 'recovered' });
  });

  it('ends with the case where a person decides how that ends', () => {
    const j = released.does({ type: 'close', outcome: 'declined', cause: 'spoken_to' }).until(4 * HOUR);
    expect(j.facts('task_ended')).toEqual([{ type: 'task_ended', task: CALL }]);
    expect(j.state.phase).toBe('closed');
  });
});

describe('a call while the gate is shut', () => {
  it('is said to keep everything back', () => {
    const j = asked(opened()).until(MINUTE);
    expect(todo(j)?.why).toContain('nothing goes out by itself until a person has seen to it');
    expect(view(j)).toMatchObject({ waitingFor: 'agent', repliedAt: T0 });
  });
});
