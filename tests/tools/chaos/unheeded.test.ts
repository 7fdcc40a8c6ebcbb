import { describe, expect, it } from 'vitest';
import { askTaskId, type AskKind, type Task } from '../../../domain/tasks/task.js';
import type { CaseBooks } from '../../../tools/chaos/books.js';
import { messagesOf } from '../../../tools/chaos/messages.js';
import { unheededOf } from '../../../tools/chaos/unheeded.js';
import type { HeardWord } from '../../../tools/chaos/words.js';
import { T0 } from '../demo/support/views.js';
import { aRow, booksOf, keyOf, sinkOf } from './support/books.js';

const [confirmation, survey] = [keyOf('opt_out_confirmation', 'sms'), keyOf('survey', 'sms')];
const byMail = keyOf('survey', 'email');
const stop: HeardWord = { word: 'stop', channel: 'sms', heardAt: T0 };
const reply: HeardWord = { word: 'reply', channel: 'email', heardAt: T0 };
const ask = (kind: AskKind): Task => {
  return { id: askTaskId(kind, 'chaos-1', 1), tenant: 'demo', caseId: 'chaos-1', kind, raisedAt: T0 };
};

/** What is found where these messages arrived once each, claimed so many milliseconds after the word was heard. */
function found(claimed: Readonly<Record<string, number>>, rest: Partial<CaseBooks>) {
  const rows = Object.entries(claimed).map(([key, after]) => aRow(key, { claimedAt: T0 + after }));
  const book = booksOf({ facts: [], rows, ...rest });
  const copies = Object.fromEntries(Object.keys(claimed).map((key) => [key, 1]));
  return unheededOf(book, messagesOf(book, sinkOf(copies), 'demo'));
}

describe('what customers wrote', () => {
  it('is heeded where one text confirms a STOP, and the case goes on by e-mail', () => {
    expect(found({ [confirmation]: 1, [byMail]: 2 }, { heard: stop })).toEqual([]);
  });

  it('is not where a text was taken up after a STOP, and is where that was before', () => {
    expect(found({ [confirmation]: 1, [survey]: 2 }, { heard: stop })).toEqual([
      `chaos-1: ${survey} was taken up after a STOP`,
    ]);
    expect(found({ [confirmation]: 1, [survey]: -1 }, { heard: stop })).toEqual([]);
  });

  it('is not where no text confirms a STOP, or more than one does', () => {
    const second = confirmation.replace('/1/sms', '/2/sms');
    expect(found({}, { heard: stop })).toEqual(['chaos-1: 0 texts confirm a STOP']);
    expect(found({ [confirmation]: 1, [second]: 1 }, { heard: stop })).toEqual(['chaos-1: 2 texts confirm a STOP']);
  });

  it('is heeded where a person is asked to read a reply, and not where nobody is', () => {
    expect(found({}, { heard: reply, asks: [ask('answer_reply')] })).toEqual([]);
    expect(found({}, { heard: reply, asks: [ask('call_back')] })).toEqual([
      'chaos-1: its customer wrote, and there is no task answer_reply',
    ]);
  });

  it('is heeded where a STOP with the wish for a call ends the texts and has a task, and not where one of both is amiss', () => {
    const [heard, asks] = [{ ...stop, word: 'stop_and_call' } as const, [ask('call_back')]];
    expect(found({ [confirmation]: 1 }, { heard, asks })).toEqual([]);
    expect(found({ [confirmation]: 1 }, { heard })).toEqual([expect.stringContaining('no task call_back')]);
    expect(found({}, { heard, asks })).toEqual(['chaos-1: 0 texts confirm a STOP']);
  });

  it('asks for nothing where the customer wrote nothing', () => {
    expect(found({ [survey]: 1 }, {})).toEqual([]);
  });
});
