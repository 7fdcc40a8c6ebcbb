import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../domain/case/summary.js';
import { detailsOf } from '../../domain/journey/details-of.js';
import { todoOf } from '../../domain/journey/todo.js';
import { viewOf } from '../../domain/journey/view-of.js';
import { T0 } from './support/builders.js';
import { opened, type Journey } from './support/journey.js';

const wrote = { type: 'customer_replied', input: 'mail-1', reading: 'reply' } as const;
const called = { type: 'callback_requested', input: 'link-1' } as const;
const asks = (kind: 'answer_reply' | 'call_back') =>
  ({ type: 'task_requested', task: `task-${kind}`, kind, dueAt: T0 + 3_600_000 }) as const;

const todo = (j: Journey) => todoOf(j.state, viewOf(j.state, j.next(), j.now), j.now);
const summary = (j: Journey) => summaryOf(viewOf(j.state, j.next(), j.now), detailsOf(j.state));

describe('a case whose customer wrote', () => {
  it('says so, since when, and what is to be done by when', () => {
    const j = opened().and(wrote, asks('answer_reply'), { type: 'task_raised', task: 'task-answer_reply' });
    expect(todo(j)).toMatchObject({ act: 'answer', task: 'task-answer_reply', dueAt: T0 + 3_600_000 });
    expect(todo(j)?.why).toMatch(
      /^The customer wrote at .* UTC, .*; nothing goes out by itself until a person has seen to it\. The answer is due at/,
    );
    expect(viewOf(j.state, j.next(), j.now)).toMatchObject({ repliedAt: j.now, waitingFor: 'agent' });
    expect(summary(j)).toMatch(/^The customer wrote or asked for a call .* UTC: nothing goes out by itself/);
  });

  it('puts a call before an answer', () => {
    const j = opened().and(wrote, asks('answer_reply'), called, asks('call_back'));
    expect(todo(j)).toMatchObject({ act: 'call', task: 'task-call_back' });
  });

  it('is to be let go on where no task is left of it', () => {
    expect(todo(opened().and(wrote))).toMatchObject({ act: 'resume' });
  });

  it.each([
    ['who only thanked', { ...wrote, reading: 'thanks' } as const],
    ['whose words somebody has read', { type: 'resumed', replies: true } as const],
  ])('says nothing of one %s', (_, fact) => {
    const j = opened().and(fact);
    expect(['answer', 'call', 'resume']).not.toContain(todo(j)?.act);
    expect(viewOf(j.state, j.next(), j.now)).not.toHaveProperty('repliedAt');
    expect(summary(j)).not.toContain('customer wrote');
  });
});

describe('a case whose customer wrote, and asked for a call later', () => {
  const HOUR = 3_600_000;
  const wished = (callDueAt: number) =>
    opened()
      .and(wrote, { ...asks('answer_reply'), dueAt: T0 + 4 * HOUR })
      .at(HOUR)
      .and(called, { ...asks('call_back'), dueAt: callDueAt });

  it('says when they asked for it, where the call is due first', () => {
    expect(todo(wished(T0 + 2 * HOUR))?.why).toMatch(/^The customer asked for a call at 2026-03-02 10:00 UTC/);
  });

  it('names the answer where that is due first', () => {
    expect(todo(wished(T0 + 9 * HOUR))).toMatchObject({ act: 'answer', dueAt: T0 + 4 * HOUR });
  });
});
