import type { Complaint } from './complaint.js';

/** How a complaint is filed, and what it is about in a few words that the customer would use. */
export interface Topic {
  readonly category: string;
  readonly words: string;
}

/** By sub-issue, or by issue where a product has no sub-issues: the bureau's own wording on the left. */
const topics: Readonly<Record<string, Topic>> = {
  'Banking errors': { category: 'account', words: 'Banking error' },
  "Can't close your account": { category: 'account', words: 'Account not closed as asked' },
  'Company closed your account': { category: 'account', words: 'Account closed on you' },
  "Credit card company isn't resolving a dispute about a purchase on your statement": {
    category: 'card',
    words: 'Disputed card purchase',
  },
  'Deposits and withdrawals': { category: 'account', words: 'Access to your deposit' },
  "Didn't receive terms that were advertised": { category: 'account', words: 'Advertised bonus missing' },
  'Fee problem': { category: 'fee', words: 'Account fees' },
  'Fees charged for closing account': { category: 'fee', words: 'Fee for closing an account' },
  'Money was not available when promised': { category: 'money_transfer', words: 'Transfer not delivered' },
  'Money was taken from your account on the wrong day or for the wrong amount': {
    category: 'unexpected_charge',
    words: 'Wrong amount taken',
  },
  'Other problem': { category: 'card', words: 'Card refund gone astray' },
  'Other transaction problem': { category: 'money_transfer', words: 'Transfer that went missing' },
  'Overdrafts and overdraft fees': { category: 'fee', words: 'Overdraft fees' },
  'Problem accessing account': { category: 'website', words: 'No access to your account' },
  'Problem during payment process': { category: 'payment', words: 'Card payment not booked' },
  'Problem with fees': { category: 'fee', words: 'Card fees' },
  'Problem with rewards from credit card': { category: 'card', words: 'Card rewards on hold' },
  'Unexpected or other fees': { category: 'fee', words: 'Unexpected card fees' },
};

/** The topic of a complaint. One that is not in the table goes to the default protocol under the bureau's own words. */
export function topicOf({ issue, subIssue }: Pick<Complaint, 'issue' | 'subIssue'>): Topic {
  const words = subIssue === '' ? issue : subIssue;
  return topics[words] ?? { category: 'other', words };
}
