import { Webhook } from 'standardwebhooks';

/** A door for what the provider of e-mail posts, and the secret (`whsec_…`) with which it signs. */
export interface SignedDoor {
  readonly url: string;
  readonly secret: string;
}

/** What is posted, under an id of its own. */
export interface Post {
  readonly id: string;
  readonly type: string;
  readonly body: string;
}

/** Milliseconds. */
const timeLimit = 10_000;

/** Posts something as the provider of e-mail does, signed after Standard Webhooks; gives the status, 0 where nobody answered. */
export async function postSigned({ url, secret }: SignedDoor, { id, type, body }: Post): Promise<number> {
  const now = new Date();
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': type,
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
      'webhook-signature': new Webhook(secret).sign(id, now, body),
    },
    body,
    signal: AbortSignal.timeout(timeLimit),
  }).catch(() => undefined);
  await answer?.arrayBuffer().catch(() => undefined);
  return answer?.status ?? 0;
}
