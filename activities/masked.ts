import type { VoucherProvider } from '../ports/remedy-provider.js';
import type { FactSources } from './message-facts.js';

/** The same sources, with what only the customer may use masked: whoever reads these texts is not the customer. */
export function maskedSources<T extends FactSources>(deps: T): T {
  return {
    ...deps,
    links: { url: (surveyId) => maskedLink(deps.links.url(surveyId)) },
    unsubscribeLinks: { url: (mark) => maskedLink(deps.unsubscribeLinks.url(mark)) },
    caseLinks: { url: (action, mark) => maskedToken(deps.caseLinks.url(action, mark)) },
    vouchers: { find: (key) => maskedVoucher(deps.vouchers, key) },
  };
}

/** Whoever follows the link answers in the customer's name. */
function maskedLink(url: string): string {
  return url.replace(/[^/]+$/, '…');
}

/** The same of a link that names what it does at its end. */
function maskedToken(url: string): string {
  return url.replace(/[^/]+(?=\/[^/]+$)/, '…');
}

/** The last group is enough to tell two vouchers apart on the telephone. */
async function maskedVoucher(vouchers: FactSources['vouchers'], key: string): ReturnType<VoucherProvider['find']> {
  const voucher = await vouchers.find(key);
  return voucher && { ...voucher, code: voucher.code.replace(/[^-](?=.*-)/g, '*') };
}
