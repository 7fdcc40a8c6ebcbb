import { shortMark } from '../../adapters/channels/sms/index.js';
import { createMarks } from '../../adapters/marks/index.js';
import { MARK_HEADER } from '../../domain/sends/mark.js';
import type { SmsMessage } from '../dev-services/twilio/message.js';
import { tally } from '../dev-services/tally.js';
import type { Journey } from './journeys.js';
import type { Sink } from './messages.js';
import type { Services } from './services.js';

/** Copies that lie at both receivers. */
export function copiesAt({ smtp, twilio }: Pick<Services, 'smtp' | 'twilio'>): number {
  return smtp.mails.length + twilio.messages.length;
}

/** The messages at both receivers by the marks on them; a short mark is unique for a number. */
export function sinkOf(
  { smtp, twilio }: Pick<Services, 'smtp' | 'twilio'>,
  keySecret: string,
  journeys: readonly Journey[],
): Sink {
  const { markOf, hashAddress } = createMarks(keySecret);
  const customers = new Map(journeys.map(({ caseId, report }) => [caseId, report.customer]));
  const mails = [...smtp.copiesBy(MARK_HEADER)];
  const sms = tally(twilio.messages.map(nameOfSms));
  return {
    copies: new Map([...mails, ...sms]),
    undelivered: new Set(twilio.messages.filter(({ status }) => status === 'undelivered').map(nameOfSms)),
    nameOf: (key, caseId) => {
      const { email = '', phone = '' } = customers.get(caseId) ?? {};
      // No address is corrected in a run: each message has one copy, at the address that was reported.
      if (key.endsWith('/email')) return markOf(key, hashAddress('email', email));
      return `${phone} ${shortMark(markOf(key, hashAddress('sms', phone)))}`;
    },
  };
}

function nameOfSms({ to, body }: SmsMessage): string {
  return `${to} ${/\(([^()]+)\)$/.exec(body)?.[1] ?? body}`;
}
