import { createHmac } from 'node:crypto';

/**
 * The mark of a send key (HMAC-SHA-256), which names the mail in its headers: a mail can be found again by it at a
 * provider or a receiver, and it tells nothing about the customer.
 */
export function keyMark(key: string, secret: string): string {
  return createHmac('sha256', secret).update(`send-key:${key}`).digest('base64url');
}
