import { describe, expect, it } from 'vitest';
import type { CustomerInput } from '../../domain/case/commands.js';
import type { MessageType } from '../../domain/contact/messages.js';
import { messageContext } from '../../domain/journey/message-context.js';
import { DAY, HOUR } from './support/builders.js';
import type { Journey } from './support/journey.js';
import { RESOLVE, resolvedAfter } from './support/pasts.js';

const settled: CustomerInput = { type: 'settled', input: 'in-1' };
const notYet = (input: string): CustomerInput => ({ type: 'not_settled', input });
const told = resolvedAfter(20 * HOUR);

/** What the text of the first such message of the last round knows, as it was asked for. */
function contextOf(before: Journey, message: MessageType) {
  const j = before.until(60 * DAY);
  const order = j.journal.filter((e) => e.type === 'message_requested').findLast((e) => e.message === message);
  if (order === undefined) throw new Error(`no ${message}`);
  return messageContext(before.until(order.at - before.state.openedAt).state, order, order.at);
}

describe('the last message without an answer to the survey', () => {
  it('knows that the customer said "settled", and the outcome stays unconfirmed', () => {
    const context = contextOf(told.does(settled), 'closing');
    expect(context).toMatchObject({ outcome: 'unconfirmed', customerSaid: 'settled' });
  });

  it('knows of no word where there was none', () => {
    const context = contextOf(told, 'closing');
    expect(context.outcome).toBe('unconfirmed');
    expect(context).not.toHaveProperty('customerSaid');
  });

  it('knows the last of two words', () => {
    const again = told
      .does(notYet('in-0'))
      .until(21 * HOUR)
      .does(RESOLVE)
      .until(22 * HOUR);
    const both = again.does(settled).does(notYet('in-3')).does({ type: 'resume' });
    expect(contextOf(both, 'closing')).toMatchObject({ secondRound: true, customerSaid: 'not_settled' });
  });

  it('takes no word of an earlier round for one about the last', () => {
    const again = told
      .does(settled)
      .does(notYet('in-2'))
      .until(21 * HOUR)
      .does(RESOLVE)
      .until(22 * HOUR);
    const context = contextOf(again, 'closing');
    expect(context).toMatchObject({ outcome: 'unconfirmed', secondRound: true });
    expect(context).not.toHaveProperty('customerSaid');
  });

  it('is told by the check as well, which asks whether it has stayed so', () => {
    expect(contextOf(told.does(settled), 'follow_up')).toMatchObject({ customerSaid: 'settled' });
    expect(contextOf(told, 'follow_up')).not.toHaveProperty('customerSaid');
  });

  it('and the check are the only ones that tell it', () => {
    expect(contextOf(told.does(settled), 'survey')).not.toHaveProperty('customerSaid');
  });
});
