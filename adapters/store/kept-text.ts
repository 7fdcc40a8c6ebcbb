import type { StoredText } from '../../ports/text-store.js';

/** A text without what a store keeps beside it. */
export function asKept({ requestId, actor, at, subject, text }: StoredText): StoredText {
  return { requestId, actor, at, text, ...(subject !== undefined && { subject }) };
}

/** Whether two texts say the same; who wrote them and when makes no difference. */
export function isSameText(one: StoredText, other: StoredText): boolean {
  return one.text === other.text && one.subject === other.subject;
}
