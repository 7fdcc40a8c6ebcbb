import type { CustomerAnswer, KnownAddress, KnownCustomer } from '../../web/api/known-customer.js';
import { plain, when, type Paint } from '../terminal.js';
import { stopWords } from './stop-words.js';

/** One customer: who they are, where they are reached, and their open case. */
export function customerText({ caseId, consents, ...known }: CustomerAnswer, paint: Paint): string {
  const open = caseId === null ? 'There is no open case.' : `Open case ${caseId}: amends case show ${caseId}`;
  return [paint.bold(whoText(known)), ...addressLines(known), ...consents.map(consentLine), open].join('\n');
}

/** One line for what was said of a class on a channel, the last word first to see. */
function consentLine({ channel, class: of, of: whose, stops, words }: CustomerAnswer['consents'][number]): string {
  const where = whose === 'address' ? `the ${channel} address` : `${channel}, whatever the address`;
  const said = words.map(({ said: word, at, source, actor, wording }) => {
    const quoted = wording === undefined ? '' : `: "${plain(wording).replace(/\s+/g, ' ')}"`;
    return `${word === 'opt_out' ? 'refused' : 'wanted'} ${when(at)} (${source}, ${actor})${quoted}`;
  });
  return `  ${stops ? 'no' : 'again'} ${of === 'all' ? 'messages' : of} for ${where}: ${said.join('; ')}`;
}

/** Who a customer is, in a line. */
export function whoText({ customerId, name, locale, timeZone }: KnownCustomer): string {
  const named = name === undefined ? 'Name not known' : plain(name);
  return `${named}, customer ${customerId}, locale ${locale}${timeZone === undefined ? '' : `, time zone ${timeZone}`}`;
}

/** The addresses of a customer, a line each, with what stops them. */
export function addressLines({ addresses }: KnownCustomer): readonly string[] {
  if (addresses.length === 0) return ['  no address is known'];
  return addresses.map(({ channel, address, stops }) => `  ${channel} ${plain(address)}${stopsText(stops)}`);
}

function stopsText(stops: KnownAddress['stops']): string {
  if (stops.length === 0) return '';
  const reasons = stops.map(({ reason, at, source }) => `${stopWords(reason)} since ${when(at)}, heard from ${source}`);
  return `, ${reasons.join('; ')}`;
}
