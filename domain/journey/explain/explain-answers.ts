import { isOpenTask } from '../../case/fold-reaching.js';
import type { OpenCase } from '../../case/recovery-case.js';
import { durationWords } from '../../duration-words.js';
import { nextCallToAnswerAt } from '../due.js';
import { openAsk, openCall } from '../watchers/answer-customer.js';
import type { ExplainedTime, TimeStep } from './explained.js';

/** When somebody is called because nobody has answered or called the customer, and how long a call is waited for; nothing while no such task is open. */
export function explainAnswers(c: OpenCase): readonly ExplainedTime[] {
  const at = nextCallToAnswerAt(c);
  const ask = openAsk(c);
  if (c.phase === 'closed' || at === undefined || ask === undefined) return [];
  const steps: readonly TimeStep[] = [
    ...c.asks.filter(isOpenTask).flatMap((a) => [
      { at: a.requestedAt, why: asked[a.kind] },
      { at: a.dueAt, why: `the time that protocol ${c.protocol.name} gives a person for it` },
    ]),
    { at, why: 'from then on the next rung is called, until a person has done it' },
  ];
  return [
    {
      what: 'call up the ladder, unless the customer has been answered',
      dueAt: at,
      state: 'planned',
      steps,
      notes: [],
    },
    ...endOfCall(c),
  ];
}

/** Until when a call that is still to be made keeps the case from its end. */
function endOfCall(c: OpenCase): readonly ExplainedTime[] {
  const call = c.ending === undefined ? openCall(c) : undefined;
  if (call === undefined) return [];
  const { requestedAt, task } = call;
  const dueAt = requestedAt + c.protocol.decideWithin;
  const why = `${durationWords(c.protocol.decideWithin)} later, by protocol ${c.protocol.name}`;
  const steps = [
    { at: requestedAt, why: asked.call_back },
    { at: dueAt, why },
  ];
  const what = `the case no longer waits for ${task} before it ends`;
  return [{ what, dueAt, state: 'planned', steps, notes: [] }];
}

const asked = {
  answer_reply: 'the customer wrote, and nothing goes out by itself until a person has read it',
  call_back: 'the customer asked for a call',
} as const;
