import { describe, expect, it } from 'vitest';
import { askTaskId, type Task } from '../../../domain/tasks/task.js';
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
const reading: Task = {
  id: askTaskId('answer_reply', 'chaos-1', 1),
  tenant: 'demo',
  caseId: 'chaos-1',
  kind: 'answer_reply',
  raisedAt: T0,
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
    expect(found({ [confirmation]: 1, [survey]: 2 }, { heard: stop })).toEqual([`${survey}: taken up after a STOP`]);
    expect(found({ [confirmation]: 1, [survey]: -1 }, { heard: stop })).toEqual([]);
  });

  it('is not where no text confirms a STOP, or more than one does', () => {
    const second = confirmation.replace('/1/sms', '/2/sms');
    expect(found({}, { heard: stop })).toEqual(['chaos-1: 0 texts confirm a STOP']);
    expect(found({ [confirmation]: 1, [second]: 1 }, { heard: stop })).toEqual(['chaos-1: 2 texts confirm a STOP']);
  });

  it('is heeded where a person is asked to read a reply, and not where nobody is', () => {
    expect(found({}, { heard: reply, readings: [reading] })).toEqual([]);
    expect(found({}, { heard: reply })).toEqual(['chaos-1: nobody was asked to read a reply']);
  });

  it('asks for nothing where the customer wrote nothing', () => {
    expect(found({ [survey]: 1 }, {})).toEqual([]);
  });
});
