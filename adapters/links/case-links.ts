import { createHmac, timingSafeEqual } from 'node:crypto';
import type { LinkAction } from '../../domain/contact/customer-words.js';
import type { CaseLinks } from '../../ports/case-links.js';
import type { SurveyLinkSettings } from './survey-links.js';

/** Characters of a mark that name its message: 96 bits, as good as all 256. */
const MARK_LENGTH = 16;
/** 96 bits, as links to surveys have. */
const MAC_BYTES = 12;

/** The beginning of a mark and its signature. Sixteen characters of base64url are twelve bytes without a bit to spare: one spelling each. */
const form = /^([\w-]{16})\.([\w-]{16})$/;

/** Links of the form `/c/{beginning of the mark}.{signature}/{action}`. A mark is no secret, since it stands in headers; the signature is. */
export function createCaseLinks({ secret, publicUrl }: SurveyLinkSettings): CaseLinks {
  // The purpose is signed too: who is sent the link of one action cannot make that of another.
  const sign = (action: LinkAction, mark: string): Buffer =>
    createHmac('sha256', secret).update(`case-${action}:${mark}`).digest().subarray(0, MAC_BYTES);

  return {
    url(action, mark) {
      const named = mark.slice(0, MARK_LENGTH);
      return `${publicUrl}/c/${named}.${sign(action, named).toString('base64url')}/${action}`;
    },
    read(action, token) {
      const [, mark, signature] = form.exec(token) ?? [];
      if (mark === undefined || signature === undefined) return undefined;
      return timingSafeEqual(Buffer.from(signature, 'base64url'), sign(action, mark)) ? mark : undefined;
    },
  };
}
